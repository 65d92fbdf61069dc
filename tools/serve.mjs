// usage: node serve.mjs FOLDER    serves it at http://localhost:$PORT/ (8000, or the next free one) until interrupted
// Only this machine can reach it. Also imported by the browser tests: serve(folder, port) → {url, close}.
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

// The page runs under this: its own files only, WASM without eval, the engine in a worker made from a blob, the page's own service worker and manifest; the demo of the embed holds a frame.
const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': csp,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
}

/** The file that a request path names, or null: nothing outside `root`, folders by their index.html. */
export function fileFor(root, url) {
  let path
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  let file = resolve(join(root, path))
  if (file !== root && !file.startsWith(root + sep)) return null
  try {
    if (statSync(file).isDirectory()) file = join(file, 'index.html')
    return statSync(file).isFile() ? file : null
  } catch {
    return null
  }
}

const packs = /\.(html|m?js|css|json|webmanifest|svg|wasm|bin|txt)$/
/** The file in brotli, made when it is first asked for. */
function packed(file, kept) {
  const { mtimeMs, size } = statSync(file)
  const known = kept.get(file)
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.bytes
  const bytes = brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: size } })
  kept.set(file, { mtimeMs, size, bytes })
  return bytes
}

/** Serves `folder` on `port` (0: any free one), and resolves once it listens. */
export function serve(folder, port = 0) {
  const root = realpathSync(folder)
  const kept = new Map()
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end()
      return
    }
    const file = fileFor(root, request.url)
    if (!file) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n')
      return
    }
    const pack = packs.test(file) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '') ? packed(file, kept) : null
    response.writeHead(200, {
      ...headers,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': pack ? pack.length : statSync(file).size,
      Vary: 'Accept-Encoding',
      ...(pack ? { 'Content-Encoding': 'br' } : {}),
    })
    if (request.method === 'HEAD') response.end()
    else if (pack) response.end(pack)
    else createReadStream(file).pipe(response)
  })
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, 'localhost', () =>
      done({
        url: `http://localhost:${server.address().port}/`,
        close: () =>
          new Promise((closed) => {
            server.close(closed)
            server.closeAllConnections()
          }),
      }),
    )
  })
}

async function main() {
  const folder = process.argv[2]
  if (!folder) {
    console.error('usage: node serve.mjs FOLDER')
    process.exit(2)
  }
  const wanted = process.env.PORT
  for (let port = Number(wanted ?? 8000); ; port++) {
    try {
      const { url } = await serve(folder, port)
      console.log(`Chouma is at ${url}   (Ctrl-C ends it)`)
      return
    } catch (e) {
      // A port that the user asked for is that one or none.
      if (e.code !== 'EADDRINUSE' || wanted !== undefined) {
        console.error(`cannot serve ${folder}: ${e.message}`)
        process.exit(1)
      }
    }
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main()
