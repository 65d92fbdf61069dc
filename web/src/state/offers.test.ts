import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  BLANK_OFFERS,
  DEFAULTS,
  FIELDS,
  MOST_OFFERS,
  fieldOf,
  filled,
  offersRequest,
  outlookFieldOf,
  reduceOffers,
  sent,
  type OffersAct,
  type OffersState,
  type Typed,
} from './offers.ts';
import { PAY_CITIES } from './pay-cities.ts';
import { endsOf, numberOf } from './typed.ts';

const after = (...acts: OffersAct[]): OffersState => acts.reduce(reduceOffers, BLANK_OFFERS);
const typing = (key: number, typed: Typed): OffersAct[] =>
  FIELDS.filter((field) => field in typed).map((field) => ({ type: 'field', key, field, text: typed[field] ?? '' }));
const bookOf = (typed: Typed) => offersRequest(after({ type: 'add' }, ...typing(1, typed)), '2026-11');
const json = (path: string) => JSON.parse(readFileSync(`../models/${path}`, 'utf8')) as object;

test('amounts as they are typed', () => {
  const cases: [string, number | null][] = [
    ['45000', 45000],
    ['45,000', 45000],
    [' ¥45 000 ', 45000],
    ['45K', 45000],
    ['4.5万', 45000],
    ['8.2w', 82000],
    ['−3', -3],
    ['12.5', 12.5],
    ['abc', null],
    ['1e5', null],
    ['', null],
    ['45K5', null],
  ];
  for (const [typed, value] of cases) assert.equal(numberOf(typed), value, typed);
  assert.deepEqual(endsOf('13-16薪'), [13, 16]);
  assert.deepEqual(endsOf('15 个月'), [15]);
  assert.equal(endsOf('13-14-15'), null);
  assert.equal(endsOf('13-'), null);
});

test('an offer is asked about once its base pay is typed', () => {
  assert.equal(offersRequest(BLANK_OFFERS, '2026-11'), undefined);
  const one = after({ type: 'add' }, { type: 'add' }, ...typing(2, { base: '30K', name: '乙方' }));
  assert.deepEqual(
    sent(one).map(({ key }) => key),
    [2],
  );
  assert.deepEqual(offersRequest(one, '2026-11'), {
    start: '2026-11',
    offers: [{ name: '乙方', city: 'beijing', base: 30000 }],
  });
});

test('a blank field is left to the engine; a nameless offer bears its place', () => {
  assert.deepEqual(bookOf({ base: '30000', months: ' ' })?.offers, [{ name: '1', city: 'beijing', base: 30000 }]);
});

test('every field reaches its place, and the whole is what the schema asks for', () => {
  const typed: Typed = {
    name: 'x',
    city: 'shanghai',
    base: '30000',
    months: '13-16',
    guaranteed: '1万',
    low: '0',
    expected: '5万',
    high: '12万',
    sign_on: '60000',
    fund_rate: '12%',
    contribution_base: '36000',
    days: '6',
    hours: '11',
    holidays: '1',
    stay: '85',
    units: '5000',
    price: '120',
    strike: '30',
    total: '48',
    cliff: '12',
    every: '3',
    volatility: '45',
    dilution: '10',
    round: '18',
    discount: '20',
    sell_month: '36',
    sell_chance: '70',
    tax: 'wages',
  };
  assert.deepEqual(Object.keys(typed).sort(), [...FIELDS].sort());
  const state = after(
    { type: 'add' },
    ...typing(1, typed),
    { type: 'outlook', field: 'start', text: '2027-01' },
    { type: 'outlook', field: 'years', text: '3' },
    { type: 'outlook', field: 'rate', text: '6' },
    { type: 'outlook', field: 'deductions', text: '4500' },
    { type: 'extended', on: true },
  );
  const book = offersRequest(state, '2026-11');
  assert.deepEqual(book, {
    start: '2027-01',
    years: 3,
    discount_rate: 0.06,
    special_deductions: 4500,
    separate_rules_extended: true,
    offers: [
      {
        name: 'x',
        city: 'shanghai',
        base: 30000,
        months: [13, 16],
        guaranteed_bonus: 10000,
        variable_bonus: { low: 0, expected: 50000, high: 120000 },
        sign_on: 60000,
        housing_fund_rate: 0.12,
        contribution_base: 36000,
        week: { days: 6, hours_a_day: 11, holidays_a_year: 1 },
        stay: 0.85,
        equity: {
          grants: [{ units: 5000, strike: 30, vesting: { total_months: 48, cliff_months: 12, every_months: 3 } }],
          price: 120,
          volatility: 0.45,
          dilution: 0.1,
          round_months: 18,
          liquidity_discount: 0.2,
          sell_month: 36,
          sell_chance: 0.7,
          tax: 'wages',
        },
      },
    ],
  });
  const valid = new Ajv2020({ strict: false }).compile(json('schema/offers.schema.json'));
  assert.ok(valid(book), JSON.stringify(valid.errors));
});

test('equity is there once one of its fields is typed, with the page’s own defaults beside it', () => {
  assert.deepEqual(bookOf({ base: '1000', units: '10', stay: '90' })?.offers[0]?.equity, {
    grants: [{ units: 10, vesting: { total_months: Number(DEFAULTS.total) } }],
    tax: DEFAULTS.tax,
  });
  assert.equal(bookOf({ base: '1000', tax: 'wages' })?.offers[0]?.equity, undefined);
});

test('a low and a high alone are the bonus’s two ends', () => {
  assert.deepEqual(bookOf({ base: '1000', low: '0', high: '2万' })?.offers[0]?.variable_bonus, [0, 20000]);
});

test('what cannot be read goes as it was typed, and stays typed', () => {
  const state = after({ type: 'add' }, ...typing(1, { base: 'about 30', fund_rate: 'x', months: '13 to' }));
  assert.deepEqual(offersRequest(state, null), {
    offers: [{ name: '1', city: 'beijing', base: 'about 30', months: '13 to', housing_fund_rate: 'x' }],
  });
  assert.equal(state.drafts[0]?.typed.base, 'about 30');
});

test('a refusal names its field', () => {
  assert.equal(fieldOf('request.offers.offers[1].base'), 'base');
  assert.equal(fieldOf('request.offers.offers[0].week.days'), 'days');
  assert.equal(fieldOf('request.offers.offers[4].equity.grants[0].vesting.cliff_months'), 'cliff');
  assert.equal(fieldOf('request.offers.offers[0].variable_bonus'), 'low');
  assert.equal(fieldOf('request.offers.offers[0].other'), null);
  assert.equal(outlookFieldOf('request.offers.years'), 'years');
  assert.equal(outlookFieldOf('request.offers.offers[0].base'), null);
});

test('up to five, duplicated beside the original, keys never used again', () => {
  const one = after({ type: 'add' }, ...typing(1, { base: '1000' }), { type: 'add' }, { type: 'duplicate', key: 1 });
  assert.deepEqual(
    one.drafts.map(({ key, typed }) => [key, typed.base]),
    [
      [1, '1000'],
      [3, '1000'],
      [2, undefined],
    ],
  );
  const full = [1, 2, 3].reduce((state) => reduceOffers(state, { type: 'add' }), one);
  assert.equal(full.drafts.length, MOST_OFFERS);
  assert.equal(reduceOffers(full, { type: 'duplicate', key: 1 }), full);
});

test('a copy bears its name with the next number', () => {
  const named = after({ type: 'add' }, ...typing(1, { name: '示例云' }), { type: 'duplicate', key: 1 });
  const twice = reduceOffers(named, { type: 'duplicate', key: 2 });
  assert.deepEqual(
    twice.drafts.map(({ typed }) => typed.name),
    ['示例云', '示例云 2', '示例云 3'],
  );
  assert.equal(after({ type: 'add' }, { type: 'duplicate', key: 1 }).drafts[1]?.typed.name, undefined);
});

test('the next offer begins in the last one’s city', () => {
  const state = after({ type: 'add' }, ...typing(1, { city: 'hangzhou' }), { type: 'add' });
  assert.equal(state.drafts[1]?.typed.city, 'hangzhou');
});

test('a removed offer comes back to its place', () => {
  const three = after({ type: 'add' }, { type: 'add' }, { type: 'add' }, ...typing(2, { name: 'b' }));
  const two = reduceOffers(three, { type: 'remove', key: 2 });
  assert.deepEqual(
    two.drafts.map(({ key }) => key),
    [1, 3],
  );
  const back = reduceOffers(two, { type: 'undo' });
  assert.deepEqual(back.drafts, three.drafts);
  assert.equal(back.removed, null);
  assert.equal(reduceOffers(back, { type: 'undo' }), back);
});

test('an example is one until it is touched', () => {
  const shown = after({ type: 'example', offers: [{ base: '1000' }, { base: '2000' }] });
  assert.equal(shown.example, true);
  assert.equal(reduceOffers(shown, { type: 'field', key: 1, field: 'base', text: '3' }).example, false);
  assert.equal(reduceOffers(shown, { type: 'outlook', field: 'years', text: '3' }).example, true);
  const again = reduceOffers(shown, { type: 'example', offers: [{ base: '5' }] });
  assert.deepEqual(again.drafts, [{ key: 3, typed: { base: '5' } }]);
});

test('acts about an offer that is gone change nothing', () => {
  const state = after({ type: 'add' });
  for (const act of [
    { type: 'remove', key: 9 },
    { type: 'duplicate', key: 9 },
  ] as OffersAct[])
    assert.equal(reduceOffers(state, act), state);
});

test('filled fields are counted, a choice that was there is none', () => {
  assert.equal(filled({ units: '1', price: ' ', tax: 'wages' }, ['units', 'price', 'tax']), 1);
});

test('the cities are those of the pay tables', () => {
  const { cities } = json('tax/cn.json') as { cities: { id: string; zh: string; en: string }[] };
  assert.deepEqual(
    PAY_CITIES,
    cities.map(({ id, zh, en }) => ({ id, zh, en })),
  );
});
