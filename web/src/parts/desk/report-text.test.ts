import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yuan } from '../../state/format.ts';
import { DESK_STRINGS } from '../../strings/desk.ts';
import { fixture } from '../../test-support.ts';
import { reportText } from './report-text.ts';

const report = fixture();
const zh = reportText(DESK_STRINGS['zh-CN'], report, 'zh-CN', '2026-11-23');
const en = reportText(DESK_STRINGS.en, report, 'en', '2026-11-23');

test('the text has every quantile, anchor and the coefficient with its interval', () => {
  for (const text of [zh, en]) {
    for (const { amount } of [...(report.pay?.quantiles ?? []), ...report.anchors])
      assert.ok(text.includes(yuan(amount)), `${amount} in ${text}`);
    const { coefficient, interval } = report.premium ?? { coefficient: NaN, interval: [NaN, NaN] };
    assert.ok(text.includes(`×${coefficient.toFixed(2)}`));
    for (const end of interval) assert.ok(text.includes(end.toFixed(2)));
  }
});

test('it bears the day, the model and the sentence on posted pay, and no marks of the page', () => {
  assert.match(zh, /^筹码 · 2026-11-23\n/);
  assert.match(zh, /不是实付/);
  assert.match(en, /^Chouma · 2026-11-23\n/);
  assert.ok(zh.includes(report.model?.id ?? '-'));
  for (const text of [zh, en]) assert.doesNotMatch(text, /\*|undefined|null|NaN|\n\n\n/);
});

test('each talking point is a line of it', () => {
  assert.equal(zh.split('\n').filter((line) => line.startsWith('- ')).length >= report.talk.length, true);
  for (const point of report.talk) assert.ok(zh.includes(point.parts.zh.map(({ text }) => text).join('')));
});

test('a report without pay, premium and model still has its sentences', () => {
  const bare = { ...report, pay: null, premium: null, model: null, anchors: [], talk: [], posted: null };
  const text = reportText(DESK_STRINGS.en, bare, 'en', '2026-11-23');
  assert.match(text, /No salary model is in use/);
});
