import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatalogue } from './catalogue.ts';
import { fold, isKnown, searchSkills, type Catalogue } from './search.ts';

const catalogue: Catalogue = {
  skills: [
    { id: 'mongodb', name: 'MongoDB', zh: '', aliases: ['mongo'] },
    { id: 'go', name: 'Go', zh: '', aliases: ['golang', 'go语言'] },
    { id: 'message-queue', name: 'Message Queue', zh: '消息队列', aliases: ['mq'] },
    { id: 'django', name: 'Django', zh: '', aliases: [] },
  ],
  cities: [],
};
const ids = (typed: string) => searchSkills(catalogue, typed).map((skill) => skill.id);

test('a whole name comes first, then beginnings, then insides', () => {
  assert.deepEqual(ids('go'), ['go', 'django', 'mongodb']);
  assert.deepEqual(ids('MQ'), ['message-queue']);
});

test('Chinese names, aliases and full width find the same skill', () => {
  assert.deepEqual(ids('消息'), ['message-queue']);
  assert.deepEqual(ids('ＧＯＬＡＮＧ'), ['go']);
  assert.deepEqual(ids('  '), []);
});

test('known means exactly one of its names', () => {
  assert.deepEqual(
    ['golang', 'Message-Queue', 'gol'].map((typed) => isKnown(catalogue, typed)),
    [true, true, false],
  );
  assert.equal(fold('Message_Queue'), 'message queue');
});

test('the catalogue is read from the lexicon; a broken one is empty', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
  const read = readCatalogue(
    bytes('{"skills":[{"id":"go","name":"Go","zh":""}],"cities":[{"id":"上海","en":"Shanghai"}]}'),
  );
  assert.deepEqual(read, {
    skills: [{ id: 'go', name: 'Go', zh: '', aliases: [] }],
    cities: [{ id: '上海', en: 'Shanghai' }],
  });
  for (const text of ['', '{', '{}', 'null']) assert.deepEqual(readCatalogue(bytes(text)), { skills: [], cities: [] });
});
