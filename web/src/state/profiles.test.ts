import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLANK_CASE } from './case.ts';
import { freeName, LONGEST_NAME, readProfiles, unpackProfile, writeProfiles, type Profile } from './profiles.ts';

const profile = (name: string): Profile => ({
  name,
  saved: '2026-11-23',
  case: { ...BLANK_CASE, input: { ...BLANK_CASE.input, text: '熟悉 Go', resume: '6 年 Go', tags: ['eBPF'] } },
});

test('profiles come back from their file as they were, free text too', () => {
  const all = [profile('上海'), profile('Hangzhou')];
  assert.deepEqual(readProfiles(writeProfiles(all)), all);
  assert.deepEqual(readProfiles(writeProfiles([])), []);
});

test('a file of which any part cannot be read is refused whole', () => {
  const text = writeProfiles([profile('a'), profile('b')]);
  for (const bad of [
    '',
    'null',
    '[]',
    '{',
    text.replace('profiles/1', 'profiles/2'),
    text.replace('"b"', '""'),
    text.replace('"b"', JSON.stringify('x'.repeat(LONGEST_NAME + 1))),
    text.replace('2026-11-23', 'today'),
    text.replace('"tags"', '"taggs"'),
  ])
    assert.equal(readProfiles(bad), null, bad.slice(0, 60));
  assert.equal(unpackProfile(null), null);
});

test('a name that is taken gets the next number', () => {
  assert.equal(freeName('a', []), 'a');
  assert.equal(freeName('a', ['a', 'a 2']), 'a 3');
  const long = 'x'.repeat(LONGEST_NAME);
  assert.ok(freeName(long, [long]).length <= LONGEST_NAME);
});
