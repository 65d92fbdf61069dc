import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OfferWorth, OffersSection } from '../engine/generated/report.ts';
import {
  GROUP_IDS,
  PARTS,
  axisOf,
  columns,
  monthlyRange,
  offerMarks,
  rows,
  working,
  type Column,
} from './offer-rows.ts';
import { BLANK_OFFERS, reduceOffers, type OffersState, type Typed } from './offers.ts';

const flat = (expected: number) => ({ expected, low: expected, high: expected });
const NO_SHARES = { pension: 0, medical: 0, unemployment: 0, work_injury: 0, maternity: 0, housing_fund: 0 };

function worth(over: Partial<OfferWorth> = {}): OfferWorth {
  const parts = Object.fromEntries(PARTS.map((part) => [part, flat(0)])) as unknown as OfferWorth['parts'];
  return {
    parts: { ...parts, salary: flat(1000) },
    total: flat(1000),
    standard_error: 0,
    year: { gross: 486000, insurance: 60300, tax: 39295, net: 386405 },
    monthly: 40500,
    insurance: {
      from: '2026-07',
      own: { ...NO_SHARES, pension: 2592, medical: 651, unemployment: 162, housing_fund: 1620 },
      employer: { ...NO_SHARES, housing_fund: 1620 },
    },
    bonus: { amount: 0, tax: 46290, merged: false, dead_zone: null, best_bonus: 0, best_tax: 46290 },
    hours: { week: 40, per_hour: 233.65, net_per_hour: 185.77, overtime: 0, over_cap: 0, owed: 0 },
    worth_per_hour: 178.45,
    ...over,
  };
}
const typed = (...offers: Typed[]): OffersState => reduceOffers(BLANK_OFFERS, { type: 'example', offers });
const section = (...worths: (OfferWorth | null)[]): OffersSection => ({
  start: '2026-11',
  years: 4,
  discount_rate: 0.05,
  offers: worths.map((one, i) => ({ name: one && String(i), error: null, worth: one })),
  verdict: null,
});
const table = (...worths: OfferWorth[]): Column[] =>
  columns(section(...worths), typed(...worths.map(() => ({ base: '1000' }))));
const rowOf = (group: Parameters<typeof rows>[0], id: string, all: Column[]) =>
  rows(group, all).find((row) => row.id === id);

test('columns stand beside the offers that were asked about, by their place among all', () => {
  const answered = typed({ base: '1' }, { name: 'not yet' }, { base: '3' });
  const all = columns(section(worth(), worth({ monthly: 7 })), answered);
  assert.deepEqual(
    all.map(({ place, draft, worth: w }) => [place, draft.typed.base, w?.monthly]),
    [
      [0, '1', 40500],
      [2, '3', 7],
    ],
  );
});

test('a report of other offers has no columns', () => {
  assert.deepEqual(columns(section(worth()), typed({ base: '1' }, { base: '2' })), []);
  assert.deepEqual(columns(null, typed({ base: '1' })), []);
});

test('rows that say nothing of any offer are left out', () => {
  const ids = rows('value', table(worth(), worth())).map(({ id }) => id);
  assert.deepEqual(ids, ['salary', 'total']);
  assert.deepEqual(rows('bonus', table(worth())), []);
});

test('a part that one offer alone has is a row for all', () => {
  const equity = { ...worth().parts, equity: { expected: 60, low: 8, high: 148 } };
  const row = rowOf('value', 'equity', table(worth(), worth({ parts: equity })));
  assert.deepEqual(row?.cells, [
    { value: 0, interval: null },
    { value: 60, interval: [8, 148] },
  ]);
  assert.equal(row?.best, 1);
});

test('the best is the one ahead: fewer hours, more pay; deductions and ties have none', () => {
  const long = worth({ hours: { ...worth().hours, week: 60 }, year: { ...worth().year, tax: 1, net: 500000 } });
  const all = table(worth(), long);
  assert.equal(rowOf('hours', 'week', all)?.best, 0);
  assert.equal(rowOf('year', 'net', all)?.best, 1);
  assert.equal(rowOf('year', 'tax', all)?.best, null);
  assert.equal(rowOf('year', 'gross', all)?.best, null);
  assert.equal(rowOf('year', 'net', table(worth()))?.best, null);
});

test('first-year figures add up as they are shown, and deductions are negative', () => {
  const value = (id: string) => rowOf('year', id, table(worth()))?.cells[0]?.value ?? NaN;
  assert.equal(value('gross') + value('insurance') + value('tax'), value('net'));
  assert.ok(value('tax') < 0);
  assert.equal(rowOf('month', 'own_insurance', table(worth()))?.cells[0]?.value, -(2592 + 651 + 162));
});

test('one that could not be valued keeps its column and is never best', () => {
  const all = columns(
    section(worth(), null, worth({ monthly: 5 })),
    typed({ base: '1' }, { base: 'x' }, { base: '3' }),
  );
  const row = rowOf('year', 'monthly', all);
  assert.deepEqual(
    row?.cells.map((cell) => cell?.value ?? null),
    [40500, null, 5],
  );
  assert.equal(row?.best, 0);
});

test('a line of arithmetic comes to the figure of its row', () => {
  const equity = { expected: 60, low: 8, high: 148 };
  const one = worth({
    parts: { ...worth().parts, salary: flat(700000), equity },
    total: { expected: 700060, low: 700008, high: 700148 },
    hours: { ...worth().hours, week: 45, net_per_hour: 165.12 },
    worth_per_hour: 74.79,
    year: { gross: 486000, insurance: 60300, tax: 39295, net: 386405 },
  });
  const value = (text: string): number =>
    Number(
      new Function(
        `return ${text.replaceAll(',', '').replaceAll('−', '-').replaceAll('×', '*').replaceAll('÷', '/')}`,
      )(),
    );
  let lines = 0;
  for (const group of GROUP_IDS)
    for (const { id, cells } of rows(group, table(one))) {
      const [left = '', right = ''] = (working(id, one, 4) ?? '').split(' = ');
      if (left === '') continue;
      lines += 1;
      const shown = Math.abs(cells[0]?.value ?? NaN);
      assert.ok(Math.abs(value(left) - shown) < 1, `${id}: ${left}`);
      assert.ok(Math.abs(Number(right.replaceAll(',', '')) - shown) < 0.51, `${id}: ${right}`);
    }
  assert.equal(lines, 7);
  assert.equal(working('net', one, 4), '486,000 − 60,300 − 39,295 = 386,405');
  assert.equal(working('total', one, 4), '700,000 + 60 = 700,060');
  assert.equal(working('net_per_hour', worth({ hours: { ...worth().hours, week: 0 } }), 4), null);
});

test('the whisker of a month is the variable bonus at its ends, a twelfth each', () => {
  const of = (fields: Typed) =>
    monthlyRange({ draft: { key: 1, typed: fields }, place: 0, worth: worth({ monthly: 40000 }), error: null });
  assert.equal(of({ base: '30000', months: '15' }), null);
  assert.deepEqual(of({ base: '30000', low: '0', expected: '24000', high: '60000' }), [38000, 43000]);
  assert.deepEqual(of({ base: '30000', low: '0', high: '24000' }), [39000, 41000]);
  assert.deepEqual(of({ base: '30000', months: '14-16' }), [37500, 42500]);
});

test('the axis is the page’s own, wider only where an offer leaves it', () => {
  const scale = { lo: 10000, hi: 60000 };
  const all = table(worth(), worth({ monthly: 71000 }));
  assert.deepEqual(offerMarks(all), [40500, 71000]);
  assert.equal(axisOf(scale, table(worth())), scale);
  const wide = axisOf(scale, all);
  assert.ok(wide.lo <= 10000 && wide.hi >= 71000, JSON.stringify(wide));
});
