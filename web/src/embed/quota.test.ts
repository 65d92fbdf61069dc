import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineError } from '../engine/client.ts';
import { spend, type Decide, type QuotaHook, type QuotaState } from './quota.ts';

const AT = 1_800_000_000;
const state = (used: number): QuotaState => ({ month: 24_324, used_in_month: used, second: AT, used_in_second: 1 });
/** Decides as the engine would of a month alone: the engine's own decision is tested with the engine. */
const decide: Decide = async ({ limits, before, now }) => {
  assert.equal(now, AT);
  const used = before?.used_in_month ?? 0;
  const granted = used < limits.monthly;
  return {
    verdict: granted ? 'granted' : 'monthly_quota_exhausted',
    after: state(granted ? used + 1 : used),
    left: limits.monthly - used - (granted ? 1 : 0),
    retry_at: granted ? 0 : AT + 86_400,
  };
};
function memory(monthly: number, between = 0): QuotaHook & { used: QuotaState | null } {
  return {
    used: null,
    key: { user: 'u', resource: 'r' },
    limits: { monthly, per_second: 9 },
    async load() {
      return this.used;
    },
    compareExchange(_, expected, desired) {
      if (between > 0) {
        between -= 1;
        this.used = state((this.used?.used_in_month ?? 0) + 1);
      }
      if ((this.used?.used_in_month ?? 0) !== expected.used_in_month) return false;
      this.used = desired;
      return true;
    },
  };
}
const run = (hook: QuotaHook, by = decide) => spend(hook, by, () => AT);

test('each question spends one, a refusal none', async () => {
  const hook = memory(2);
  assert.deepEqual(
    [await run(hook), await run(hook), await run(hook)].map(({ verdict, left }) => [verdict, left]),
    [
      ['granted', 1],
      ['granted', 0],
      ['monthly_quota_exhausted', 0],
    ],
  );
  assert.equal(hook.used?.used_in_month, 2);
});

test('where another request came between, it is loaded and decided anew', async () => {
  const hook = memory(5, 2);
  assert.deepEqual(await run(hook), { verdict: 'granted', left: 2, retry_at: 0 });
  assert.equal(hook.used?.used_in_month, 3);
});

for (const [what, change, code, where] of [
  ['a store that throws', { load: () => Promise.reject(new Error('disk full')) }, 'internal', 'quota.load'],
  ['a swap that answers with a number', { compareExchange: () => 1 }, 'bad_schema', 'quota.compareExchange'],
  ['a store that never agrees', { compareExchange: () => false }, 'not_converged', 'quota'],
  ['a hook without limits', { limits: undefined }, 'bad_schema', 'quota.limits'],
  ['a hook without a store', { load: undefined }, 'bad_schema', 'quota.load'],
] as const)
  test(`said by name: ${what}`, () =>
    assert.rejects(run({ ...memory(5), ...change } as unknown as QuotaHook), (error) => {
      assert.ok(error instanceof EngineError);
      assert.deepEqual([error.problem.code, error.problem.where], [code, where]);
      return true;
    }));

test('what the engine refuses of the limits is passed on', () => {
  const error = { code: 'out_of_range', where: 'quota.monthly', value: '-1', allowed: '0', message: 'no' };
  return assert.rejects(
    run(memory(5), async () => ({ error })),
    /no/,
  );
});
