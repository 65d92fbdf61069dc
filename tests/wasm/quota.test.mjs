// The quota as a host has it: the host's own storage and clock, the engine's decision.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const module = await createRequire(import.meta.url)(join(dir, 'engine.js'))({ wasmBinary: readFileSync(join(dir, 'engine.wasm')) })

const NOON = 1_800_000_000 // 2027-01-15T08:00:00Z
const key = { user: 'u', resource: 'r' }
const nameOf = ({ user, resource }) => JSON.stringify([user, resource])
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const NOTHING = { month: 0, used_in_month: 0, second: 0, used_in_second: 0 }

/** Keeps JSON, as a host's table would. */
function memory() {
  const states = new Map()
  const get = (of) => JSON.parse(states.get(nameOf(of)) ?? 'null')
  return {
    load: get,
    compareExchange(of, expected, desired) {
      if (!same(get(of) ?? NOTHING, expected)) return false
      states.set(nameOf(of), JSON.stringify(desired))
      return true
    },
  }
}
const spend = (store, now, limits, of = key) => module.spendQuota(store, () => now, of, limits)

test('a request spends one of the month and one of the second, a refusal neither', () => {
  const store = memory()
  const limits = { monthly: 3, per_second: 2 }
  const said = (now) => spend(store, now, limits).verdict
  assert.deepEqual([NOON, NOON, NOON].map(said), ['granted', 'granted', 'rate_limited'])
  const two = store.load(key)
  assert.deepEqual([two.used_in_month, two.used_in_second], [2, 2])
  assert.equal(said(NOON + 1), 'granted')
  const before = store.load(key)
  assert.equal(said(NOON + 2), 'monthly_quota_exhausted')
  assert.deepEqual(store.load(key), before)
})

test('an answer says what is left, when to ask again and what is stored', () => {
  const store = memory()
  const limits = { monthly: 2, per_second: 1 }
  const first = spend(store, NOON, limits)
  assert.deepEqual(first, { verdict: 'granted', after: { month: 2027 * 12, used_in_month: 1, second: NOON, used_in_second: 1 }, left: 1, retry_at: 0 })
  assert.deepEqual(store.load(key), first.after)
  assert.equal(spend(store, NOON, limits).retry_at, NOON + 1)
  spend(store, NOON + 1, limits)
  assert.equal(spend(store, NOON + 2, limits).retry_at, Date.UTC(2027, 1, 1) / 1000)
})

test('a month ends at the host’s midnight', () => {
  for (const [last, utc_offset] of [
    [Date.UTC(2026, 0, 31, 23, 59, 59), 0],
    [Date.UTC(2028, 1, 29, 23, 59, 59), 0],
    [Date.UTC(2026, 11, 31, 23, 59, 59), 0],
    [Date.UTC(2026, 0, 31, 15, 59, 59), 480],
    [Date.UTC(2026, 1, 1, 5, 59, 59), -360],
  ]) {
    const store = memory()
    const said = (seconds) => spend(store, last / 1000 + seconds, { monthly: 1, per_second: 100, utc_offset }).verdict
    assert.deepEqual([-60, 0, 1, 2].map(said), ['granted', 'monthly_quota_exhausted', 'granted', 'monthly_quota_exhausted'], `${last} ${utc_offset}`)
  }
})

test('users and resources are counted apart', () => {
  const store = memory()
  const limits = { monthly: 1, per_second: 1 }
  const said = (user, resource) => spend(store, NOON, limits, { user, resource }).verdict
  assert.deepEqual([said('甲', 'a'), said('甲', 'b'), said('乙', 'a'), said('甲', 'a')], ['granted', 'granted', 'granted', 'monthly_quota_exhausted'])
})

test('where another request comes between, it is counted and the clock is read anew', () => {
  const store = memory()
  const limits = { monthly: 10, per_second: 10 }
  let between = 3
  let reads = 0
  const disturbed = {
    load: store.load,
    compareExchange: (...swap) => {
      if (between-- > 0) spend(store, NOON, limits)
      return store.compareExchange(...swap)
    },
  }
  const { verdict, left } = module.spendQuota(disturbed, () => (++reads, NOON), key, limits)
  assert.deepEqual([verdict, left, reads], ['granted', 6, 4])
  assert.equal(store.load(key).used_in_month, 4)
})

test('the last of the month goes to one of two', () => {
  const store = memory()
  const limits = { monthly: 1, per_second: 10 }
  let late = null
  const verdict = module.spendQuota(
    { load: store.load, compareExchange: (...swap) => ((late ??= spend(store, NOON, limits).verdict), store.compareExchange(...swap)) },
    () => NOON, key, limits,
  ).verdict
  assert.deepEqual([late, verdict], ['granted', 'monthly_quota_exhausted'])
})

/** A state in shared memory, swapped under a lock: what several processes of a host would share. */
const WORKER = `
const { parentPort, workerData: { glue, wasm, shared, tries, limits } } = require('node:worker_threads')
const lock = new Int32Array(shared, 0, 1), state = new Float64Array(shared, 8, 4)
const names = ['month', 'used_in_month', 'second', 'used_in_second']
const locked = (run) => {
  while (Atomics.compareExchange(lock, 0, 0, 1) !== 0) Atomics.wait(lock, 0, 1, 1)
  try { return run() } finally { Atomics.store(lock, 0, 0); Atomics.notify(lock, 0) }
}
let lost = 0
const store = {
  load: () => locked(() => Object.fromEntries(names.map((name, i) => [name, state[i]]))),
  compareExchange: (_, expected, desired) => locked(() => {
    if (names.some((name, i) => state[i] !== expected[name])) { lost += 1; return false }
    names.forEach((name, i) => (state[i] = desired[name]))
    return true
  }),
}
require(glue)({ wasmBinary: wasm }).then((module) => {
  let granted = 0
  for (let i = 0; i < tries; ++i)
    if (module.spendQuota(store, () => ${NOON}, { user: 'u', resource: 'r' }, limits).verdict === 'granted') granted += 1
  parentPort.postMessage({ granted, lost })
})`

test('four workers with a module each never spend more than there is', async () => {
  const shared = new SharedArrayBuffer(40)
  const limits = { monthly: 1500, per_second: 1_000_000 }
  const data = { glue: join(dir, 'engine.js'), wasm: readFileSync(join(dir, 'engine.wasm')), shared, tries: 500, limits }
  const run = () =>
    new Promise((resolve, reject) => new Worker(WORKER, { eval: true, workerData: data }).once('message', resolve).once('error', reject))
  const each = await Promise.all([run(), run(), run(), run()])
  assert.equal(each.reduce((sum, { granted }) => sum + granted, 0), limits.monthly)
  assert.equal(new Float64Array(shared, 8, 4)[1], limits.monthly)
})

test('a store that answers later: load, decide, swap, again where it was lost', async () => {
  const store = memory()
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  const limits = { monthly: 30, per_second: 100 }
  let lost = 0
  async function spendLater() {
    for (;;) {
      const before = store.load(key)
      await soon()
      const { verdict, after } = module.decideQuota(limits, before, NOON)
      if (verdict !== 'granted' || store.compareExchange(key, before ?? NOTHING, after)) return verdict
      lost += 1
    }
  }
  const verdicts = await Promise.all(Array.from({ length: 50 }, spendLater))
  assert.equal(verdicts.filter((v) => v === 'granted').length, 30)
  assert.equal(store.load(key).used_in_month, 30)
  assert.ok(lost > 0)
})

const good = { monthly: 1, per_second: 1 }
const throws = (message) => () => {
  throw new Error(message)
}
for (const [what, answer, code, where] of [
  ['a store that throws', () => module.spendQuota({ ...memory(), load: throws('disk full') }, () => NOON, key, good), 'internal', 'quota.store.load'],
  ['a swap that throws', () => module.spendQuota({ ...memory(), compareExchange: throws('gone') }, () => NOON, key, good), 'internal', 'quota.store.compareExchange'],
  ['a store without the calls', () => module.spendQuota({}, () => NOON, key, good), 'internal', 'quota.store.load'],
  ['no store', () => module.spendQuota(null, () => NOON, key, good), 'bad_schema', 'quota.store'],
  ['a store that answers later', () => module.spendQuota({ ...memory(), compareExchange: async () => true }, () => NOON, key, good), 'bad_schema', 'quota.store.compareExchange'],
  ['a store that never agrees', () => module.spendQuota({ ...memory(), compareExchange: () => false }, () => NOON, key, good), 'not_converged', 'quota store'],
  ['a clock that throws', () => module.spendQuota(memory(), throws('no time'), key, good), 'internal', 'quota.clock'],
  ['a clock in milliseconds', () => module.spendQuota(memory(), () => NOON * 1000, key, good), 'out_of_range', 'quota.now'],
  ['a clock of parts of a second', () => module.spendQuota(memory(), () => NOON + 0.5, key, good), 'bad_schema', 'quota.now'],
  ['limits below none', () => spend(memory(), NOON, { monthly: -1, per_second: 1 }), 'out_of_range', 'quota.monthly'],
  ['limits that are none', () => spend(memory(), NOON, { per_second: 1 }), 'bad_schema', 'quota.monthly'],
  ['an offset beyond a day', () => spend(memory(), NOON, { ...good, utc_offset: 1e9 }), 'out_of_range', 'quota.utc_offset'],
  ['a user that is a number', () => spend(memory(), NOON, good, { user: 7, resource: 'r' }), 'bad_schema', 'quota.key.user'],
  ['a stored state that is broken', () => module.decideQuota(good, { ...NOTHING, used_in_month: -1 }, NOON), 'out_of_range', 'quota.state.used_in_month'],
  ['a stored state that is a text', () => module.decideQuota(good, 'x', NOON), 'bad_schema', 'quota.state'],
])
  test(`${what} is refused by name`, () => {
    const { error } = answer()
    assert.deepEqual([error.code, error.where], [code, where])
    assert.ok(error.message.includes(error.where), error.message)
  })

test('what the host’s own call said is in the refusal', () => {
  assert.match(module.spendQuota({ ...memory(), load: throws('disk full') }, () => NOON, key, good).error.message, /disk full/)
})
