// Least squares and the lasso path from codes, held against R and scikit-learn: same rows, same grid, taking turns.
// usage: node bench/regress_peers.mjs [--build DIR] [--rows N] [--turns N] [--tolerance T]    figures: docs/regress-speed.md
// Build first: cmake --build build/native --target bench_ols_speed bench_lasso_speed
// Peers (Debian: r-base-core r-cran-glmnet python3-sklearn) that are missing are said to be missing.
//
// Times are of the processor, medians over all rounds of all turns; a ratio is the peer's median by ours.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    build: { type: 'string', default: join(root, 'build/native') },
    rows: { type: 'string', default: '62642' },
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
const rounds = '3'
for (let turn = 0; turn < Number(options.turns); turn++) {
  run(join(options.build, 'bin/bench_ols_speed'), [folder, rounds, options.rows])
  run('Rscript', [join(root, 'bench/peers.R'), 'ols', folder, rounds])
  run(join(options.build, 'bin/bench_lasso_speed'), [folder, rounds, options.rows, options.tolerance])
  run('Rscript', [join(root, 'bench/peers.R'), 'lasso', folder, rounds])
  run('/usr/bin/python3', [join(root, 'bench/peers.py'), folder, rounds])
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
