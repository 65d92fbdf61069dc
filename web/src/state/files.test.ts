import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf } from './files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('the kind of a file: by its first bytes, else by its ending', () => {
  assert.equal(kindOf('a.txt', bytes('%PDF-1.7')), 'pdf');
  assert.equal(kindOf('a.PDF', bytes('x')), 'pdf');
  assert.equal(kindOf('a', bytes('PK\u0003\u0004')), 'docx');
  assert.equal(kindOf('a.docx', bytes('x')), 'docx');
  assert.equal(kindOf('README.md', bytes('# x')), 'text');
  assert.equal(kindOf('notes', bytes('x')), 'text');
  assert.equal(kindOf('me.png', bytes('\u0089PNG')), null);
});
