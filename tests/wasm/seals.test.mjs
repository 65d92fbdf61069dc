// The sealed check as JavaScript has it: two sides that share nothing but text.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const load = () => createRequire(import.meta.url)(join(dir, 'engine.js'))({ wasmBinary: readFileSync(join(dir, 'engine.wasm')) })
const [one, other] = await Promise.all([load(), load()])

const call = (module, name, argument) => JSON.parse(module[name](JSON.stringify(argument)))
const salt = () => randomBytes(32).toString('hex')

function sealedBy(module, party, number) {
  const sealed = { number, salt: salt() }
  return { ...sealed, ...call(module, 'sealNumber', { party, ...sealed }) }
}
const opened = (module, candidate, employer, meeting = 'told') => call(module, 'openSeals', { candidate, employer, meeting })

test('a commitment is the hash of salt, role and number', () => {
  const sealed = { party: 'employer', number: 45000, salt: 'A0'.repeat(16) }
  const expected = createHash('sha256').update(`${sealed.salt}|employer|45000`).digest('hex')
  assert.deepEqual(call(one, 'sealNumber', sealed), { commitment: expected })
})

for (const [walkAway, limit] of [
  [41000, 52000],
  [41000, 41000],
  [41001, 41000],
])
  test(`both sides find the same of ${walkAway} and ${limit}`, () => {
    const candidate = sealedBy(one, 'candidate', walkAway)
    const employer = sealedBy(other, 'employer', limit)
    const met = opened(one, candidate, employer)
    assert.equal(met.overlap, walkAway <= limit)
    assert.deepEqual(opened(other, candidate, employer), met)
  })

test('what each learns are sentences of the advice table', () => {
  const { advice } = JSON.parse(readFileSync(join(root, 'models/bargain/advice.json'), 'utf8'))
  const known = new Set(advice.map(({ id }) => id))
  for (const meeting of ['told', 'one_page'])
    for (const limit of [1000, 90000]) {
      const { candidate_learns, employer_learns, both } = opened(one, sealedBy(one, 'candidate', 41000), sealedBy(one, 'employer', limit), meeting)
      for (const id of [...candidate_learns, ...employer_learns, ...both]) assert.ok(known.has(id), id)
      assert.ok(both.includes('overlap.liar'))
      assert.equal(candidate_learns.includes('overlap.candidate.number'), meeting === 'told')
    }
})

test('a number changed after the seal is refused, and whose it was is said', () => {
  const candidate = sealedBy(one, 'candidate', 41000)
  const employer = sealedBy(other, 'employer', 52000)
  for (const changed of [{ number: 40000 }, { salt: salt() }]) {
    const { error } = opened(one, candidate, { ...employer, ...changed })
    assert.equal(error.where, 'overlap.employer')
    assert.match(error.message, /handed over first/)
  }
  assert.equal(opened(one, { ...candidate, number: 1000 }, employer).error.where, 'overlap.candidate')
})

test('nobody can hand back the other side’s own seal', () => {
  const candidate = sealedBy(one, 'candidate', 41000)
  assert.equal(opened(one, candidate, candidate).error.where, 'overlap.employer')
})

for (const [what, sealed, where] of [
  ['a short salt', { party: 'candidate', number: 41000, salt: 'ab' }, 'overlap.candidate.salt'],
  ['a salt that is not hex', { party: 'candidate', number: 41000, salt: 'x'.repeat(32) }, 'overlap.candidate.salt'],
  ['a number that is no pay', { party: 'employer', number: 1, salt: 'ab'.repeat(16) }, 'overlap.employer.number'],
  ['a part of a yuan', { party: 'employer', number: 41000.5, salt: 'ab'.repeat(16) }, 'overlap.number'],
  ['a huge number', { party: 'employer', number: 1e300, salt: 'ab'.repeat(16) }, 'overlap.number'],
  ['a third party', { party: 'agent', number: 41000, salt: 'ab'.repeat(16) }, 'overlap.party'],
  ['a missing number', { party: 'candidate', salt: 'ab'.repeat(16) }, 'overlap.number'],
])
  test(`${what} is refused by name`, () => {
    const { error } = call(one, 'sealNumber', sealed)
    assert.equal(error.where, where)
    assert.ok(error.message.startsWith(where), error.message)
  })

test('what is no JSON is refused', () => {
  for (const name of ['sealNumber', 'openSeals'])
    for (const text of ['', '{', 'null', '[]']) assert.ok(JSON.parse(one[name](text)).error.code, `${name}(${text})`)
})
