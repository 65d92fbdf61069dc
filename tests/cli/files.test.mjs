// Where answers and files go, what a terminal sees on the way, and what is left when something goes wrong.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { gzipSync } from 'node:zlib'
import { binary, chouma, folder, missing, root, run } from './chouma.mjs'

const dir = folder()
const DAY = '2026-01-02'
const csv = readFileSync(join(root, 'tests/cases/fit/postings.csv'))
const fit = ['train', '--recipe', join(root, 'tests/cases/fit/recipe.json'), '--date', DAY]
const data = ['--data', join(root, 'tests/cases/fit/postings.csv')]
const inside = (name) => {
  const path = join(dir, name)
  mkdirSync(path)
  return path
}

// Fitted once; the tests compare with it.
const first = join(dir, 'model.json')
const lines = chouma([...fit, ...data, '--out', first])
const model = readFileSync(first, 'utf8')

test('train prints lines for people, and with --json one document with the same figures', () => {
  assert.deepEqual([lines.code, lines.err], [0, ''])
  const out = join(dir, 'second.json')
  const { models } = JSON.parse(chouma([...fit, ...data, '--out', out, '--json']).out)
  assert.equal(models.length, 1)
  const [{ file, bytes, rows, hash, fitted_on, ledger, held_out }] = models
  assert.deepEqual([file, bytes, fitted_on], [out, Buffer.byteLength(model), DAY])
  assert.equal(rows, ledger.at(-1).rows_left)
  assert.match(hash, /^[0-9a-f]{64}$/)
  const [, pinball] = /profile mode, other companies: mean pinball ([\d.]+)/.exec(lines.out)
  assert.equal(held_out.profile.mean_pinball.value.toFixed(4), pinball)
  for (const { value, interval_95: [low, high] } of [held_out.posting.coverage_80, held_out.profile.mdape]) assert.ok(low <= value && value <= high)
  assert.equal(readFileSync(out, 'utf8'), model)
})

test('a table from standard input and the model to standard output: the model alone, what was kept on standard error', () => {
  for (const bytes of [csv, gzipSync(csv)]) {
    const { code, out, err } = chouma([...fit, '--data', '-', '--out', '-'], bytes)
    assert.equal(code, 0, err)
    assert.equal(out, model)
    assert.equal(err, lines.out)
  }
  const card = chouma([...fit, ...data, '--out', join(dir, 'third.json'), '--card', '-'])
  assert.match(card.out, /^# /)
})

test('a model of the fit evaluates from standard input as from a file', () => {
  const args = ['evaluate', '--recipe', join(root, 'tests/cases/fit/recipe.json'), ...data]
  const { code, out, err } = chouma([...args, '--model', first])
  assert.equal(code, 0, err)
  assert.equal(chouma([...args, '--model', '-'], model).out, out)
})

for (const [what, args, said] of [
  ['standard input for two files', ['screen', '--posting', '-', '--resume', '-'], /^chouma: \[out_of_range\] - is named twice; allowed: standard input for one file\.\n$/],
  ['standard output for two files', [...fit, ...data, '--out', '-', '--card', '-'], /^chouma: \[out_of_range\] - is named twice; allowed: standard output for one file\.\n$/],
  ['a folder that is not there', [...fit, ...data, '--out', 'no/such/model.json'], /^chouma: \[unknown_name\] folder is no\/such; allowed: a folder that is there\.\n$/],
])
  test(`${what}: one sentence, status 1`, () => {
    const { code, out, err } = chouma(args, 'Go', dir)
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, said)
  })

test('an answer that cannot be written is a failure', { skip: !existsSync('/dev/full') && 'there is no /dev/full' }, () => {
  const { code, err } = run('sh', ['-c', '"$0" predict --tags Go > /dev/full', binary])
  assert.deepEqual([code, err], [1, 'chouma: standard output cannot be written.\n'])
})

test('a file that does not fit leaves what was there, and nothing beside it', () => {
  const at = inside('full')
  writeFileSync(join(at, 'model.json'), 'before')
  // 4 KiB: less than the model. The signal would end the command before it can tell.
  const { code, err } = run('bash', ['-c', 'trap "" XFSZ; ulimit -f 4; exec "$@"', 'bash', binary, ...fit, ...data, '--out', join(at, 'model.json')])
  assert.equal(code, 1)
  assert.match(err, /^chouma: \[unknown_name\] file is .*model\.json; allowed: a place that can be written\.\n$/)
  assert.deepEqual(readdirSync(at), ['model.json'])
  assert.equal(readFileSync(join(at, 'model.json'), 'utf8'), 'before')
})

test('a link stays a link, and what is no file is written to as it is', () => {
  const at = inside('links')
  writeFileSync(join(at, 'real.json'), 'before')
  symlinkSync('real.json', join(at, 'link.json'))
  assert.equal(chouma([...fit, ...data, '--out', join(at, 'link.json'), '--card', '/dev/null']).code, 0)
  assert.deepEqual(readdirSync(at).sort(), ['link.json', 'real.json'])
  assert.equal(readFileSync(join(at, 'real.json'), 'utf8'), model)
  assert.equal(run('test', ['-c', '/dev/null']).code, 0)
})

test('interrupted at any moment, train leaves the old file or the whole new one', async () => {
  const at = inside('interrupted')
  const out = join(at, 'model.json')
  const interrupted = (ms) =>
    new Promise((done) => {
      const child = spawn(binary, [...fit, ...data, '--out', out], { stdio: 'ignore' })
      const timer = setTimeout(() => child.kill('SIGINT'), ms)
      child.on('close', (code, signal) => done((clearTimeout(timer), signal ?? code)))
    })
  const started = performance.now()
  assert.equal(chouma([...fit, ...data, '--out', join(dir, 'timed.json')]).code, 0)
  const whole = performance.now() - started
  const ends = []
  for (const share of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 1, 1.05]) {
    writeFileSync(out, 'before')
    ends.push(await interrupted(share * whole))
    assert.deepEqual(readdirSync(at), ['model.json'])
    assert.ok(['before', model].includes(readFileSync(out, 'utf8')))
  }
  assert.equal(ends[0], 'SIGINT')
})

// script(1) gives the command a terminal.
const terminal = (args, redirect = '') => {
  const line = [binary, ...args].map((word) => `'${word}'`).join(' ')
  return run('script', ['-qec', line + redirect, '/dev/null']).out
}
test('progress shows on a terminal and is erased; not with --quiet, not where standard error is none', { skip: missing('script') }, () => {
  const args = [...fit, ...data, '--out', join(dir, 'shown.json')]
  const shown = terminal(args)
  assert.match(shown, /\r\x1b\[Ktraining …\r\x1b\[Ktraining \d+ %/)
  assert.ok(shown.includes('\r\x1b[K' + lines.out.replaceAll('\n', '\r\n')), JSON.stringify(shown.slice(-400)))
  for (const quiet of [terminal([...args, '--quiet']), terminal(args, ' 2>/dev/null')]) assert.equal(quiet, lines.out.replaceAll('\n', '\r\n'))
  const scored = ['evaluate', '--model', first, '--recipe', join(root, 'tests/cases/fit/recipe.json'), ...data]
  assert.match(terminal(scored), /^\r\x1b\[Kevaluating …\r\x1b\[K\{/)
  assert.match(terminal([...scored, '--quiet']), /^\{/)
})
