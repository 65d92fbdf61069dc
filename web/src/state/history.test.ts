import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLANK_CASE } from './case.ts';
import { MOST_STEPS } from './history.ts';
import { initial, reduce, type Act, type State } from './state.ts';

const after = (...acts: Act[]): State => acts.reduce(reduce, initial('zh-CN', 'auto'));
const more = (state: State, ...acts: Act[]): State => acts.reduce(reduce, state);
const undo: Act = { type: 'undo' };
const redo: Act = { type: 'redo' };
const rest: Act = { type: 'rest' };
const text = (typed: string): Act => ({ type: 'text', text: typed });
const add = (tag: string): Act => ({ type: 'add', tag });

test('undo and redo walk through what was laid down', () => {
  const state = after(add('Go'), add('eBPF'), { type: 'city', city: '上海' });
  const back = more(state, undo, undo);
  assert.deepEqual([back.input.tags, back.input.city], [['Go'], null]);
  assert.deepEqual(more(back, redo, redo).input, state.input);
  assert.deepEqual(more(state, undo, undo, undo).input, initial('en', 'auto').input);
});

test('with nothing to take back or to take again nothing changes', () => {
  const state = after();
  assert.equal(reduce(state, undo), state);
  assert.equal(reduce(state, redo), state);
});

test('a new step forgets those that were undone', () => {
  const state = after(add('Go'), undo, add('Rust'));
  assert.deepEqual(state.history.future, []);
  assert.equal(reduce(state, redo), state);
});

test('typing in one field is one step, until it rests or another field is typed in', () => {
  const state = after(text('G'), text('Go'), text('Go,'), rest, text('Go, K'), text('Go, K8s'));
  assert.equal(state.history.past.length, 2);
  assert.equal(reduce(state, undo).input.text, 'Go,');
  const two = after(text('G'), { type: 'resume', text: 'R' }, text('Go'));
  assert.equal(two.history.past.length, 3);
});

test('each step says what it touched', () => {
  const touched = after(
    text('Go'),
    add('Rust'),
    { type: 'years', years: 5 },
    { type: 'tool', id: 'pprof', on: true },
    { type: 'negotiation', act: { type: 'move', by: 'employer', amount: 42_000 } },
    { type: 'offers', act: { type: 'add' } },
    { type: 'open', case: BLANK_CASE },
  ).history.past.map((step) => step.touched);
  assert.deepEqual(touched, ['text', 'chips', 'facts', 'said', 'negotiation', 'offers', 'all']);
});

test('moves and offers come back too, under keys that were never used', () => {
  const state = after(
    { type: 'offers', act: { type: 'add' } },
    { type: 'offers', act: { type: 'field', key: 1, field: 'base', text: '4' } },
    { type: 'offers', act: { type: 'field', key: 1, field: 'base', text: '40000' } },
    { type: 'negotiation', act: { type: 'move', by: 'candidate', amount: 54_000 } },
  );
  const back = more(state, undo, undo);
  assert.deepEqual([back.negotiation.moves, back.offers.drafts[0]?.typed.base], [[], undefined]);
  const again = more(state, undo, undo, undo, { type: 'offers', act: { type: 'add' } });
  assert.equal(again.offers.drafts[0]?.key, 2);
});

test('what was sealed stays sealed', () => {
  const seal: Act = { type: 'offers', act: { type: 'seal', act: { type: 'number', text: '45000' } } };
  const state = after({ type: 'offers', act: { type: 'add' } }, seal);
  assert.equal(state.history.past.length, 1);
  assert.equal(reduce(state, undo).offers.seal.number, '45000');
});

test('an example stays one through undo, and following the language is no step', () => {
  const state = after({ type: 'example', which: 'quote', text: '示例' }, text('示例。'), undo);
  assert.deepEqual([state.example, state.input.text], ['quote', '示例']);
  const followed = reduce(state, { type: 'example', which: 'quote', text: 'Example', follows: true });
  assert.equal(followed.history, state.history);
});

test('only so many steps are kept', () => {
  let state = after();
  for (let n = 0; n < MOST_STEPS + 20; n += 1) state = reduce(state, { type: 'city', city: String(n) });
  assert.equal(state.history.past.length, MOST_STEPS);
  assert.equal(state.history.past[0]?.laid.input.city, '19');
});

test('what the page does by itself is no step', () => {
  const state = after(add('Go'), { type: 'tab', tab: 'posting' }, { type: 'lang', lang: 'en' }, { type: 'slow' });
  assert.equal(state.history.past.length, 1);
});
