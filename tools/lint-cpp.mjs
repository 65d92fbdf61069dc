// usage: node lint-cpp.mjs format|tidy     checks every C++ file of the engine and the tests; `format --fix` rewrites them
// tidy needs build/native (its compile commands).
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const versions = Object.fromEntries(
  [...readFileSync(join(root, 'toolchain/versions.sh'), 'utf8').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
)

const walk = (dir) =>
  readdirSync(join(root, dir), { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)]))
const sources = (...dirs) => dirs.flatMap(walk).filter((f) => /\.(cpp|h)$/.test(f)).sort()

function format(fix) {
  const tool = `clang-format-${versions.CLANG_FORMAT_VERSION}`
  const files = sources('engine', 'tests')
  const { status, error } = spawnSync(tool, [...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...files], { cwd: root, stdio: 'inherit' })
  if (error) console.log(`cannot run ${tool}: ${error.message}`)
  else if (status === 0) console.log(`${files.length} files are formatted`)
  else console.log('run: node tools/lint-cpp.mjs format --fix')
  return status ?? 1
}

const tidyOne = (tool, file) =>
  new Promise((done) => {
    const child = spawn(tool, ['--quiet', '-p', 'build/native', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
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
  const files = sources('engine/src', 'engine/cli').filter((f) => f.endsWith('.cpp'))
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
