import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../test-support.ts';
import { carry, lineOf, markAt, marksOf, segments, type Mark } from './spans.ts';

const mark = (from: number, to: number, id = 'go'): Mark => ({ id, strength: 'required', span: [from, to] });
const cut = (text: string, marks: Mark[]) => segments(text, marks).map((s) => (s.mark ? `[${s.text}]` : s.text));

test('a text is cut at its marks and loses nothing', () => {
  assert.deepEqual(cut('写 Go 和 Rust', [mark(2, 4), mark(7, 11)]), ['写 ', '[Go]', ' 和 ', '[Rust]']);
  assert.deepEqual(cut('Go', [mark(0, 2)]), ['[Go]']);
  assert.deepEqual(cut('', []), []);
});

test('overlapping, empty and outlying marks are left out', () => {
  assert.deepEqual(cut('abcd', [mark(0, 3), mark(2, 4)]), ['[abc]', 'd']);
  assert.deepEqual(cut('abcd', [mark(1, 1), mark(2, 9)]), ['abcd']);
});

test('spans are UTF-16: a character outside the basic plane counts two', () => {
  assert.deepEqual(cut('😀Go', [mark(2, 4)]), ['😀', '[Go]']);
});

test('until the next report, marks behind an edit move and marks inside it go', () => {
  const marks = [mark(0, 2), mark(5, 9, 'rust'), mark(12, 16, 'java')];
  const ids = (list: Mark[]) => list.map((m) => `${m.id}@${m.span[0]}`);
  assert.deepEqual(ids(carry('Go 和 Rust 和 Java', 'Go 和 Rust 和 Java!', marks)), ['go@0', 'rust@5', 'java@12']);
  assert.deepEqual(ids(carry('Go 和 Rust 和 Java', 'Go 与和 Rust 和 Java', marks)), ['go@0', 'rust@6', 'java@13']);
  assert.deepEqual(ids(carry('Go 和 Rust 和 Java', 'Go 和 Ru 和 Java', marks)), ['go@0', 'java@10']);
  assert.equal(carry('a', 'a', marks), marks);
});

test('the mark at a caret includes both ends', () => {
  const marks = [mark(2, 4)];
  assert.deepEqual(
    [1, 2, 4, 5].map((caret) => markAt(marks, caret)?.id ?? null),
    [null, 'go', 'go', null],
  );
});

test('lines count from 1', () => {
  assert.deepEqual(
    [0, 2, 3].map((place) => lineOf('ab\ncd', place)),
    [1, 1, 2],
  );
});

test('marks of a report ascend; what the user took away is marked as removed, what is negated as negated', () => {
  const report = fixture();
  const kafka = report.profile?.skills.find((skill) => skill.id === 'kafka');
  assert.ok(kafka);
  kafka.removed = true;
  const marks = marksOf(report);
  assert.deepEqual(
    [...marks].sort((a, b) => a.span[0] - b.span[0]),
    marks,
  );
  assert.equal(marks.find((m) => m.id === 'kafka')?.strength, 'removed');
  assert.equal(marks.find((m) => m.id === 'java')?.strength, 'negated');
});
