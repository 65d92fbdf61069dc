// usage: node lint-cpp.mjs format|tidy|analyze
// format    the C++ of engine, tests and bench; `format --fix` rewrites it
// tidy      the engine's, as build/sanitize compiles it: several files at once, so headers are read once for all of them
// analyze   the path-sensitive checks, file by file as build/native compiles them: a quarter of an hour, no part of the tests
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
  if (status !== 0 && bad.length === 0) {
    console.log(`${tool} says: ${stderr.trim()}`)
    return 1
  }
  console.log(bad.length ? 'run: node tools/lint-cpp.mjs format --fix' : `${files.length} files are formatted`)
  return status
}

const runOne = (tool, args) =>
  new Promise((done) => {
    const child = spawn(tool, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    // stderr only counts warnings that were suppressed
    let err = ''
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', (e) => done([1, `cannot run ${tool}: ${e.message}`]))
    child.on('close', (code) => done([code ?? 1, out || (code ? err : '')]))
  })

/** What a build compiles of the engine: its files, or those that CMake makes of several. */
function compiled(build) {
  const commands = JSON.parse(readFileSync(join(root, build, 'compile_commands.json'), 'utf8'))
  const engine = [join(root, 'engine') + '/', join(root, build, 'engine') + '/']
  return commands.map((c) => c.file).filter((f) => engine.some((dir) => f.startsWith(dir)))
}

// Warnings of the compilers are the builds' business; Debian's standard library, read by another clang, is full of them.
const quiet = ['--extra-arg=-Wno-unknown-warning-option', '--extra-arg=-Wno-deprecated-declarations']

async function tidy(build, ...options) {
  const tool = `clang-tidy-${versions.CLANG_TIDY_VERSION}`
  const files = compiled(build)
  const queue = [...files]
  let bad = 0
  const lane = async () => {
    for (let f = queue.shift(); f; f = queue.shift()) {
      const [code, out] = await runOne(tool, ['--quiet', '-p', build, ...quiet, ...options, f])
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
else if (what === 'tidy') process.exitCode = await tidy('build/sanitize')
else if (what === 'analyze') process.exitCode = await tidy('build/native', '--checks=-*,clang-analyzer-*,misc-unused-using-decls')
else {
  console.error('usage: node lint-cpp.mjs format [--fix] | tidy | analyze')
  process.exitCode = 2
}
