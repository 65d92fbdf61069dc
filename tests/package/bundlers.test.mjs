// A small app that imports the installed package, built by each bundler as the README says, answers in Chromium, Firefox and WebKit as the engine does under Node,
// under the content security policy that the README names.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, relative } from 'node:path'
import test, { after, before } from 'node:test'
import { pathToFileURL } from 'node:url'
import { until, webkit } from '../../web/tests/browser/webdriver.mjs'
import { allRequests, consumer, reference, snippets, web } from './support.mjs'

const { build: vite, createServer: viteServer } = await import(pathToFileURL(web.resolve('vite')).href)
const webpack = web('webpack')
const esbuild = web('esbuild')
const { chromium } = web('playwright-core')

const dir = consumer()
const page = (script) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${script}\n`
const moduleTag = '<script type="module" src="./main.js"></script>'

/** Writes an app and says where. */
function app(name, code) {
  const at = join(dir, name)
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'main.js'), code)
  writeFileSync(join(at, 'index.html'), page(moduleTag))
  return at
}

// [name, what builds `source` into `out`, from where else files may come]
const bundlers = [
  ['vite', (source, out) => vite({ ...viteOptions(source), build: { outDir: out, emptyOutDir: true } }), 'data:'],
  ['vite, no file inlined', (source, out) => vite({ ...viteOptions(source), build: { outDir: out, emptyOutDir: true, assetsInlineLimit: 0 } }), ''],
  ['webpack', webpacked, ''],
  ['esbuild', esbuilt, ''],
]
const viteOptions = (source) => ({ root: source, base: './', configFile: false, logLevel: 'warn' })

function webpacked(source, out) {
  const options = { mode: 'production', context: source, entry: './main.js', output: { path: out } }
  return new Promise((done, fail) =>
    webpack({ ...options, performance: false }, (error, stats) => {
      if (error || stats.hasErrors() || stats.hasWarnings()) return fail(error ?? new Error(stats.toString('errors-warnings')))
      writeFileSync(join(out, 'index.html'), page('<script src="./main.js"></script>'))
      done()
    }),
  )
}

async function esbuilt(source, out) {
  const { warnings } = await esbuild.build({ entryPoints: [join(source, 'main.js')], outdir: out, bundle: true, minify: true, format: 'esm', logLevel: 'silent' })
  assert.deepEqual(warnings, [])
  cpSync(join(dir, 'node_modules/chouma/chouma-files'), join(out, 'chouma-files'), { recursive: true })
  writeFileSync(join(out, 'index.html'), page(moduleTag))
}

const policy = (more) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${more}; worker-src 'self'; img-src data:`
const types = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' }

function serve(folder, csp) {
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html')
    try {
      const body = readFileSync(join(folder, name))
      response.writeHead(200, { 'Content-Type': types[extname(name)], 'Content-Security-Policy': csp }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() })))
}

let browser
let expected
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' })
  const engine = await reference()
  expected = allRequests.map(engine)
})
after(() => browser.close())

/** Opens the address and hands the page to `check`; afterwards nothing may have been complained of, or asked for elsewhere. */
async function visit(url, check) {
  const tab = await browser.newPage()
  const said = []
  const foreign = []
  tab.on('pageerror', (error) => said.push(error.message))
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  tab.on('request', (request) => /^(?:data:|blob:)/.test(request.url()) || request.url().startsWith(url) || foreign.push(request.url()))
  try {
    await tab.goto(url)
    await check(tab, said)
  } finally {
    await tab.close()
  }
  assert.deepEqual([said, foreign], [[], []])
}

/** What the page leaves in `window.answer`, or why there is none. */
async function answerOf(tab, said) {
  await tab.waitForFunction(() => 'answer' in window).catch((error) => assert.fail([error.message, ...said].join('\n')))
  return tab.evaluate(() => window.answer)
}

const source = app(
  'app',
  `import { open, shipped } from 'chouma'
import { openInWorker } from 'chouma/worker'

const requests = ${JSON.stringify(allRequests)}
async function direct() {
  const chouma = await open()
  const texts = requests.map((request) => chouma.analyzeText(request))
  chouma.close()
  return texts
}
async function inWorker() {
  let arrived
  const report = new Promise((resolve, reject) => (arrived = { report: resolve, failure: reject }))
  const chouma = await openInWorker(arrived)
  const { schema, id, ...question } = JSON.parse(requests[0])
  chouma.ask({ text: 'an older question' })
  chouma.ask({ text: 'another' })
  chouma.ask(question)
  const { id: last, ...answer } = await report
  const why = (call) => call.then(({ id }) => id, ({ name, code }) => [name, code])
  const [model] = await shipped('salary_model')
  const added = await why(chouma.addModel(model.bytes))
  const broken = await why(chouma.addModel(new ArrayBuffer(1)))
  const pending = why(chouma.addModel(new ArrayBuffer(1)))
  chouma.close()
  chouma.close()
  let refusal
  try { chouma.ask(question) } catch ({ name, code }) { refusal = [name, code] }
  return { answer, last, version: chouma.version, models: chouma.models.map(({ id }) => id), added, broken, pending: await pending, refusal }
}
async function refusedInWorker() {
  const resources = [{ kind: 'lexicon', bytes: new TextEncoder().encode('[]') }]
  return openInWorker({ report() {}, failure() {} }, { resources }).then(() => 'opened', ({ name, message }) => [name, message])
}
Promise.all([direct(), inWorker(), refusedInWorker()]).then((answer) => (window.answer = answer), ({ message }) => (window.answer = message))
`,
)

function assertAnswer(answer) {
  assert.ok(Array.isArray(answer), String(answer))
  const [direct, worker, refused] = answer
  assert.deepEqual(direct, expected)
  const { id: _, ...report } = JSON.parse(expected[0])
  assert.deepEqual(worker, { answer: report, last: 3, version: report.engine, models: ['cn-2024'], added: 'cn-2024', broken: ['ChoumaError', 'bad_json'], pending: ['ChoumaError', 'closed'], refusal: ['ChoumaError', 'closed'] })
  assert.match(String(refused), /^ChoumaError,lexicon/)
}

for (const [name, build, more] of bundlers)
  test(`${name}: the built app answers in Chromium, in its own thread and in a worker`, async () => {
    const out = join(dir, 'built', name.replace(/\W+/g, '-'))
    await build(source, out)
    const server = await serve(out, policy(more))
    try {
      await visit(server.url, async (tab, said) => assertAnswer(await answerOf(tab, said)))
    } finally {
      server.close()
    }
  })

async function firefox() {
  const { default: puppeteer } = await import(pathToFileURL(web.resolve('puppeteer-core')).href)
  const instance = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true })
  const tab = await instance.newPage()
  return { goto: (url) => tab.goto(url), evaluate: (script) => tab.evaluate(`(${script})()`), close: () => instance.close() }
}

for (const [name, start] of [
  ['Firefox', firefox],
  ['WebKit', webkit],
])
  test(`${name}: the built app answers byte for byte the same`, async () => {
    const out = join(dir, 'built', name)
    await esbuilt(source, out)
    const server = await serve(out, policy(''))
    const other = await start()
    try {
      await other.goto(server.url)
      assertAnswer(await until(`an answer in ${name}`, () => other.evaluate(() => window.answer ?? null)))
    } finally {
      await other.close()
      server.close()
    }
  })

const inBrowser = snippets().filter(({ language }) => language === 'js browser')
test('the README has a snippet for browsers', () => assert.equal(inBrowser.length, 1))
test('README, the snippet for browsers, in the development server of Vite', async () => {
  const at = app('snippet', inBrowser[0].code)
  const server = await viteServer({ ...viteOptions(at), cacheDir: join(at, 'cache'), server: { host: '127.0.0.1' }, optimizeDeps: { exclude: ['chouma'] } })
  try {
    await server.listen()
    await visit(server.resolvedUrls.local[0], (tab) => tab.getByText(/^(¥\d+( \/ )?){3}$/).waitFor())
  } finally {
    await server.close()
  }
})

// [what is wrong, whether the files are copied, the policy, what each way to open then says]
const faults = [
  ['the files were not copied', false, policy(''), /^not_loaded: http\S+chouma-files\/engine\.wasm is not read \(HTTP 404\); allowed: a file of chouma-files/, /engine\.wasm is not read/],
  ['no worker is allowed', true, policy('').replace("worker-src 'self'", "worker-src 'none'"), /^opened$/, /^internal: The worker failed: its script was not run\.$/],
  ['no WebAssembly is allowed', true, policy('').replace("'wasm-unsafe-eval'", ''), /^internal: .*WebAssembly/, /^internal: .*WebAssembly/],
]
const faulty = app(
  'faulty',
  `import { open } from 'chouma'
import { openInWorker } from 'chouma/worker'
const said = (opening) => opening.then(() => 'opened', ({ name, code, message }) => name === 'ChoumaError' && code + ': ' + message)
Promise.all([said(open()), said(openInWorker({ report() {}, failure() {} }))]).then((answer) => (window.answer = answer))
`,
)
for (const [what, copied, csp, direct, inWorker] of faults)
  test(`where ${what}, opening says so`, async () => {
    const out = join(dir, 'faulty', what.replaceAll(' ', '-'))
    await esbuilt(faulty, out)
    if (!copied) rmSync(join(out, 'chouma-files'), { recursive: true })
    const server = await serve(out, csp)
    const tab = await browser.newPage()
    try {
      await tab.goto(server.url)
      const said = await answerOf(tab, [])
      assert.match(String(said[0]), direct)
      assert.match(String(said[1]), inWorker)
    } finally {
      await tab.close()
      server.close()
    }
  })

test('esbuild: importing `open` alone takes none of the worker along', async () => {
  const { metafile } = await esbuild.build({
    stdin: { contents: "import { open } from 'chouma'; open()", resolveDir: dir },
    ...{ bundle: true, write: false, format: 'esm', metafile: true, logLevel: 'silent' },
  })
  const [{ inputs }] = Object.values(metafile.outputs)
  const names = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => relative(join(dir, 'node_modules/chouma'), join(process.cwd(), file)))
  assert.ok(!names.includes('worker.js') && names.includes('index.js'), names.join())
})
