// usage: node run-tests.mjs [SUITE…]
// Runs the suites (all, or those named), prints what each says when it ends, and closes with one line, last of all:
//   N passed, N failed[, N skipped]
// A suite counts through the summary of its test runner; one that fails without saying what counts as one failure, and
// one that says nothing at all is a failure too: silence is not success.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

// --- reading the summaries of test runners ---------------------------------------------------------------------------

const number = (text, pattern) => [...text.matchAll(pattern)].reduce((sum, m) => sum + Number(m[1]), 0)

const readers = {
  catch2(text) {
    const all = text.match(/All tests passed \(\d+ assertions? in (\d+) test cases?\)/)
    if (all) return { passed: Number(all[1]), failed: 0, skipped: 0 }
    const line = text.match(/^test cases: .*$/m)?.[0] ?? ''
    return { passed: number(line, /(\d+) passed/g), failed: number(line, /(\d+) failed/g), skipped: number(line, /(\d+) skipped/g) }
  },
  node(text) {
    const of = (word) => number(text, new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, 'gm'))
    return { passed: of('pass'), failed: of('fail') + of('cancelled') + of('todo'), skipped: of('skipped') }
  },
  vitest(text) {
    const line = text.match(/^\s*Tests\s.*$/m)?.[0] ?? ''
    return { passed: number(line, /(\d+) passed/g), failed: number(line, /(\d+) failed/g), skipped: number(line, /(\d+) skipped/g) }
  },
  playwright(text) {
    const of = (word) => number(text, new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))
    return { passed: of('passed'), failed: of('failed') + of('flaky') + of('did not run') + of('interrupted'), skipped: of('skipped') }
  },
  /** A tool that is one test: it passes when it exits with 0. */
  exit: (text, code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }),
}

/** What an npm script ran is not known here: whichever runner's summary there is. */
function anyReader(text) {
  const plain = { passed: 0, failed: 0, skipped: 0 }
  for (const read of [readers.node, readers.vitest, readers.playwright]) {
    const counts = read(text)
    for (const key of Object.keys(plain)) plain[key] += counts[key]
  }
  return plain
}

/** Counts of one suite, from all it printed and its exit code. */
export function count(reader, output, code) {
  // eslint-disable-next-line no-control-regex
  const text = output.replace(/\x1b\[[0-9;]*m/g, '')
  const counts = (reader === 'npm' ? anyReader : readers[reader])(text, code)
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  if (counts.passed + counts.failed + counts.skipped === 0) counts.failed = 1
  return counts
}

/** The closing line. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

// --- the suites --------------------------------------------------------------------------------------------------------

const node = process.execPath
const nodeTests = (folder) => {
  const dir = join('tests', folder)
  const files = readdirSync(join(root, dir)).filter((f) => f.endsWith('.test.mjs'))
  return [node, '--test', '--test-reporter=spec', ...files.map((f) => join(dir, f))]
}
const npm = (script) => ['npm', '--prefix', join(root, 'web'), 'run', script]
const catch2 = (binary) => [join(root, 'build', binary), '--colour-mode', 'none']

// Two lanes run beside each other, the engine's and the page's; within a lane one suite follows the other.
const engine = [
  { name: 'native', what: 'Catch2, native', command: catch2('native/bin/chouma_tests'), reader: 'catch2' },
  { name: 'sanitize', what: 'Catch2, address and undefined-behaviour sanitizers', command: catch2('sanitize/bin/chouma_tests'), reader: 'catch2' },
  { name: 'wasm', what: 'Catch2 as WebAssembly under Node', command: [node, ...catch2('wasm/bin/chouma_tests.js')], reader: 'catch2' },
  { name: 'format', what: 'clang-format', command: [node, join(root, 'tools/lint-cpp.mjs'), 'format'], reader: 'exit' },
  { name: 'tidy', what: 'clang-tidy', command: [node, join(root, 'tools/lint-cpp.mjs'), 'tidy'], reader: 'exit' },
]
const page = [
  { name: 'arch', what: 'import law, README, test tools', command: nodeTests('arch'), reader: 'node' },
  { name: 'cli', what: 'the native command', command: nodeTests('cli'), reader: 'node' },
  { name: 'glue', what: 'the WASM glue under Node', command: nodeTests('wasm'), reader: 'node' },
  { name: 'models', what: 'models against their schemas', command: nodeTests('models'), reader: 'node' },
  { name: 'web', what: 'page unit tests', command: npm('test'), reader: 'npm' },
  { name: 'lint-web', what: 'ESLint, Prettier, types', command: npm('lint'), reader: 'exit' },
]
// Last and by themselves: browsers beside a busy compiler are slow enough to run into time limits.
const browser = [
  { name: 'package', what: 'the npm package: Node, types, bundlers', command: nodeTests('package'), reader: 'node' },
  { name: 'browser', what: 'browser tests', command: npm('test:browser'), reader: 'npm' },
]
const suites = [...engine, ...page, ...browser]

function run({ name, what, command, reader }) {
  const started = performance.now()
  return new Promise((done) => {
    const child = spawn(command[0], command.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const end = (code, more = '') => {
      const counts = count(reader, output + more, code)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`\n=== ${name}: ${what} ===\n${(output + more).trimEnd()}\n--- ${name}: ${closingLine(counts)} (${seconds} s)`)
      done(counts)
    }
    child.on('error', (e) => end(1, `cannot run ${command[0]}: ${e.message}\n`))
    child.on('close', (code) => end(code ?? 1))
  })
}

async function main(names) {
  const unknown = names.filter((n) => !suites.some((s) => s.name === n))
  if (unknown.length) {
    console.error(`no suite ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}`)
    process.exit(2)
  }
  const results = []
  const lane = async (list) => {
    for (const s of list) if (names.length === 0 || names.includes(s.name)) results.push([s, await run(s)])
  }
  await Promise.all([lane(engine), lane(page)])
  await lane(browser)

  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const [, counts] of results) for (const key of Object.keys(total)) total[key] += counts[key]
  const red = results.filter(([, counts]) => counts.failed > 0).map(([s]) => s.name)
  if (red.length) console.log(`\nfailed: ${red.join(', ')}`)
  console.log(`\n${closingLine(total)}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
