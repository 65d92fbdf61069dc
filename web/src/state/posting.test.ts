import assert from 'node:assert/strict';
import { test } from 'node:test';
import { screened } from '../test-support.ts';
import {
  cells,
  figures,
  heat,
  postingMarks,
  quote,
  requirements,
  resumeMarks,
  swapBoxes,
  within,
  words,
} from './posting.ts';
import { boxed } from './spans.ts';

const { text, resume, report } = screened();
const at = ([from, to]: number[], within = text): string => within.slice(from, to);
const years = (n: string) => `${n} 年`;

test('with a résumé each requirement stands under its strength with its status', () => {
  const groups = requirements(report, 'zh-CN', years);
  const status = new Map(groups.required.map((r) => [r.id, r.status]));
  assert.equal(status.get('go'), 'met');
  assert.equal(status.get('gopark'), 'partly');
  assert.equal(status.get('tokio'), 'missing');
  assert.equal(groups.required.find((r) => r.id === 'gopark')?.via, 'goroutine');
  assert.deepEqual(
    groups.negated.map((r) => r.id),
    ['java'],
  );
  const { met = 0, partly = 0, missing = 0 } = report.screening?.match ?? {};
  const count = groups.required.length + groups.preferred.length + groups.mentioned.length;
  assert.equal(count, met + partly + missing);
});

test('without a résumé all are unknown, years too', () => {
  const alone = { ...report, candidate: null, screening: null };
  const groups = requirements(alone, 'en', years);
  const all = [...groups.required, ...groups.preferred, ...groups.mentioned];
  assert.ok(all.length > 8 && all.every((r) => r.status === 'unknown'));
  assert.ok(groups.required.some((r) => r.id === 'years' && r.name === '5+ 年'));
  assert.ok(groups.required.some((r) => r.name === 'Rust async'));
});

test('the marks of the posting hold its skills, years and pay, in order and apart', () => {
  const marks = postingMarks(report, null);
  const found = marks.map(({ span }) => at(span));
  for (const word of ['28-45K · 15薪', '5 年以上', 'eBPF', 'Java']) assert.ok(found.includes(word), word);
  assert.ok(marks.every((mark, i) => i === 0 || mark.span[0] >= (marks[i - 1]?.span[1] ?? 0)));
});

test('what is pointed at is marked on both sides', () => {
  const lit = 'veto:runtime_concurrency';
  assert.ok(postingMarks(report, lit).some(({ id, span }) => id === lit && at(span) === 'gopark 与调度器'));
  const marks = resumeMarks(report, 'bp:channel').filter(({ id }) => id === 'bp:channel');
  assert.deepEqual(
    marks.map(({ span }) => at(span, resume)),
    ['channel'],
  );
  assert.ok(resumeMarks(report, 'years').some(({ id, span }) => id === 'years' && at(span, resume).startsWith('6 年')));
});

test('evidence for the other stack is boxed in the order of the text, only where a swap is claimed', () => {
  const swap = report.screening?.swap ?? null;
  assert.deepEqual(
    swapBoxes(swap).map((span) => at(span)),
    ['tokio 重写转发层', 'Pin / Unpin 与 async trait', 'Rust 异步生产经验'],
  );
  assert.ok(swap);
  assert.deepEqual(swapBoxes({ ...swap, claimed: false }), []);
});

test('boxes and marks cut the text without losing a letter', () => {
  const parts = boxed(text, postingMarks(report, null), swapBoxes(report.screening?.swap));
  assert.equal(parts.map(({ segments }) => segments.map((s) => s.text).join('')).join(''), text);
  const first = parts.find(({ box }) => box === 0);
  assert.deepEqual(
    first?.segments.map(({ text, mark }) => [text, mark?.id]),
    [
      ['tokio', 'tokio'],
      [' 重写转发层', undefined],
    ],
  );
});

test('a quote is the clause around its words', () => {
  const evidence = report.screening?.swap?.evidence.find(({ span }) => at(span).startsWith('Pin'));
  assert.ok(evidence);
  const { before, words, after, line } = quote(text, evidence);
  assert.deepEqual([before, words, after, line], ['熟悉 ', 'Pin / Unpin 与 async trait', '', 5]);
});

test('a quote cuts no word in two and leaves out the number of its list item', () => {
  const line = '2. Rewrite the management interface on hyper and everything underneath it';
  const at = (word: string) => {
    const from = line.indexOf(word);
    return quote(line, { span: [from, from + word.length], line: 1, weight: 1 });
  };
  const { before, words, after } = at('hyper');
  assert.deepEqual([before, words, after], ['management interface on ', 'hyper', ' and everything']);
  assert.equal(at('management').before, 'Rewrite the ');
});

test('a figure falls into one of six thresholds', () => {
  assert.deepEqual([0, 0.04, 0.05, 0.1, 0.25, 0.4, 0.55, 1].map(heat), [0, 0, 1, 2, 3, 4, 5, 5]);
});

test('cells are reasons by stages, with the exposed ones told', () => {
  const { funnel } = report.screening ?? {};
  assert.ok(funnel);
  const rows = cells(funnel);
  assert.deepEqual([rows.length, rows[0]?.row.length], [6, 3]);
  const weak = rows.flatMap(({ row }) => row).filter((cell) => cell.weak);
  assert.equal(weak.length, funnel.heat.filter((cell) => cell.weak).length);
});

test('a median stands in a range by its share, and nowhere outside it', () => {
  assert.equal(within(30, 20, 40), 0.5);
  assert.equal(within(19, 20, 40), null);
  assert.equal(within(20, 20, 20), null);
});

test('typed lists: figures within bounds or nothing, words without blanks', () => {
  assert.deepEqual(figures('0.4, 0.7；1', 0, 1), [0.4, 0.7, 1]);
  assert.deepEqual(figures('', 0, 1), []);
  assert.equal(figures('0.4, 1.2', 0, 1), null);
  assert.equal(figures('0.4, x', 0, 1), null);
  assert.deepEqual(words(' kubernetes， cilium,'), ['kubernetes', 'cilium']);
});
