import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, strToU8 } from 'fflate';
import { EXAMPLES } from '../strings/examples.ts';
import { fixture, screened } from '../test-support.ts';
import { BLANK_CASE, caseOf, withCase, withoutText } from './case.ts';
import { packCase, unpackCase } from './packed.ts';
import { COMFORTABLE, LARGEST, LONGEST, addressOf, readShare, writeShare } from './share.ts';
import { initial, reduce, type Act, type State } from './state.ts';

const after = (...acts: Act[]): State => acts.reduce(reduce, initial('zh-CN', 'auto'));
const PAGE = 'https://chouma.example.org/pay/index.html';

/** A full table: fourteen chips, all facts, answers, a talk of six moves and three offers with bonus and equity. */
const full = (): State =>
  after(
    ...[
      'Go',
      'eBPF',
      'WebAssembly',
      'Kubernetes',
      'Docker',
      'gRPC',
      'MySQL',
      'Redis',
      'Kafka',
      'Prometheus',
      'Envoy',
    ].map((tag): Act => ({ type: 'add', tag })),
    ...['Rust', 'Istio', 'PostgreSQL'].map((tag): Act => ({ type: 'add', tag })),
    { type: 'city', city: '上海' },
    { type: 'years', years: 6 },
    { type: 'education', education: 'bachelor' },
    { type: 'level', level: 'senior' },
    { type: 'said', said: { stars: 380, merged: ['cilium/cilium'], scores: [71, 64.5] } },
    ...['runtime', 'on_call', 'full_time'].map((veto): Act => ({ type: 'answer', veto, met: true })),
    ...['pprof', 'trace', 'race'].map((id): Act => ({ type: 'tool', id, on: true })),
    { type: 'negotiation', act: { type: 'setting', field: 'walk_away', text: '38K' } },
    { type: 'negotiation', act: { type: 'setting', field: 'withdrawal', text: '3%' } },
    ...[54_000, 42_300, 51_500, 44_000, 49_800, 45_500].map((amount, i): Act => ({
      type: 'negotiation',
      act: { type: 'move', by: i % 2 === 0 ? 'candidate' : 'employer', amount },
    })),
    {
      type: 'offers',
      act: {
        type: 'example',
        offers: ['甲公司', '乙公司', '丙公司'].map((name, i) => ({
          name,
          city: 'shanghai',
          base: `${40 + i}000`,
          months: '13-16',
          sign_on: '50000',
          units: '12000',
          price: '31.5',
          fund_rate: '7%',
          hours: '9.5',
        })),
      },
    },
    { type: 'text', text: EXAMPLES['zh-CN'].quote },
    { type: 'resume', text: EXAMPLES['zh-CN'].resume },
  );

test('a case comes back from its address as it was', () => {
  const whole = caseOf(full());
  assert.deepEqual(readShare(writeShare(whole)), whole);
  assert.deepEqual(readShare(writeShare(BLANK_CASE)), BLANK_CASE);
});

test('a full case without free text takes at most 2,000 characters, address and all', () => {
  const state = full();
  const shared = writeShare(withoutText(caseOf(state), screened().report.profile));
  const address = addressOf(PAGE, 'negotiate', shared);
  assert.ok(address.length <= COMFORTABLE, `${address.length} characters`);
  assert.ok(shared.length > 300, 'it holds something');
});

test('without a tick no word of posting, résumé, offer names or projects is in it', () => {
  const json = JSON.stringify(packCase(withoutText(caseOf(full()), screened().report.profile)));
  for (const free of ['木樨', '网关', '甲公司', 'cilium', '简历']) assert.ok(!json.includes(free), free);
  assert.match(json, /13-16/);
});

test('of a text that is left out the skills found go as chips and its facts as facts', () => {
  const report = fixture();
  const { input } = withoutText(caseOf(after({ type: 'text', text: 'Go' })), report.profile);
  const held = (report.profile?.skills ?? []).filter((skill) => skill.strength !== 'negated' && !skill.removed);
  assert.ok(held.length > 0);
  assert.deepEqual(
    input.tags.slice(0, held.length),
    held.map(({ id }) => id),
  );
  assert.equal(input.text, '');
  const tagged = after({ type: 'add', tag: 'Rust' });
  assert.deepEqual(withoutText(caseOf(tagged), report.profile).input.tags, ['Rust']);
});

test('a fact set by hand goes before what the text says', () => {
  const state = after({ type: 'text', text: 'Go' }, { type: 'years', years: 12 });
  assert.equal(withoutText(caseOf(state), fixture().profile).input.years, 12);
});

test('an opened case fills the table, keeps what was sealed and can be undone', () => {
  const mine = after({ type: 'add', tag: 'Rust' }, { type: 'offers', act: { type: 'add' } });
  const sealed = reduce(mine, { type: 'offers', act: { type: 'seal', act: { type: 'number', text: '45000' } } });
  const opened = reduce(sealed, { type: 'open', case: caseOf(full()) });
  assert.deepEqual(caseOf(opened), caseOf(full()));
  assert.equal(opened.offers.seal.number, '45000');
  assert.ok(opened.offers.drafts.every(({ key }) => key > 1));
  assert.deepEqual(reduce(opened, { type: 'undo' }).input.tags, ['Rust']);
  assert.equal(withCase(opened, BLANK_CASE).example, null);
});

const encode = (value: unknown, version = '1') =>
  `${version}.${Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString('base64url')}`;

test('what is broken, of another version or too large is told apart, and never thrown', () => {
  const good = writeShare(caseOf(full()));
  for (const bad of ['', '1', '1.', '1.???', good.slice(2), good.slice(0, -9), '1.AAAA', encode('no case')])
    assert.equal(readShare(bad), 'broken', bad.slice(0, 20));
  assert.equal(readShare(encode({ schema: 'chouma.case/1' }, '2')), 'version');
  assert.equal(readShare(`1.${'A'.repeat(LONGEST)}`), 'large');
});

test('a bomb is refused without being held', () => {
  const bomb = Buffer.from(deflateSync(new Uint8Array(40 * LARGEST), { level: 9 })).toString('base64url');
  assert.ok(bomb.length < LONGEST);
  assert.equal(readShare(`1.${bomb}`), 'large');
  const stored = Buffer.from(deflateSync(strToU8(' '.repeat(LARGEST + 2)), { level: 9 })).toString('base64url');
  assert.equal(readShare(`1.${stored}`), 'large');
});

test('each field must be of its kind and size, and none may be unknown', () => {
  const schema = 'chouma.case/1';
  assert.ok(unpackCase({ schema, input: { years: 5 } }));
  for (const wrong of [
    null,
    [],
    { input: {} },
    { schema: 'chouma.case/2' },
    { schema, extra: 1 },
    { schema, input: [] },
    { schema, input: { years: '5' } },
    { schema, input: { years: 61 } },
    { schema, input: { years: null } },
    { schema, input: { education: 'phd' } },
    { schema, input: { tags: 'Go' } },
    { schema, input: { tags: Array.from({ length: 201 }, () => 'x') } },
    { schema, input: { tags: ['x'.repeat(201)] } },
    { schema, input: { said: { answers: [{ veto: 'runtime' }] } } },
    { schema, negotiation: { moves: [{ by: 'me', amount: 1 }] } },
    { schema, negotiation: { moves: [{ by: 'employer', amount: 1.5 }] } },
    { schema, negotiation: { typed: { salary: '1' } } },
    { schema, offers: { drafts: [{ base: 40000 }] } },
    { schema, offers: { drafts: [{}, {}, {}, {}, {}, {}] } },
    JSON.parse('{"schema": "chouma.case/1", "__proto__": {"x": 1}}'),
    JSON.parse('{"schema": "chouma.case/1", "input": {"constructor": 1}}'),
  ])
    assert.equal(unpackCase(wrong), null, JSON.stringify(wrong));
});
