import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as format from './format.ts';

test('money is whole yuan with groups of three and a true minus', () => {
  assert.equal(format.yuan(44_923.4), '¥44,923');
  assert.equal(format.yuan(-930), '−¥930');
  assert.equal(format.whole(1_234_567), '1,234,567');
  assert.equal(format.signed(-240), '−240');
  assert.equal(format.signedYuan(2_080), '+¥2,080');
  assert.equal(format.yuan(-0.3), '¥0');
});

test('narrow plots print thousands, ticks print K', () => {
  assert.equal(format.thousands(44_923), '44.9');
  assert.equal(format.tick(20_000), '20K');
  assert.equal(format.tick(0), '0');
});

test('percentiles stay within 1 … 99', () => {
  assert.deepEqual([0, 0.004, 0.327, 0.999].map(format.percentile), [1, 1, 33, 99]);
  assert.equal(format.percent(0.804), '80.4%');
});

test('a quoted span knows its language', () => {
  assert.deepEqual(['30-45K · 15薪', '30-45K a month'].map(format.langOf), ['zh-CN', 'en']);
});
