import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../test-support.ts';
import { BLANK, type Input } from './input.ts';
import { BLANK_OFFERS } from './offers.ts';
import { initial, isBare, question as asked, reduce, type Act, type State } from './state.ts';

const question = (input: Input) => asked(input, { today: '2026-11', screening: false });
const after = (...acts: Act[]): State => acts.reduce(reduce, initial('zh-CN', 'auto'));

test('an empty table asks for the base chip', () => {
  assert.deepEqual(question(after().input).tags, ['Go']);
  assert.equal(question(after({ type: 'text', text: '  \n' }).input).text, null);
});

test('a text is sent as it is, without the base chip', () => {
  const { text, tags } = question(after({ type: 'text', text: ' 熟悉 Go ' }).input);
  assert.deepEqual([text, tags], [' 熟悉 Go ', []]);
});

test('a tag is added once, whatever its case', () => {
  const { tags } = after({ type: 'add', tag: 'eBPF' }, { type: 'add', tag: ' ebpf ' }, { type: 'add', tag: ' ' }).input;
  assert.deepEqual(tags, ['ebpf']);
});

test('removing a chip takes its tag away by id or name, and remembers it while there is a text', () => {
  const tagged = after(
    { type: 'add', tag: 'WASM' },
    { type: 'remove', id: 'webassembly', names: ['WebAssembly', 'WASM'] },
  );
  assert.deepEqual([tagged.input.tags, tagged.input.removed], [[], []]);
  const read = after({ type: 'text', text: 'Go' }, { type: 'remove', id: 'go', names: ['Go'] });
  assert.deepEqual(read.input.removed, ['go']);
  assert.deepEqual(reduce(read, { type: 'restore', id: 'go' }).input.removed, []);
  assert.deepEqual(reduce(read, { type: 'text', text: '' }).input.removed, []);
});

test('facts set by hand go into the request and can be taken back', () => {
  const set = after({ type: 'city', city: '上海' }, { type: 'years', years: 6 }, { type: 'level', level: 'senior' });
  const { city, years, level, education } = question(set.input);
  assert.deepEqual([city, years, level, education], ['上海', 6, 'senior', null]);
  assert.equal(question(reduce(set, { type: 'years', years: null }).input).years, null);
});

test('an example stays one until its text is changed', () => {
  const shown = after({ type: 'example', which: 'posting', text: '示例', resume: '简历' });
  assert.deepEqual([shown.example, shown.exampleResume], ['posting', true]);
  assert.equal(reduce(shown, { type: 'city', city: '杭州' }).example, 'posting');
  assert.equal(reduce(shown, { type: 'text', text: '示例。' }).example, null);
  assert.equal(reduce(shown, { type: 'clear' }).example, null);
  const mine = reduce(shown, { type: 'resume', text: '我的简历' });
  assert.deepEqual([mine.example, mine.exampleResume], ['posting', false]);
});

test('a failure, a retry and a new language keep what was typed', () => {
  const problem = { code: 'bad_json', where: 'salary_model', value: '', allowed: '', message: 'broken' };
  const typed = after({ type: 'text', text: 'Go 后端' }, { type: 'add', tag: 'eBPF' });
  for (const act of [{ type: 'failed', problem }, { type: 'retry' }, { type: 'lang', lang: 'en' }] as Act[])
    assert.equal(reduce(typed, act).input, typed.input);
});

test('progress counts only while loading', () => {
  const ready = after({ type: 'ready', version: '0.1.0', refused: [] });
  assert.equal(reduce(ready, { type: 'progress', done: 1, total: 2 }), ready);
  assert.equal(reduce(ready, { type: 'slow' }), ready);
  assert.deepEqual(after({ type: 'progress', done: 1, total: 2 }).engine, {
    phase: 'loading',
    done: 1,
    total: 2,
    slow: false,
  });
});

test('the axis keeps its domain from report to report while chips are on the table', () => {
  const input = { ...BLANK, tags: ['eBPF'] };
  const first = after(
    { type: 'add', tag: 'eBPF' },
    { type: 'report', report: fixture(), ms: 1, asked: { input, offers: BLANK_OFFERS } },
  );
  const smaller = fixture();
  smaller.anchors = [];
  const second = reduce(first, { type: 'report', report: smaller, ms: 1, asked: { input, offers: BLANK_OFFERS } });
  assert.equal(second.domain, first.domain);
});

test('an act that changes nothing changes no state', () => {
  const state = after();
  assert.equal(reduce(state, { type: 'light', id: null }), state);
  assert.equal(reduce(state, { type: 'add', tag: '' }), state);
});

test('the first answer chooses the axis afresh: the base alone does not stretch it', () => {
  const bare = fixture();
  bare.anchors = [];
  bare.posted = null;
  const started = after({
    type: 'report',
    report: { ...bare, premium: null },
    ms: 1,
    asked: { input: BLANK, offers: BLANK_OFFERS },
  });
  const wide = reduce(started, {
    type: 'report',
    report: fixture(),
    ms: 1,
    asked: { input: { ...BLANK, tags: ['eBPF'] }, offers: BLANK_OFFERS },
  });
  const direct = after({
    type: 'report',
    report: fixture(),
    ms: 1,
    asked: { input: { ...BLANK, tags: ['eBPF'] }, offers: BLANK_OFFERS },
  });
  assert.deepEqual(wide.domain, direct.domain);
});

test('until the first answer the base alone is shown', () => {
  const asked = after(
    { type: 'report', report: fixture(), ms: 1, asked: { input: BLANK, offers: BLANK_OFFERS } },
    { type: 'add', tag: 'eBPF' },
  );
  assert.ok(isBare(asked));
  assert.ok(
    !isBare(
      reduce(asked, { type: 'report', report: fixture(), ms: 1, asked: { input: asked.input, offers: BLANK_OFFERS } }),
    ),
  );
});

test('what the candidate says goes into the request, and is nothing again once taken back', () => {
  const said = after(
    { type: 'said', said: { stars: 38, merged: [] } },
    { type: 'answer', veto: 'runtime', met: true },
    { type: 'tool', id: 'pprof', on: true },
  );
  assert.deepEqual(question(said.input).evidence, {
    stars: 38,
    merged: [],
    answers: [{ veto: 'runtime', met: true }],
    tools: ['pprof'],
    scores: [],
  });
  const back = [
    { type: 'said', said: { stars: null, merged: null } },
    { type: 'answer', veto: 'runtime', met: null },
    { type: 'tool', id: 'pprof', on: false },
  ] as Act[];
  assert.equal(question(back.reduce(reduce, said).input).evidence, null);
});

test('a résumé alone is enough to ask for, and clearing the posting keeps it', () => {
  const state = after({ type: 'text', text: 'Go' }, { type: 'resume', text: '6 年 Go' }, { type: 'clear' });
  const { text, tags, resume } = question(state.input);
  assert.deepEqual([text, tags, resume], [null, [], '6 年 Go']);
});

test('a question names the model that answers', () => {
  assert.deepEqual(asked(BLANK, { today: null, screening: false, model: 'mine' }).model, { id: 'mine' });
  assert.equal(question(BLANK).model, null);
});

test('the screening is asked for only where it is looked at', () => {
  assert.ok(!question(BLANK).want?.includes('screening'));
  assert.ok(asked(BLANK, { today: '2026-11', screening: true }).want?.includes('screening'));
});

test('a file on its way, read, refused: the box keeps its text until there is another', () => {
  const typed = after({ type: 'resume', text: '6 年 Go' }, { type: 'reading', name: 'a.pdf' });
  const refused = reduce(typed, { type: 'unread', name: 'a.pdf', fault: 'scanned' });
  assert.deepEqual([refused.input.resume, refused.reading.phase], ['6 年 Go', 'failed']);
  const read = reduce(typed, { type: 'read', name: 'a.pdf', text: '7 年 Go' });
  assert.deepEqual([read.input.resume, read.reading.phase], ['7 年 Go', 'read']);
  assert.equal(reduce(read, { type: 'resume', text: '8 年 Go' }).reading.phase, 'none');
});

test('tables that did not come are told, and another try forgets them', () => {
  const problem = { code: 'not_loaded', where: 'page', value: '', allowed: '', message: 'gone' };
  const ready = after({ type: 'ready', version: '0.1.0', refused: [] });
  const failed = reduce(ready, { type: 'unscreened', problem });
  assert.equal(failed.screening.phase, 'failed');
  const again = reduce(failed, { type: 'retry' });
  assert.deepEqual([again.screening.phase, again.engine.phase], ['absent', 'ready']);
  const refused = reduce(again, { type: 'screening', refused: [problem] });
  assert.deepEqual(refused.engine.phase === 'ready' && refused.engine.refused, [problem]);
});
