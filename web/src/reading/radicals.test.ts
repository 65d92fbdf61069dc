import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainHan } from './radicals.ts';

test('radicals in the place of characters become those characters', () => {
  assert.equal(plainHan('⼯作经历：⽹关数据⾯，语⾔ Go'), '工作经历：网关数据面，语言 Go');
  assert.equal(plainHan('⻓期⻅⻚⾯，⻢⻰⻛⻋⻔'), '长期见页面，马龙风车门');
});

test('everything else stays as it is', () => {
  const text = '熟悉 eBPF，15薪 Ａ①ﬁ';
  assert.equal(plainHan(text), text);
});
