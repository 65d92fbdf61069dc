import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESK_STRINGS } from './desk.ts';
import { EMBED_STRINGS } from './embed.ts';
import { EXAMPLES } from './examples.ts';
import { MODEL_STRINGS } from './models.ts';
import { NEGOTIATE_STRINGS } from './negotiate.ts';
import { TAB_STRINGS } from './posting.ts';

const en = { ...TAB_STRINGS.en, ...MODEL_STRINGS.en, ...NEGOTIATE_STRINGS.en, ...DESK_STRINGS.en, ...EMBED_STRINGS.en };
const zh = {
  ...TAB_STRINGS['zh-CN'],
  ...MODEL_STRINGS['zh-CN'],
  ...NEGOTIATE_STRINGS['zh-CN'],
  ...DESK_STRINGS['zh-CN'],
  ...EMBED_STRINGS['zh-CN'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('strings') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');

const tables = { zh, en } as unknown as Record<string, Record<string, unknown>>;

/** Every text of a table by its path; texts with figures are called with marked ones. */
function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const here = `${path}${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function')
      return [[here, String((value as (...a: unknown[]) => string)(11, 12, 13, 14, 15, 16))]];
    return texts(value as object, `${here}.`);
  });
}
const paths = (table: object) => texts(table).map(([path]) => path);

test('both languages have the same strings, all of them filled', () => {
  assert.deepEqual(paths(en).sort(), paths(zh).sort());
  for (const table of Object.values(tables))
    for (const [path, text] of texts(table)) assert.ok(text.trim() !== '', path);
});

test('each string is used by the page', () => {
  const unused = Object.keys(zh).filter((key) => !new RegExp(`\\b(?:s|#s)\\.${key}\\b`).test(sources));
  assert.deepEqual(unused, []);
});

test('each string inside a group is named by the page, or by what the engine answers', () => {
  const named = readdirSync('../models', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.includes('salary'))
    .map((file) => readFileSync(`../models/${file}`, 'utf8'))
    .join('\n');
  const words = new Set(`${sources}\n${named}`.match(/[\w$-]+/g));
  const inner = paths(zh).flatMap((path) => path.split('.').slice(1));
  assert.deepEqual(
    inner.filter((key) => !words.has(key)),
    [],
  );
});

test('a sentence holds the same figures in both languages', () => {
  const figures = (text: string) => (text.match(/1[1-6]/g) ?? []).sort();
  const chinese = new Map(texts(zh));
  for (const [path, text] of texts(en)) assert.deepEqual(figures(text), figures(chinese.get(path) ?? ''), path);
});

test('no excitement: no exclamation marks, and Chinese says 你, not 您', () => {
  for (const table of Object.values(tables))
    for (const [path, text] of texts(table)) assert.doesNotMatch(text, /[!！您]/, path);
});

test('strong runs are closed', () => {
  for (const table of Object.values(tables))
    for (const [path, text] of texts(table)) assert.equal((text.match(/\*/g) ?? []).length % 2, 0, path);
});

test('each language has its example, with a range, years and something negated', () => {
  assert.match(EXAMPLES['zh-CN'].quote, /30-45K[\s\S]*5年以上[\s\S]*不要求 Java/);
  assert.match(EXAMPLES.en.quote, /30-45K[\s\S]*5\+ years[\s\S]*No need for Java/);
});
