import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../strings/en.ts';
import { zh } from '../../strings/zh-CN.ts';
import { fixture } from '../../test-support.ts';
import { annual, clampNote, placing, sentence, twoAnswers } from './words.ts';

test('the sentence holds the median and the coefficient', () => {
  const report = fixture();
  assert.match(sentence(zh, report), /¥33,710.*1\.72 倍/);
  assert.match(sentence(en, report), /¥33,710.*1\.72 times/);
  assert.match(sentence(zh, { ...report, premium: null }), /¥33,710/);
  assert.match(sentence(zh, { ...report, pay: null }), /1\.72 倍/);
  assert.equal(sentence(zh, { ...report, pay: null, premium: null }), zh.noAnswer);
});

test('the posted range is placed; without one the band is said', () => {
  const report = fixture();
  assert.match(placing(zh, report), /¥30,000 – 45,000.*第 27 至第 81 百分位/);
  assert.match(placing(en, report), /27th to the 81st percentile/);
  assert.match(placing(zh, { ...report, posted: null }), /¥24,271 – 48,880/);
  assert.equal(placing(zh, { ...report, posted: null, pay: null }), '');
});

test('where coefficient and model differ both amounts are said, where they agree neither', () => {
  const report = fixture();
  assert.ok(report.pay && report.premium);
  const said = twoAnswers(zh, report);
  const byFactor = Math.round(report.pay.base_median * report.premium.coefficient).toLocaleString('en-US');
  assert.ok(said.includes(`¥${byFactor}`) && said.includes('¥33,710'), said);
  report.premium.coefficient = report.pay.quantiles[2].amount / report.pay.base_median;
  assert.equal(twoAnswers(zh, report), '');
});

test('the year is said by stated months, by usual ones beside twelve, or by twelve', () => {
  const report = fixture();
  assert.ok(report.pay);
  assert.match(annual(zh, report), /12 个月是 ¥404,520.*26%.*5,793 行.*14\.1 薪.*¥475,311/);
  assert.match(annual(en, report), /¥404,520 at 12.*14\.1 on average/);
  const { annual: year } = report.pay;
  const said = {
    ...report,
    pay: { ...report.pay, annual: { ...year, origin: 'text' as const, months: 13.5, usual: null } },
  };
  assert.match(annual(zh, said), /13\.5 薪.*¥475,311.*¥337,367 – 708,760/);
  const plain = { ...report, pay: { ...report.pay, annual: { ...year, origin: 'default' as const, usual: null } } };
  assert.match(annual(en, plain), /¥404,520 at 12 months\.$/);
  assert.equal(annual(zh, { ...report, pay: null }), '');
});

test('a clamped coefficient says its raw value', () => {
  const report = fixture();
  assert.ok(report.premium);
  assert.equal(clampNote(zh, report), '');
  assert.match(clampNote(zh, { ...report, premium: { ...report.premium, clamped: 'high', raw: 2.61 } }), /2\.61.*2\.3/);
  assert.match(clampNote(en, { ...report, premium: { ...report.premium, clamped: 'low', raw: 0.71 } }), /0\.71.*0\.8/);
});
