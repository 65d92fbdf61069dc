import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOrigin, messageOf, originsOf, readMessage, TO_FRAME, TO_HOST } from './protocol.ts';

const quota = { key: { user: 'u', resource: 'r' }, limits: { monthly: 10, per_second: 1 } };

test('what each side says, the other reads', () => {
  for (const message of [
    messageOf('hello'),
    messageOf('set'),
    messageOf('set', { lang: 'en', theme: 'dark', mode: 'recruiter', host_id: null, quota: null }),
    messageOf('set', { given: { posting: 'Go', range: { low: 1000, high: 2000 }, years: null }, quota }),
    messageOf('quota-answer', { n: 1, value: null }),
    messageOf('quota-answer', { n: 1, error: 'gone' }),
  ])
    assert.deepEqual(readMessage(message, TO_FRAME), { message });
  for (const message of [
    messageOf('ready'),
    messageOf('report', { report: {} }),
    messageOf('height', { height: 640 }),
    messageOf('quota-call', { n: 2, call: 'load', key: quota.key }),
  ])
    assert.deepEqual(readMessage(message, TO_HOST), { message });
});

for (const data of [
  null,
  undefined,
  'hello',
  7,
  [],
  {},
  { type: 'hello' },
  { chouma: 'chouma/2', type: 'hello' },
  { chouma: 'chouma/1' },
  { chouma: 'chouma/1', type: 'eval', code: 'alert(1)' },
  { chouma: 'chouma/1', type: 'toString' },
  { chouma: 'chouma/1', type: ['hello'] },
  { chouma: 'chouma/1', type: 'report', report: {} },
])
  test(`ignored: ${JSON.stringify(data) ?? 'undefined'}`, () => assert.equal(readMessage(data, TO_FRAME), null));

for (const [fields, sentence] of [
  [{ colour: 'red' }, /^set\.colour is red; allowed: lang, theme, mode, host_id, given, quota\.$/],
  [{ lang: 'fr' }, /^set\.lang is fr; allowed: zh-CN, en\.$/],
  [{ mode: 'admin' }, /^set\.mode is admin; allowed: candidate, recruiter\.$/],
  [{ given: { last_pay: 1 } }, /^set\.given is \{"last_pay":1\}; allowed: posting, range/],
  [{ given: { years: 61 } }, /^set\.given is/],
  [{ given: 'Go' }, /^set\.given is Go/],
  [{ host_id: 'x'.repeat(201) }, /^set\.host_id is x+…; allowed: a text of at most 200 characters, or null\.$/],
  [{ quota: { ...quota, store: 1 } }, /^set\.quota is/],
  [{ quota: { ...quota, limits: { monthly: 1.5, per_second: 1 } } }, /^set\.quota is/],
] as const)
  test(`refused whole, by name: ${JSON.stringify(fields).slice(0, 60)}`, () => {
    const read = readMessage(messageOf('set', fields), TO_FRAME);
    assert.ok(read && 'problem' in read);
    assert.match(read.problem.message, sentence);
  });

test('a field that is missing is named', () => {
  const read = readMessage(messageOf('quota-answer', { value: 1 }), TO_FRAME);
  assert.ok(read && 'problem' in read);
  assert.match(read.problem.message, /^quota-answer\.n is undefined; allowed: a whole number\.$/);
});

test('origins are those of the address, and of them those that the page lists', () => {
  assert.deepEqual(originsOf('?origin=https://a.example&origin=https://b.example:8443', ''), [
    'https://a.example',
    'https://b.example:8443',
  ]);
  assert.deepEqual(originsOf('?origin=https://a.example&origin=https://b.example', ' https://b.example\n'), [
    'https://b.example',
  ]);
  assert.deepEqual(originsOf('', ''), []);
  for (const no of [
    '*',
    'null',
    'https://a.example/',
    'https://a.example/x',
    'a.example',
    'javascript:1',
    'https://*.a.example',
    'file://',
  ])
    assert.equal(isOrigin(no), false, no);
});
