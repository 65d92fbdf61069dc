import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../engine/generated/report.ts';
import { fixture, screened } from '../test-support.ts';
import { ALLOWED, allowed } from './allowed.ts';
import { reportOf } from './shown.ts';

/** Every name by which the candidate's side of a talk goes in a report or a request. */
const NEVER =
  /walk_away|target|opening_ask|batna|anchor|reservation|concession|negotiation|talk|script|offers|candidate|resume_text/i;
const names = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(names)
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...names(inner)])
      : [];

const reports: Report[] = [fixture(), screened().report];

test('no list has a name of the candidate’s side, and the reports that are cut have them', () => {
  for (const list of Object.values(ALLOWED))
    assert.deepEqual(
      names(list).filter((name) => NEVER.test(name)),
      [],
    );
  assert.ok(reports.every((report) => names(report).some((name) => NEVER.test(name))));
});

test('what is allowed is the same values under the same names, and no other', () => {
  for (const report of reports)
    for (const mode of ['candidate', 'recruiter'] as const) {
      const told = allowed(report, mode);
      assert.deepEqual(
        Object.keys(told).filter((name) => !(name in ALLOWED[mode])),
        [],
      );
      assert.deepEqual(told.pay?.quantiles, report.pay?.quantiles);
      assert.equal(told.premium?.coefficient, report.premium?.coefficient);
      assert.deepEqual(
        names(told).filter((name) => NEVER.test(name)),
        [],
      );
    }
});

test('no anchor’s amount nor a word of a résumé is anywhere in what a host is told', () => {
  const { report, resume } = screened();
  assert.ok(report.anchors.length > 0 && report.candidate);
  const told = JSON.stringify(allowed(report, 'recruiter'));
  for (const { amount } of report.anchors) assert.ok(!told.includes(String(amount)), String(amount));
  for (const line of resume.split('\n').filter((words) => words.length > 12))
    assert.ok(!told.includes(line.slice(0, 12)));
});

test('what to learn next is for candidates alone', () => {
  assert.ok(fixture().next.length > 0);
  assert.deepEqual(allowed(fixture(), 'candidate').next?.length, fixture().next.length);
  assert.equal(allowed(fixture(), 'recruiter').next, undefined);
});

test('that no anchors are loaded is no news, other warnings are', () => {
  const problem = (code: string, where: string) => ({ code, where, value: '', allowed: '', message: 'm' });
  const report = { ...fixture(), warnings: [problem('not_loaded', 'anchors'), problem('bad_schema', 'tags')] };
  assert.deepEqual(
    allowed(report, 'recruiter').warnings?.map(({ where }) => where),
    ['tags'],
  );
});

test('the report that is drawn has no anchors, and the range as it was given, else as the posting says', () => {
  const { report } = screened();
  const shown = reportOf(allowed(report, 'recruiter'), { low: 35_000, high: 56_250 });
  assert.deepEqual(
    [shown.anchors, shown.talk, shown.scripts, shown.candidate, shown.negotiation],
    [[], [], [], null, null],
  );
  assert.deepEqual([shown.posted?.monthly_low, shown.posted?.monthly_high], [35_000, 56_250]);
  assert.deepEqual(reportOf(allowed(report, 'candidate'), null).posted, report.posted);
});
