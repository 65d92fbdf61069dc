// Five quantiles for each of a million rows of codes, in WASM under Node, held against a loop in JavaScript on the same codes and ONNX Runtime Web.
// usage: node bench/score_speed.mjs [--build DIR] [--ort FOLDER] [--rows N] [--rounds N]    figures: docs/regress-speed.md
// Build first: cmake --build build/wasm --target bench_score_speed
// --ort: a folder with node_modules/onnxruntime-web in it (npm install onnxruntime-web there); without, that peer is said to be missing.
//
// The shape is that of bench/levels_shape.h: six categories, and two numbers (years in quarters) as codes of their values. Peers take turns; times are of
// the clock, medians, since the runtimes work in one thread each. The answers are compared with each other.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    build: { type: 'string', default: join(root, 'build/wasm') },
    ort: { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '15' },
  },
})
const rows = Number(options.rows)
const outputs = 5
const levels = [54, 35, 15, 5, 3, 5, 161, 81]

// --- the problem, seeded -------------------------------------------------------------------------------------------------

let state = 1
const uniform = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const effects = levels.map((n) => Float64Array.from({ length: n * outputs }, () => 0.4 * (uniform() - 0.5)))
const intercept = Float64Array.from({ length: outputs }, (_, q) => 11.4 + 0.2 * q)
const codes = levels.map((n) => Uint16Array.from({ length: rows }, () => Math.floor(uniform() ** 2 * n)))

// --- the peers: name → a function that fills and returns rows × outputs numbers -------------------------------------------

const peers = new Map()

const require = createRequire(import.meta.url)
const bin = resolve(options.build, 'bin')
const module = await require(join(bin, 'bench_score_speed.js'))({ wasmBinary: readFileSync(join(bin, 'bench_score_speed.wasm')) })
const bench = new module.Bench(outputs, levels, effects.flatMap((e) => [...e]), intercept)
for (const column of codes) bench.field(rows).set(column)
peers.set('chouma, WASM', () => {
  if (!bench.score()) throw new Error('the scorer refused')
  return bench.out()
})

const [e0, e1, e2, e3, e4, e5, e6, e7] = effects
const [c0, c1, c2, c3, c4, c5, c6, c7] = codes
const written = new Float32Array(rows * outputs)
peers.set('JavaScript on codes', () => {
  for (let i = 0, to = 0; i < rows; i++) {
    const a0 = c0[i] * 5, a1 = c1[i] * 5, a2 = c2[i] * 5, a3 = c3[i] * 5, a4 = c4[i] * 5, a5 = c5[i] * 5, a6 = c6[i] * 5, a7 = c7[i] * 5 // prettier-ignore
    for (let q = 0; q < 5; q++)
      written[to++] = intercept[q] + e0[a0 + q] + e1[a1 + q] + e2[a2 + q] + e3[a3 + q] + e4[a4 + q] + e5[a5 + q] + e6[a6 + q] + e7[a7 + q]
  }
  return written
})

/** An ONNX model, as bytes: each field's codes gather rows of a table, and all are added. Field numbers: onnx.proto, IR version 8, opset 13. */
function onnxModel() {
  const varint = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...varint(Math.floor(n / 128))])
  const number = (field, n) => [...varint(field * 8), ...varint(n)]
  const bytes = (field, b) => [...varint(field * 8 + 2), ...varint(b.length), ...b]
  const text = (field, s) => bytes(field, Buffer.from(s))
  const node = (type, inputs, output) => bytes(1, [...inputs.flatMap((i) => text(1, i)), ...text(2, output), ...text(4, type)])
  const tensor = (name, dims, values) =>
    bytes(5, [...dims.flatMap((d) => number(1, d)), ...number(2, 1), ...text(8, name), ...bytes(9, Buffer.from(Float32Array.from(values).buffer))])
  const value = (field, name, type, dims) =>
    bytes(field, [...text(1, name), ...bytes(2, bytes(1, [...number(1, type), ...bytes(2, dims.flatMap((d) => bytes(1, d === 'n' ? text(2, 'n') : number(1, d))))]))])
  const graph = []
  levels.forEach((_, f) => graph.push(...node('Gather', [`table${f}`, `code${f}`], `part${f}`)))
  graph.push(...node('Sum', ['intercept', ...levels.map((_, f) => `part${f}`)], 'out'), ...text(2, 'score'))
  levels.forEach((n, f) => graph.push(...tensor(`table${f}`, [n, outputs], effects[f])))
  graph.push(...tensor('intercept', [outputs], intercept))
  levels.forEach((_, f) => graph.push(...value(11, `code${f}`, 6, ['n'])))
  graph.push(...value(12, 'out', 1, ['n', outputs]))
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, number(2, 13))])
}

async function onnx() {
  const folder = options.ort && resolve(options.ort, 'node_modules/onnxruntime-web')
  if (!folder || !existsSync(folder)) return console.log('onnxruntime-web is missing (--ort)')
  const ort = await import(pathToFileURL(createRequire(join(folder, 'x.js')).resolve('onnxruntime-web')))
  ort.env.wasm.numThreads = 1
  const session = await ort.InferenceSession.create(onnxModel(), { executionProviders: ['wasm'] })
  const feeds = Object.fromEntries(codes.map((c, f) => [`code${f}`, new ort.Tensor('int32', Int32Array.from(c), [rows])]))
  peers.set('onnxruntime-web', async () => (await session.run(feeds)).out.data)
}
await onnx()

// --- rounds --------------------------------------------------------------------------------------------------------------

const took = new Map([...peers.keys()].map((name) => [name, []]))
const sums = new Map()
for (let round = -2; round < Number(options.rounds); round++)
  for (const [name, score] of peers) {
    const begin = process.hrtime.bigint()
    const out = await score()
    const ms = Number(process.hrtime.bigint() - begin) / 1e6
    if (round >= 0) took.get(name).push(ms)
    else sums.set(name, Float32Array.from(out))
  }
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
const ours = median(took.get('chouma, WASM'))
const reference = sums.get('chouma, WASM')
console.log(`${rows} rows, ${levels.length} fields in ${bench.tables()} tables, ${outputs} outputs`)
for (const [name, list] of took) {
  const apart = sums.get(name).reduce((most, v, k) => Math.max(most, Math.abs(v - reference[k])), 0)
  console.log(`${name.padEnd(22)} ${median(list).toFixed(1).padStart(7)} ms median ${Math.min(...list).toFixed(1).padStart(7)} best   x ${(median(list) / ours).toFixed(2)}   apart ${apart.toExponential(1)}`)
}
bench.delete()
