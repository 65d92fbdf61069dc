// Least squares, the lasso path and quantiles from codes, held against R and scikit-learn: same rows, same grid, taking turns.
// usage: node bench/regress_peers.mjs [--jobs ols,lasso,quantile] [--build DIR] [--wasm DIR] [--levels FILE] [--rows N] [--turns N]
//   [--rounds N] [--tolerance T]    figures: docs/regress-speed.md, docs/quantile-regression.md
// Build first: cmake --build build/native --target bench_ols_speed bench_lasso_speed bench_quantile_speed
//              cmake --build build/wasm --target bench_quantile_speed
// --levels: a file of reports of levels and pay (bench/levels_data.h), gzipped, for the quantiles.
// Peers (Debian: r-base-core r-cran-glmnet r-cran-quantreg python3-sklearn) that are missing are said to be missing.
//
// Times are of the processor, medians over all rounds of all turns; a ratio is the peer's median by ours.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    build: { type: 'string', default: join(root, 'build/native') },
    rows: { type: 'string', default: '62642' },
    jobs: { type: 'string', default: 'ols,lasso,quantile' },
    wasm: { type: 'string', default: join(root, 'build/wasm') },
    levels: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    turns: { type: 'string', default: '3' },
    tolerance: { type: 'string', default: '1e-9' },
  },
})

const seconds = new Map()
const notes = new Set()

/** Runs a program whose lines are "name s s s" or "# note". */
function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } })
  if (error || status !== 0) {
    notes.add(`${command} ${args[0]}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`)
    return
  }
  for (const line of stdout.trim().split('\n')) {
    const at = line.match(/^(.*?)((?: \d+\.\d+)+) *$/)
    if (!at) notes.add(line.replace(/^# /, ''))
    else seconds.set(at[1], [...(seconds.get(at[1]) ?? []), ...at[2].trim().split(' ').map(Number)])
  }
}

const folder = mkdtempSync(join(tmpdir(), 'regress-peers-'))
const { rounds } = options
const jobs = options.jobs.split(',')

/** Five quantiles: native, in WASM, and in R. */
async function quantiles(name, source) {
  const program = join(options.build, 'bin/bench_quantile_speed')
  run(program, [source, rounds])
  run(program, [source, '1', folder])
  await wasm(name, source)
  run('Rscript', [join(root, 'bench/peers.R'), name, folder, rounds])
}

async function wasm(name, source) {
  const bin = resolve(options.wasm, 'bin/bench_quantile_speed')
  if (!existsSync(`${bin}.wasm`)) return void notes.add(`${bin}.wasm is missing`)
  const module = await createRequire(import.meta.url)(`${bin}.js`)({ wasmBinary: readFileSync(`${bin}.wasm`) })
  const bench = new module.Bench(name === 'levels' ? gunzipSync(readFileSync(source)) : '')
  let sum = bench.fit() // V8 compiles
  const took = []
  for (let k = 0; k < Number(rounds); k++) {
    const begin = process.cpuUsage()
    sum = bench.fit()
    const { user, system } = process.cpuUsage(begin)
    took.push((user + system) / 1e6)
  }
  seconds.set(`${name}:chouma, WASM`, [...(seconds.get(`${name}:chouma, WASM`) ?? []), ...took])
  notes.add(`${name}, WASM: sum of coefficients ${sum}`)
}

for (let turn = 0; turn < Number(options.turns); turn++) {
  if (jobs.includes('ols')) {
    run(join(options.build, 'bin/bench_ols_speed'), [folder, rounds, options.rows])
    run('Rscript', [join(root, 'bench/peers.R'), 'ols', folder, rounds])
  }
  if (jobs.includes('lasso')) {
    run(join(options.build, 'bin/bench_lasso_speed'), [folder, rounds, options.rows, options.tolerance])
    run('Rscript', [join(root, 'bench/peers.R'), 'lasso', folder, rounds])
    run('/usr/bin/python3', [join(root, 'bench/peers.py'), folder, rounds])
  }
  if (jobs.includes('quantile')) await quantiles('quantile', 'synthetic')
  if (jobs.includes('quantile') && options.levels) await quantiles('levels', options.levels)
}
rmSync(folder, { recursive: true })

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
for (const [name, list] of seconds) {
  const [job] = name.split(':')
  const ours = seconds.get(`${job}:chouma`)
  const ratio = ours && name !== `${job}:chouma` ? `, ${(median(list) / median(ours)).toFixed(1)} × ours` : ''
  console.log(`${name}: ${(1000 * median(list)).toFixed(1)} ms (${(1000 * Math.min(...list)).toFixed(1)} to ${(1000 * Math.max(...list)).toFixed(1)}, ${list.length} rounds)${ratio}`)
}
for (const note of notes) console.log(note)
