import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { GIVEN_FIELDS, isNothing, missing, NOTHING, questionOf, readGiven, type Given } from './given.ts';

test('attributes and properties say the same', () => {
  const written = { posting: 'Go', range: '35000-56250', skills: 'Go, eBPF,', years: '5.5', city: '上海' };
  const typed = { ...written, range: { low: 35_000, high: 56_250 }, skills: ['Go', 'eBPF'], years: 5.5 };
  assert.deepEqual(readGiven(written), readGiven(typed));
  assert.deepEqual(readGiven(written), {
    given: { ...NOTHING, ...typed },
    problems: [],
  });
});

test('what is absent, null or blank is not given', () => {
  assert.deepEqual(readGiven({ posting: ' ', range: null, years: '', level: undefined }), {
    given: NOTHING,
    problems: [],
  });
  assert.ok(isNothing(NOTHING) && !isNothing({ ...NOTHING, skills: ['Go'] }));
});

for (const [name, value, sentence] of [
  [
    'range',
    '56250-35000',
    /^range is 56250-35000; allowed: two amounts from 100 to 10000000 yuan a month, the lower first/,
  ],
  ['range', '30K', /^range is 30K/],
  ['range', { low: 1 }, /^range is \{"low":1\}/],
  ['years', '61', /^years is 61; allowed: a number from 0 to 60\.$/],
  ['years', 'five', /^years is five/],
  ['level', 'boss', /^level is boss; allowed: intern, junior, mid, senior, lead, architect\.$/],
  ['education', 'phd', /^education is phd; allowed: any, college, bachelor, master, doctor\.$/],
  ['skills', ['x'.repeat(81)], /^skills is .*at most 200 names of at most 80 characters/],
  ['city', 'x'.repeat(81), /^city is x{60}…; allowed: a text of at most 80 characters\.$/],
  ['posting', 7, /^posting is 7; allowed: a text/],
  ['last_pay', '30000', /^last_pay is 30000; allowed: posting, range, /],
  ['toString', 'x', /^toString is x/],
] as const)
  test(`refused by name: ${name} ${JSON.stringify(value).slice(0, 40)}`, () => {
    const { given, problems } = readGiven({ posting: 'Go', [name]: value });
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', sentence);
    assert.equal((given as unknown as Record<string, unknown>)['last_pay'], undefined);
  });

test('a recruiter’s panel needs posting and range, a candidate’s neither', () => {
  const range = { low: 1000, high: 2000 };
  assert.deepEqual(missing(NOTHING, 'recruiter'), ['posting', 'range']);
  assert.deepEqual(missing({ ...NOTHING, range }, 'recruiter'), ['posting']);
  assert.deepEqual(missing({ ...NOTHING, posting: 'Go', range }, 'recruiter'), []);
  assert.deepEqual(missing(NOTHING, 'candidate'), []);
});

test('there is no field for what somebody earned, wants or would accept', () => {
  assert.deepEqual(GIVEN_FIELDS, ['posting', 'range', 'skills', 'city', 'years', 'education', 'level', 'resume']);
});

test('what is asked obeys the schema and names nothing of a negotiation, whatever is given', () => {
  const read = (name: string) => JSON.parse(readFileSync(`../models/schema/${name}.schema.json`, 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false });
  for (const other of ['report', 'offers']) ajv.addSchema({ ...read(other), $id: `${other}.schema.json` });
  const validate = ajv.compile({ ...read('request'), $id: 'asked' });
  const full: Given = {
    posting: 'Go 后端',
    range: { low: 1000, high: 2000 },
    skills: ['eBPF'],
    city: '上海',
    years: 3,
    education: 'master',
    level: 'senior',
    resume: '5 年 Go',
  };
  const known = ['text', 'tags', 'city', 'years', 'education', 'level', 'resume', 'today', 'want'];
  for (const given of [NOTHING, full, { ...NOTHING, posting: 'Go' }, { ...NOTHING, resume: 'Go' }])
    for (const mode of ['candidate', 'recruiter'] as const)
      for (const screening of [false, true]) {
        const question = questionOf(given, mode, '2026-11', screening);
        assert.ok(validate({ schema: 'chouma.request/1', id: 1, ...question }), JSON.stringify(validate.errors));
        assert.deepEqual(Object.keys(question), known);
        assert.deepEqual(
          (question.want ?? []).filter((section) => section === 'talk'),
          [],
        );
        if (mode === 'recruiter') assert.ok(!question.want?.includes('next'));
        assert.ok(!JSON.stringify(question).includes('1000'), 'the range is not asked');
      }
});
