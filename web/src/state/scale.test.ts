import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, domainHolding, share, spread, ticks } from './scale.ts';

const marks = (...values: number[]) => ({ marks: values, whiskers: [], labelled: null });

test('the domain holds every mark, rounded outward to 5,000', () => {
  assert.deepEqual(domainHolding(marks(21_400, 48_880), null), { lo: 20_000, hi: 50_000 });
  assert.deepEqual(domainHolding(marks(20_000), null), { lo: 20_000, hi: 25_000 });
  assert.equal(domainHolding(marks(), null), null);
  assert.equal(domainHolding(marks(NaN), null), null);
});

test('the domain stays while nothing leaves it, then widens on that side only', () => {
  const before = { lo: 20_000, hi: 50_000 };
  assert.equal(domainHolding(marks(30_000, 41_000), before), before);
  assert.deepEqual(domainHolding(marks(30_000, 61_000), before), { lo: 20_000, hi: 65_000 });
  assert.deepEqual(domainHolding(marks(12_000), before), { lo: 10_000, hi: 50_000 });
});

test('whiskers widen the axis a little, and never squeeze the marks', () => {
  const near = domainHolding({ marks: [20_000, 40_000], whiskers: [44_000], labelled: null }, null);
  assert.deepEqual(near, { lo: 20_000, hi: 45_000 });
  const far = domainHolding({ marks: [20_000, 40_000], whiskers: [400_000], labelled: null }, null);
  assert.deepEqual(far, { lo: 20_000, hi: 40_000 });
});

test('the last labelled mark leaves room for its label', () => {
  const domain = domainHolding({ marks: [20_000, 40_000], whiskers: [], labelled: 40_000 }, null);
  assert.ok(domain && share(domain, 40_000) <= 0.8);
});

test('ticks stand each 10,000, and further apart on a wide axis', () => {
  assert.deepEqual(ticks({ lo: 15_000, hi: 50_000 }), [20_000, 30_000, 40_000, 50_000]);
  assert.deepEqual(ticks({ lo: 10_000, hi: 150_000 }), [20_000, 40_000, 60_000, 80_000, 100_000, 120_000, 140_000]);
});

test('amounts outside the domain stand at its ends', () => {
  const domain = { lo: 20_000, hi: 40_000 };
  assert.equal(at(domain, 25_000), '25.00%');
  assert.equal(at(domain, 5_000), '0.00%');
  assert.equal(at(domain, 90_000), '100.00%');
});

test('labels that would touch are moved apart, in order and inside', () => {
  assert.deepEqual(spread([100, 200, 300], 50, 0, 400), [100, 200, 300]);
  const close = spread([100, 110, 120, 395], 50, 16, 384);
  for (let i = 1; i < close.length; i += 1) assert.ok((close[i] ?? 0) - (close[i - 1] ?? 0) >= 50);
  assert.ok((close.at(-1) ?? 999) <= 384);
});
