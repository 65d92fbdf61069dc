import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NegotiationSection, PlanRound } from '../engine/generated/report.ts';
import { area, changeNames, nextStep, odds, onAxis, path, planRows, some } from './plan-views.ts';

const round = (ask: number, more: Partial<PlanRound> = {}): PlanRound => ({
  ask,
  reached: 1,
  accepted: 0.3,
  accept_from: ask - 1000,
  package: null,
  gives: [],
  gets: [],
  employer: null,
  ...more,
});
const section = (more: Partial<NegotiationSection>): NegotiationSection =>
  ({ action: 'ask', moves: [], rounds: [], issues: [], ...more }) as NegotiationSection;

test('a path goes through its points, and an area down to the ground', () => {
  assert.equal(
    path([
      [0, 10],
      [50, 20],
    ]),
    'M0.00 10.00L50.00 20.00',
  );
  assert.equal(
    area([
      [0, 10],
      [50, 20],
    ]),
    'M0.00 10.00L50.00 20.00L50.00 100.00L0.00 100.00Z'.replaceAll('100.00', '100'),
  );
  assert.equal(area([]), '');
});

test('a curve is cut where the axis ends, one point beyond', () => {
  const points = onAxis({ lo: 20_000, hi: 40_000 }, [
    [5_000, 1],
    [10_000, 1],
    [30_000, 0.5],
    [50_000, 0],
    [60_000, 0],
  ]);
  assert.deepEqual(points, [
    [0, 0],
    [50, 50],
    [100, 100],
  ]);
});

test('gain is what a deal is worth beyond none, as a share of the largest, never below 0', () => {
  const { gain, deal, withdrawn } = odds(
    [
      [30_000, 0.9, 0.5, 0.01, 31_000, 29_000],
      [40_000, 0.5, 0.3, 0.05, 38_000, 34_000],
      [50_000, 0.1, 0.1, 0.2, 45_000, 32_000],
    ],
    30_000,
  );
  assert.deepEqual(gain, [
    [30_000, 0],
    [40_000, 1],
    [50_000, 0.5],
  ]);
  assert.deepEqual(deal[1], [40_000, 0.5]);
  assert.deepEqual(withdrawn[2], [50_000, 0.2]);
});

test('a few rows of the curve hold its ends and the opening', () => {
  const curve = Array.from({ length: 41 }, (_, i) => [30_000 + 500 * i, 0, 0, 0, 0, 0]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ][];
  const asks = some(curve, 30_500, 8).map(([ask]) => ask);
  assert.equal(asks[0], 30_000);
  assert.equal(asks[1], 30_500);
  assert.equal(asks.at(-1), 50_000);
  assert.ok(asks.length <= 11);
});

test('moves become rows of an ask and its answer, planned rounds follow', () => {
  const rows = planRows(
    section({
      moves: [
        { by: 'employer', amount: 42_000 },
        { by: 'candidate', amount: 54_000 },
        { by: 'employer', amount: 44_000 },
      ],
      rounds: [round(52_000, { employer: { median: 46_000, low: 45_000, high: 47_000 } }), round(50_000)],
    }),
  );
  assert.deepEqual(
    rows.map(({ round: n, phase, ask, offer, step }) => [n, phase, ask, offer?.amount ?? null, step]),
    [
      [1, 'done', null, 42_000, null],
      [2, 'done', 54_000, 44_000, null],
      [3, 'now', 52_000, 46_000, -2_000],
      [4, 'planned', 50_000, null, -2_000],
    ],
  );
});

test('the next step: what to ask, from what on to accept, what comes after', () => {
  const step = nextStep(
    section({ moves: [{ by: 'employer', amount: 42_000 }], rounds: [round(52_000), round(50_000)] }),
  );
  assert.deepEqual(step, {
    action: 'ask',
    amount: 52_000,
    round: 2,
    rounds: 3,
    step: null,
    acceptFrom: 51_000,
    next: 50_000,
    standing: 42_000,
  });
  const taken = nextStep(section({ action: 'accept', moves: [{ by: 'employer', amount: 52_000 }] }));
  assert.equal(taken?.amount, 52_000);
  assert.equal(nextStep(section({ action: 'walk' }))?.amount, null);
  assert.equal(nextStep(section({ action: null })), null);
});

test('a change is named by its issue and values; base pay by its amounts', () => {
  const name = (zh: string) => ({ zh, en: zh });
  const issues = [
    {
      id: 'months',
      name: name('薪数'),
      standard: '13',
      values: [
        { id: '13', name: name('13 薪'), worth: 0, cost: 0 },
        { id: '14', name: name('14 薪'), worth: 1, cost: 1 },
      ],
    },
  ];
  const change = { worth: 1, cost: 1 };
  assert.deepEqual(changeNames(issues, { issue: 'months', from: '13', to: '14', ...change }), {
    issue: name('薪数'),
    from: name('13 薪'),
    to: name('14 薪'),
  });
  assert.equal(changeNames(issues, { issue: 'base', from: '46000', to: '44000', ...change }).issue, null);
});
