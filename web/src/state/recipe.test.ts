import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { columnsOf, forTable, guessColumns, headerOf, idOf, ownRecipe, withColumn } from './recipe.ts';

const shipped = readFileSync('../models/salary/cn-2024/recipe.json', 'utf8');
const table = readFileSync('../tests/cases/fit/postings.csv', 'utf8');
const own = ownRecipe(shipped);

test('a header is read as a table’s first row: quotes, doubled quotes, both line ends', () => {
  assert.deepEqual(headerOf('a,"b,c","d ""e""",\r\n1,2'), ['a', 'b,c', 'd "e"', '']);
  assert.deepEqual(headerOf('a,"b\nc"\n1,2'), ['a', 'b\nc']);
  assert.deepEqual(headerOf('a'), ['a']);
  assert.deepEqual(headerOf(''), ['']);
});

test('columns are found by their usual names, in both languages, and a name serves once', () => {
  assert.deepEqual(guessColumns(headerOf(table)), {
    title: '岗位名称',
    company: '公司名称',
    low: '薪资下限',
    high: '薪资上限',
    text: '岗位描述',
    place: '工作地点',
    education: '学历要求',
    years: '工作经验',
    months: '薪数',
    board: '来源',
    date: '发布日期',
  });
  assert.deepEqual(guessColumns(['Job Title', 'company_name', 'Salary Min', 'salary-max', 'City', 'foo']), {
    title: 'Job Title',
    company: 'company_name',
    low: 'Salary Min',
    high: 'salary-max',
    place: 'City',
  });
});

test('one’s own recipe is the shipped one under another name', () => {
  const before = JSON.parse(shipped) as Record<string, unknown>;
  const after = JSON.parse(own) as Record<string, unknown>;
  assert.equal(idOf(own), 'my-postings');
  assert.ok(!('history' in after));
  assert.deepEqual(after['features'], before['features']);
  assert.doesNotMatch(own, /\[\n/, 'lists stand on one line');
});

test('a recipe for a table names its columns, and keeps those that the user chose', () => {
  const header = headerOf(table);
  const first = forTable(own, 'mine.csv', header);
  assert.equal(columnsOf(first)?.title, '岗位名称');
  assert.equal((JSON.parse(first) as { source: string }).source, 'mine.csv');
  const chosen = withColumn(first, 'title', '岗位描述');
  assert.equal(columnsOf(forTable(chosen, 'mine.csv', header))?.title, '岗位描述');
  assert.ok(!('skills' in (columnsOf(first) ?? {})), 'a column that the table lacks is not named');
});

test('a column is taken back, and a text that is no recipe stays as it is', () => {
  assert.ok(!('board' in (columnsOf(withColumn(own, 'board', '')) ?? {})));
  for (const broken of ['{', '[]', 'null', '']) {
    assert.equal(withColumn(broken, 'title', 'a'), broken);
    assert.equal(forTable(broken, 'a.csv', ['a']), broken);
    assert.equal(columnsOf(broken), null);
    assert.equal(idOf(broken), null);
  }
});
