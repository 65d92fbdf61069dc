import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encodingOf, HEAD, headOf } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 岗位,a in GB18030. */
const GBK = Uint8Array.from([0xb8, 0xda, 0xce, 0xbb, 0x2c, 0x61, 0x0a]);

test('what is not UTF-8 is read in the older Chinese encoding', () => {
  assert.equal(encodingOf(utf8('岗位,a\n')), 'utf-8');
  assert.equal(encodingOf(GBK), 'gb18030');
  assert.equal(decode(GBK), '岗位,a\n');
});

test('the head ends with a line, so that its encoding can be told', () => {
  const line = utf8(`${'职'.repeat(9)}\n`);
  const table = new Uint8Array(line.length * 9000);
  for (let at = 0; at < table.length; at += line.length) table.set(line, at);
  const head = headOf(table);
  assert.ok(head.length > HEAD - line.length && head.length <= HEAD);
  assert.match(decode(head), /^(职{9}\n)+$/);
  assert.equal(headOf(line), line);
});
