import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NegotiationSection, Package, Problem } from '../engine/generated/report.ts';
import { BLANK_NEGOTIATION, reduceNegotiation, type NegotiationState, type PracticeMove } from './negotiation.ts';
import { bundle, dealIssues, leftOf, practiceMarks, practiceRounds, seedOf, standing } from './table-views.ts';

const named = (id: string) => ({ zh: id, en: id });
const value = (id: string, worth: number, cost: number) => ({ id, name: named(id), worth, cost });
const ISSUES: NegotiationSection['issues'] = [
  {
    id: 'months',
    name: named('months'),
    standard: '13',
    values: [value('12', -4000, -4000), value('13', 0, 0), value('14', 4000, 4000)],
  },
  {
    id: 'remote',
    name: named('remote'),
    standard: 'office',
    values: [value('office', 0, 0), value('2days', 1600, 500), value('full', 4000, 1500)],
  },
  {
    id: 'flat',
    name: named('flat'),
    standard: 'a',
    values: [value('a', 0, 0), value('b', 0, 100), value('c', 0, 200)],
  },
];
type Practice = NonNullable<NegotiationSection['practice']>;
const TALK: Practice = { error: null, replies: [], deal: null, over: false, debrief: null };
const section = (practice: Practice | null = null): NegotiationSection =>
  ({ issues: ISSUES, practice }) as unknown as NegotiationSection;
const offer = (pack: Package | null, final = false): Practice['replies'][number] => ({
  kind: 'offer',
  package: pack,
  final,
});
const playing = (...moves: PracticeMove[]): NegotiationState => ({
  ...BLANK_NEGOTIATION,
  issues: ['months', 'remote'],
  practice: { type: 'fair', seed: 1, moves },
});
const ask = (base: number): PracticeMove => ({ do: 'ask', package: { base, remote: 'full' } });
const refusal = (where: string): Problem => ({ code: 'bad_schema', where, value: '', allowed: '', message: where });

test('an issue is told with what comes with the posting and the value worth most; it is on where the user put it', () => {
  const on = reduceNegotiation(BLANK_NEGOTIATION, { type: 'issue', id: 'remote', on: true, all: [] });
  const [months, remote] = dealIssues(section(), on, []);
  assert.deepEqual([months?.on, months?.standard.id, months?.best.id], [false, '13', '14']);
  assert.deepEqual([remote?.on, remote?.standard.id, remote?.best.worth], [true, 'office', 4000]);
});

test("the user's own worth goes to the best value, the others in proportion, costs as they are", () => {
  const own = { ...BLANK_NEGOTIATION, worths: { remote: '6千', flat: '500', months: '8000' } };
  const [months, remote, flat] = dealIssues(section(), own, []);
  assert.deepEqual(
    remote?.values.map(({ worth, cost }) => [worth, cost]),
    [
      [0, 0],
      [2400, 500],
      [6000, 1500],
    ],
  );
  assert.deepEqual(
    months?.values.map(({ worth }) => worth),
    [-8000, 0, 8000],
  );
  assert.deepEqual(
    flat?.values.map(({ worth }) => worth),
    [0, 250, 500],
  );
});

test('a worth that the engine refused is not counted and bears its refusal, by its number among those typed', () => {
  const own = { ...BLANK_NEGOTIATION, worths: { months: '', remote: '5000', flat: '-5' } };
  const [, remote, flat] = dealIssues(section(), own, [refusal('request.negotiation.worths[1].worth')]);
  assert.deepEqual([remote?.problem, remote?.best.worth], [null, 5000]);
  assert.deepEqual([flat?.problem?.code, flat?.best.worth, flat?.own], ['bad_schema', 0, '-5']);
});

test('a package is worth and costs its base and its values; what differs from the posting comes first', () => {
  const pack = bundle(dealIssues(section(), BLANK_NEGOTIATION, []), { base: 40000, months: '13', remote: 'full' });
  assert.deepEqual([pack.base, pack.worth, pack.cost], [40000, 44000, 41500]);
  assert.deepEqual(
    [pack.changed.map(({ value: v }) => v.id), pack.standing.map(({ value: v }) => v.id)],
    [['full'], ['13']],
  );
});

test('the opening stands first, then each move beside its reply; none where the engine has not answered', () => {
  const opening = offer({ base: 42000 });
  assert.deepEqual(practiceRounds([ask(50000)], [opening]), [
    { move: null, reply: opening },
    { move: ask(50000), reply: null },
  ]);
});

test('an offer can be taken while it is the answer to the last move, and a last one is told as such', () => {
  const replies = [offer({ base: 42000 }), offer({ base: 43000 }, true)];
  const now = standing(section({ ...TALK, replies }), playing(ask(50000)));
  assert.deepEqual(
    [now.offer, now.final, now.asked, now.over],
    [{ base: 43000 }, true, { base: 50000, remote: 'full' }, false],
  );
  const ahead = standing(section({ ...TALK, replies }), playing(ask(50000), ask(49000)));
  assert.deepEqual([ahead.offer, ahead.final, ahead.rounds.length], [null, false, 3]);
});

test('a talk is over once the engine has answered the last move so, and not after that move is taken back', () => {
  const over: Practice = {
    ...TALK,
    replies: [offer({ base: 42000 }), { kind: 'accept', package: { base: 42000 }, final: false }],
    over: true,
  };
  const done = playing({ do: 'accept' });
  assert.equal(standing(section(over), done).over, true);
  assert.equal(standing(section(over), reduceNegotiation(done, { type: 'unplay' })).over, false);
});

test('the axis holds offers, asks that are not absurd, and at the end the limit and the cost', () => {
  const replies = [
    offer({ base: 42000 }),
    { kind: 'accept' as const, package: { base: 45000, remote: 'full' }, final: false },
  ];
  const debrief = {
    limit: 47000,
    cost: 46500,
    left: 500,
    overlap: true,
    best: null,
    better: null,
    refused_though_affordable: [],
  };
  const now = section({ ...TALK, replies, over: true, debrief });
  assert.deepEqual([...practiceMarks(now, playing(ask(45000)))].sort(), [42000, 46500, 47000, 49000, 49000]);
  const absurd = playing(ask(9_000_000), ask(100));
  assert.deepEqual([...practiceMarks(now, absurd)].sort(), [42000, 49000]);
  assert.deepEqual(practiceMarks(section(), BLANK_NEGOTIATION), []);
});

test('what was left is the limit less the cost that are printed, or less the walk-away where there is no deal', () => {
  const debrief = { overlap: true, best: null, better: null, refused_though_affordable: [], left: 1484 };
  assert.equal(leftOf({ ...debrief, limit: 46631, cost: 45146 }, 33200), 1485);
  assert.equal(leftOf({ ...debrief, limit: 46631, cost: null }, 33200), 13431);
  assert.equal(leftOf({ ...debrief, limit: 30000, cost: null }, 33200), 0);
});

test('a seed is a whole number that the engine takes exactly', () => {
  assert.deepEqual(['0', ' 4294967295 ', '999999999999999'].map(seedOf), [0, 4294967295, 999999999999999]);
  assert.deepEqual(['', '-1', '1.5', '1e3', 'x', '9007199254740992'].map(seedOf), [null, null, null, null, null, null]);
});
