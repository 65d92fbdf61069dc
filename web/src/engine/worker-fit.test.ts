import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fitting, type Job } from './worker-fit.ts';

const problem = { code: 'bad_csv', where: 'the row on line 2', value: '', allowed: '', message: 'broken' };
const refused = JSON.stringify({ error: problem });

/** A job of `steps` steps, the one numbered `fails` of which is refused; every call is written down. */
function jobs({ steps = 3, fails = -1, begins = '{}', slow = 0 }) {
  const calls: string[] = [];
  let room = new Uint8Array();
  class FakeJob implements Job {
    #done = 0;
    table(size: number) {
      room = new Uint8Array(size);
      return room;
    }
    begin(_lexicon: Uint8Array, recipe: string, _shipped: Uint8Array, day: string) {
      calls.push(`begin ${recipe} ${day} ${new TextDecoder().decode(room)}`);
      return begins;
    }
    step() {
      const end = performance.now() + slow;
      while (performance.now() < end);
      this.#done += 1;
      calls.push('step');
      if (this.#done === fails) return refused;
      const stage = this.#done === steps ? 'done' : 'posting';
      return JSON.stringify({ stage, unit: this.#done, units: steps, share: this.#done / steps });
    }
    finish() {
      calls.push('finish');
      return '{"id": "made"}';
    }
    delete() {
      calls.push('delete');
    }
  }
  return { FakeJob, calls };
}

const order = { recipe: 'R', encoding: 'utf-8', day: '2026-01-02' };
const table = new TextEncoder().encode('a,b');
const none = new Uint8Array();

test('a fit is begun with the table, stepped to its end, and its job closed', async () => {
  const { FakeJob, calls } = jobs({});
  const answer = await new Fitting(FakeJob, () => undefined).run(order, table, none, none);
  assert.deepEqual(answer, { type: 'fitted', fit: '{"id": "made"}' });
  assert.deepEqual(calls, ['begin R 2026-01-02 a,b', 'step', 'step', 'step', 'finish', 'delete']);
});

test('a table of another encoding is given as UTF-8', async () => {
  const { FakeJob, calls } = jobs({});
  const gb = Uint8Array.from([0xb8, 0xda, 0xce, 0xbb]);
  await new Fitting(FakeJob, () => undefined).run({ ...order, encoding: 'gb18030' }, gb, none, none);
  assert.equal(calls[0], 'begin R 2026-01-02 岗位');
});

test('a cancel is let in between two steps, and the job is closed', async () => {
  const { FakeJob, calls } = jobs({ steps: 1000, slow: 1 });
  const shares: number[] = [];
  const fitting = new Fitting(FakeJob, ({ share }) => {
    shares.push(share);
    if (shares.length === 2) setTimeout(() => fitting.cancel());
  });
  assert.deepEqual(await fitting.run(order, table, none, none), { type: 'cancelled' });
  assert.ok(shares.length >= 2 && shares.length < 10, String(shares.length));
  assert.deepEqual([calls.at(-1), calls.includes('finish')], ['delete', false]);
});

for (const [what, options] of [
  ['when it begins', { begins: refused }],
  ['at a step', { fails: 2 }],
] as const)
  test(`a refusal ${what} is handed on, and the job is closed`, async () => {
    const { FakeJob, calls } = jobs(options);
    const answer = await new Fitting(FakeJob, () => undefined).run(order, table, none, none);
    assert.deepEqual(answer, { type: 'refused', problem });
    assert.equal(calls.at(-1), 'delete');
  });
