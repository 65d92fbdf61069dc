import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  UNSEALED,
  sealsBy,
  openingCode,
  readOpening,
  readSeal,
  reduceSeal,
  saltOf,
  sealCode,
  typedNumber,
  type Met,
  type SealAct,
  type SealState,
} from './seal.ts';

const HASH = 'ab'.repeat(32);
const OTHER = '01'.repeat(32);
const SALT = saltOf(new Uint8Array(32).fill(10));
const met: Met = { overlap: true, candidate_learns: ['a'], employer_learns: ['b'], both: ['c'] };

const after = (state: SealState, ...acts: SealAct[]): SealState => acts.reduce(reduceSeal, state);
const sealed = after(
  UNSEALED,
  { type: 'number', text: '4.1万' },
  {
    type: 'sealed',
    sealed: { party: 'candidate', number: 41000, salt: SALT },
    commitment: HASH,
  },
);
const theirSeal = sealCode({ party: 'employer', commitment: OTHER });

test('a salt is the bytes as hex', () => {
  assert.equal(SALT, '0a'.repeat(32));
  assert.equal(typedNumber({ ...UNSEALED, number: '4.1万' }), 41000);
});

test('codes are read among other words, from the other side only', () => {
  assert.deepEqual(readSeal(`您好：${theirSeal}。`, 'candidate'), { commitment: OTHER });
  assert.deepEqual(readSeal(theirSeal.toUpperCase(), 'candidate'), { commitment: OTHER });
  assert.equal(readSeal(theirSeal, 'employer'), 'own');
  assert.equal(readSeal('hello', 'candidate'), 'none');
  assert.equal(readSeal(`${theirSeal}0`, 'candidate'), 'none');
  const opening = openingCode({ party: 'employer', number: 52000, salt: SALT });
  assert.equal(readSeal(opening, 'candidate'), 'opening_first');
  assert.deepEqual(readOpening(`> ${opening}`, 'candidate'), { party: 'employer', number: 52000, salt: SALT });
  assert.equal(readOpening(opening, 'employer'), 'own');
  assert.equal(readOpening(theirSeal, 'candidate'), 'seal_again');
  assert.equal(readOpening('', 'candidate'), 'none');
});

test('the engine is given both sides by their roles, whoever asks', () => {
  const mine = { party: 'candidate', number: 41000, salt: SALT, commitment: HASH } as const;
  const theirs = { party: 'employer', number: 52000, salt: SALT, commitment: OTHER } as const;
  const expected = {
    candidate: { number: 41000, salt: SALT, commitment: HASH },
    employer: { number: 52000, salt: SALT, commitment: OTHER },
    meeting: 'told',
  };
  const calls: [string, object][] = [];
  const seals = sealsBy(<Answer>(name: string, argument: object) => {
    calls.push([name, argument]);
    return Promise.resolve({} as Answer);
  });
  void seals.open(mine, theirs);
  void seals.open(theirs, mine);
  assert.deepEqual(calls, [
    ['openSeals', expected],
    ['openSeals', expected],
  ]);
});

test('what is sealed cannot be changed, only begun again', () => {
  assert.equal(reduceSeal(sealed, { type: 'number', text: '1' }), sealed);
  assert.equal(reduceSeal(sealed, { type: 'party', party: 'employer' }), sealed);
  assert.equal(
    reduceSeal(sealed, { type: 'sealed', sealed: { party: 'employer', number: 1, salt: SALT }, commitment: OTHER }),
    sealed,
  );
  assert.deepEqual(reduceSeal(sealed, { type: 'again' }), UNSEALED);
});

test('no seal is taken before mine is made, and theirs stays once it is read', () => {
  assert.equal(reduceSeal(UNSEALED, { type: 'paste', what: 'seal', text: theirSeal }), UNSEALED);
  const words = reduceSeal(sealed, { type: 'paste', what: 'seal', text: 'hello' });
  assert.deepEqual([words.theirs, words.pasted.seal], [null, 'hello']);
  const exchanged = reduceSeal(words, { type: 'paste', what: 'seal', text: theirSeal });
  assert.equal(exchanged.theirs, OTHER);
  const swapped = sealCode({ party: 'employer', commitment: HASH });
  assert.equal(reduceSeal(exchanged, { type: 'paste', what: 'seal', text: swapped }), exchanged);
});

test('a verdict or a refusal goes when another opening is pasted', () => {
  const problem = { code: 'bad_schema', where: 'overlap.employer', value: '', allowed: '', message: 'm' };
  const refused = after(sealed, { type: 'paste', what: 'seal', text: theirSeal }, { type: 'refused', problem });
  assert.equal(refused.problem, problem);
  const again = reduceSeal(refused, { type: 'paste', what: 'opening', text: 'x' });
  assert.deepEqual([again.problem, again.met, again.pasted.opening], [null, null, 'x']);
  assert.deepEqual(reduceSeal(refused, { type: 'met', met }).met, met);
  assert.equal(reduceSeal(refused, { type: 'met', met }).problem, null);
});
