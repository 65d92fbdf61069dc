import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { BLANK } from '../state/input.ts';
import { question } from '../state/state.ts';
import { fixture, screened } from '../test-support.ts';

const schema = (name: string): object =>
  JSON.parse(readFileSync(`../models/schema/${name}.schema.json`, 'utf8')) as object;

function validator(name: 'request' | 'report') {
  const ajv = new Ajv2020({ strict: false });
  for (const other of ['report', 'offers']) ajv.addSchema({ ...schema(other), $id: `${other}.schema.json` });
  return ajv.compile({ ...schema(name), $id: `${name}-under-test` });
}

test('the reports of the tests obey the schema', () => {
  const validate = validator('report');
  for (const report of [fixture(), screened().report]) assert.ok(validate(report), JSON.stringify(validate.errors));
});

test('what the page asks obeys the schema, empty or full', () => {
  const validate = validator('request');
  const full = { ...BLANK, text: 'Go', tags: ['eBPF'], removed: ['go'], city: '上海', years: 5.5 };
  const said = {
    stars: 38,
    merged: ['cilium'],
    answers: [{ veto: 'runtime', met: true }],
    tools: ['pprof'],
    scores: [0.4, 0.7],
  };
  for (const input of [
    BLANK,
    { ...full, education: 'master' as const, level: 'lead' as const, resume: '5 年 Go', said },
  ]) {
    const request = { schema: 'chouma.request/1', id: 1, ...question(input, { today: '2026-11', screening: true }) };
    assert.ok(validate(request), JSON.stringify(validate.errors));
  }
});
