// usage: node lint-cpp.mjs format|tidy     checks the C++ of engine, tests and bench; `format --fix` rewrites them
// tidy needs build/native (its compile commands).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const versions = Object.fromEntries(
  [...readFileSync(join(root, 'toolchain/versions.sh'), 'utf8').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
)

const walk = (dir) =>
  readdirSync(join(root, dir), { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)]))
const sources = (...dirs) => dirs.filter((d) => existsSync(join(root, d))).flatMap(walk).filter((f) => /\.(cpp|h)$/.test(f)).sort()

function format(fix) {
  const tool = `clang-format-${versions.CLANG_FORMAT_VERSION}`
  const files = sources('engine', 'tests', 'bench')
  const { status, error, stderr } = spawnSync(tool, [...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...files], { cwd: root, encoding: 'utf8' })
  if (error) {
    console.log(`cannot run ${tool}: ${error.message}`)
    return 1
  }
  const bad = [...new Set([...stderr.matchAll(/^(.*?):\d+:\d+: error/gm)].map((m) => m[1]))]
  for (const file of bad) console.log(`${file} is not formatted`)
  console.log(bad.length ? 'run: node tools/lint-cpp.mjs format --fix' : `${files.length} files are formatted`)
  return status
}

const tidyOne = (tool, file) =>
  new Promise((done) => {
    const child = spawn(tool, ['--quiet', '-p', 'build/native', '--extra-arg=-Wno-unknown-warning-option', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    // stderr only counts warnings that were suppressed
    let err = ''
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', (e) => done([1, `cannot run ${tool}: ${e.message}`]))
    child.on('close', (code) => done([code ?? 1, out || (code ? err : '')]))
  })

async function tidy() {
  const tool = `clang-tidy-${versions.CLANG_TIDY_VERSION}`
  const files = sources('engine').filter((f) => f.endsWith('.cpp') && !f.startsWith('engine/wasm'))
  const queue = [...files]
  let bad = 0
  const lane = async () => {
    for (let f = queue.shift(); f; f = queue.shift()) {
      const [code, out] = await tidyOne(tool, f)
      if (out) console.log(out.trimEnd())
      if (code !== 0) bad++
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  console.log(bad ? `clang-tidy complains about ${bad} of ${files.length} files` : `clang-tidy has nothing to say about ${files.length} files`)
  return bad ? 1 : 0
}

const [what, option] = process.argv.slice(2)
if (what === 'format') process.exitCode = format(option === '--fix')
else if (what === 'tidy') process.exitCode = await tidy()
else {
  console.error('usage: node lint-cpp.mjs format [--fix] | tidy')
  process.exitCode = 2
}
