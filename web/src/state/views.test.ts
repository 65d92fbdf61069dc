import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../test-support.ts';
import { chips, nameIn } from './chips.ts';
import { moneyMarks } from './marks.ts';
import { folded, waterfall, type Step } from './waterfall.ts';

test('the waterfall starts at the base, joins end to start and ends at base × coefficient', () => {
  const report = fixture();
  const fall = waterfall(report);
  assert.ok(fall && report.pay && report.premium);
  let running = report.pay.base_median;
  for (const step of fall.steps) {
    assert.equal(step.from, running);
    assert.ok(step.low <= step.to && step.to <= step.high, step.part.tags.join());
    running = step.to;
  }
  assert.ok(Math.abs(running - report.pay.base_median * report.premium.raw) < 1e-6);
  assert.ok(Math.abs(fall.total - report.pay.base_median * report.premium.coefficient) < 1e-6);
  assert.deepEqual(
    fall.flat.map((part) => part.tags[0]),
    ['docker'],
  );
});

test('without pay or premium there is no waterfall', () => {
  assert.equal(waterfall({ ...fixture(), pay: null }), null);
  assert.equal(waterfall({ ...fixture(), premium: null }), null);
});

test('a long waterfall folds its cheaper chips, never a single one, and never an overlap', () => {
  const steps = waterfall(fixture())?.steps ?? [];
  const counts = (list: Step[], keep: number) => Object.values(folded(list, keep)).map((part) => part.length);
  assert.deepEqual(counts(steps, 3), [3, steps.length - 4, 1]);
  assert.deepEqual(counts(steps, steps.length - 2), [steps.length - 1, 0, 1]);
});

test('chips: the base first, then by worth, then those without a figure, then those taken away', () => {
  const views = chips(fixture(), 'zh-CN');
  assert.deepEqual(
    views.slice(0, 3).map((v) => v.id),
    ['go', 'ebpf', 'kubernetes'],
  );
  assert.deepEqual([views.at(-1)?.id, views.at(-1)?.state], ['java', 'negated']);
  assert.equal(views.find((v) => v.id === 'ebpf')?.rods, 3);
  assert.equal(views.find((v) => v.id === 'mysql')?.edge, 0);
  assert.ok(views.every((v) => v.edge >= 0 && v.edge <= 1));
});

test('a chip has its Chinese name in Chinese where there is one', () => {
  assert.equal(nameIn('zh-CN', { name: 'Message Queue', name_zh: '消息队列' }), '消息队列');
  assert.equal(nameIn('en', { name: 'Message Queue', name_zh: '消息队列' }), 'Message Queue');
  assert.equal(nameIn('zh-CN', { name: 'Go', name_zh: '' }), 'Go');
});

test('every amount of the report is on the axis', () => {
  const report = fixture();
  const { marks, labelled } = moneyMarks(report);
  for (const { amount } of [...(report.pay?.quantiles ?? []), ...report.anchors]) assert.ok(marks.includes(amount));
  assert.ok(marks.includes(30_000) && marks.includes(45_000));
  assert.equal(labelled, 41_500);
});

test('an empty report has no marks', () => {
  const bare = { ...fixture(), pay: null, premium: null, anchors: [], posted: null, next: [] };
  assert.deepEqual(moneyMarks(bare), { marks: [], whiskers: [], labelled: null });
});
