import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeOf } from './route.ts';

test('an address names a tab, the first where it names nothing, none where it is a citation', () => {
  assert.deepEqual(routeOf(''), { tab: 'quote', shared: null });
  assert.deepEqual(routeOf('#negotiate'), { tab: 'negotiate', shared: null });
  assert.deepEqual(routeOf('#cite-3'), { tab: null, shared: null });
});

test('a case stands behind its tab', () => {
  assert.deepEqual(routeOf('#posting?case=1.abc'), { tab: 'posting', shared: '1.abc' });
  assert.deepEqual(routeOf('#quote?case='), { tab: 'quote', shared: '' });
  assert.deepEqual(routeOf('#quote?other=1'), { tab: null, shared: null });
});
