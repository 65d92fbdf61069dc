// Full negotiations a second in WASM under Node, every strategy against every other, and how long a plan and a practice move take. Figures: docs/negotiation.md.
// usage: node bench/negotiate.mjs [--build DIR] [--rounds N] [DOMAIN.json…]
// Build first: cmake --build build/wasm --target bench_negotiate
//
// Times are of the processor (all threads of the process). Each domain is made ready once, as a page would.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { build: { type: 'string', default: join(root, 'build/wasm') }, rounds: { type: 'string', default: '100' } },
})
const bin = resolve(options.build, 'bin')
const createNegotiate = createRequire(import.meta.url)(join(bin, 'bench_negotiate.js'))
const module = await createNegotiate({ wasmBinary: readFileSync(join(bin, 'bench_negotiate.wasm')) })
const text = (path) => readFileSync(path, 'utf8')
const model = (name) => text(join(root, 'models/bargain', name))

/** Milliseconds of processor time of one call. */
function milliseconds(call) {
  const begin = process.cpuUsage()
  call()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1]

const rounds = Number(options.rounds)
console.log(`${rounds} rounds, processor time`)
const domains = [['pay packages', model('packages.json'), true], ...positionals.map((path) => [basename(path), text(path), false])]
for (const [name, json, packages] of domains) {
  const bench = new module.Bench(json, packages)
  let all = 0
  let talks = 0
  let slowest = { each: 0 }
  const n = bench.strategies()
  const repeats = 20
  for (let warm = 0; warm < n; warm++) bench.talks(warm, warm, rounds, 2)
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) {
      const took = milliseconds(() => bench.talks(a, b, rounds, repeats))
      all += took
      talks += repeats
      if (took / repeats > slowest.each) slowest = { each: took / repeats, pair: `${bench.name(a)} against ${bench.name(b)}` }
    }
  const rate = (ms) => Math.round(1000 / ms).toString().padStart(8)
  console.log(
    `${name.padEnd(16)} ${String(bench.outcomes()).padStart(6)} outcomes: ${rate(all / talks)} a second over all pairs; slowest pair ${rate(slowest.each)} (${slowest.pair})`,
  )
}

const page = new module.Page(model('negotiation.json'), model('packages.json'))
const plans = Array.from({ length: 40 }, (_, i) => milliseconds(() => page.plan(i * 50))).slice(5)
const moves = Array.from({ length: 40 }, (_, i) => milliseconds(() => page.practise(i))).slice(5)
console.log(`a plan after a move, with packages: ${median(plans).toFixed(1)} ms; a practice move: ${median(moves).toFixed(1)} ms`)
