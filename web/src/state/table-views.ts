/** What is on the table beside base pay, what a package is worth and costs, and how a practice talk went. Pure. */
import type { NegotiationSection, Package, Problem, Text } from '../engine/generated/report.ts';
import type { NegotiationState, PracticeMove } from './negotiation.ts';
import { numberOf } from './typed.ts';

export interface IssueValue {
  id: string;
  name: Text;
  /** To the user, and to the employer: yuan a month beside what comes with the posting. */
  worth: number;
  cost: number;
}
export interface DealIssue {
  id: string;
  name: Text;
  standard: IssueValue;
  values: IssueValue[];
  /** Worth most to the user. */
  best: IssueValue;
  on: boolean;
  /** What the user typed that the best value is worth. */
  own: string;
  problem: Problem | null;
}

const WORTHS = 'request.negotiation.worths';
export const PRACTICE = 'request.negotiation.practice';

/** Those about one part of the request. */
export const problemsAt = (problems: Problem[], place: string): Problem[] =>
  problems.filter(({ where }) => where.startsWith(place));

/** The request lists the worths that are typed, in their order; a refusal names one by its number there. */
function refusedWorth(problems: Problem[], { worths }: NegotiationState, id: string): Problem | null {
  const place = Object.entries(worths)
    .filter(([, text]) => text.trim() !== '')
    .findIndex(([issue]) => issue === id);
  return (place >= 0 && problems.find(({ where }) => where.startsWith(`${WORTHS}[${place}]`))) || null;
}

type Listed = NegotiationSection['issues'][number];

/** The user's own worth goes to the best value; the others in proportion, or by their place where the table has 0. */
function valuesOf({ values }: Listed, own: number | null): IssueValue[] {
  const best = values.at(-1)?.worth ?? 0;
  if (own === null) return values;
  return values.map((value, i) => ({
    ...value,
    worth: own * (best > 0 ? value.worth / best : i / Math.max(1, values.length - 1)),
  }));
}

/** All that may be put on the table, as the engine prices it. */
export function dealIssues(section: NegotiationSection, slice: NegotiationState, problems: Problem[]): DealIssue[] {
  return section.issues.flatMap((issue) => {
    const text = slice.worths[issue.id] ?? '';
    const problem = refusedWorth(problems, slice, issue.id);
    const values = valuesOf(issue, problem ? null : numberOf(text));
    const [standard, best] = [values.find(({ id }) => id === issue.standard), values.at(-1)];
    if (!standard || !best) return [];
    const on = slice.issues?.includes(issue.id) ?? false;
    return [{ id: issue.id, name: issue.name, standard, values, best, on, own: text, problem }];
  });
}

export interface Term {
  issue: DealIssue;
  value: IssueValue;
}
export interface Bundle {
  base: number;
  /** What differs from the posting, then what stands as it comes with it. */
  changed: Term[];
  standing: Term[];
  worth: number;
  cost: number;
}

/** A package priced: base plus the worths (costs) of its values. */
export function bundle(issues: DealIssue[], pack: Package): Bundle {
  const terms = issues.flatMap((issue): Term[] => {
    const value = issue.values.find(({ id }) => id === pack[issue.id]);
    return value ? [{ issue, value }] : [];
  });
  const sum = (of: 'worth' | 'cost') => terms.reduce((total, { value }) => total + value[of], pack.base);
  const isStanding = ({ issue, value }: Term) => value.id === issue.standard.id;
  return {
    base: pack.base,
    changed: terms.filter((term) => !isStanding(term)),
    standing: terms.filter(isStanding),
    worth: sum('worth'),
    cost: sum('cost'),
  };
}

type Practice = NonNullable<NegotiationSection['practice']>;
export type PracticeReply = Practice['replies'][number];
export interface PracticeRound {
  /** Null: the employer opens. */
  move: PracticeMove | null;
  /** Null until the engine has answered. */
  reply: PracticeReply | null;
}

/** The opening, then each move beside its reply. */
export const practiceRounds = (moves: PracticeMove[], replies: PracticeReply[]): PracticeRound[] =>
  [null, ...moves].map((move, i) => ({ move, reply: replies[i] ?? null }));

export interface Standing {
  rounds: PracticeRound[];
  /** The offer that can be taken now. */
  offer: Package | null;
  /** That offer is the last. */
  final: boolean;
  /** The package last asked for. */
  asked: Package | null;
  over: boolean;
}

/** Where the talk stands; nothing can be taken, nor is it over, while the engine has not answered the last move. */
export function standing(section: NegotiationSection, slice: NegotiationState): Standing {
  const moves = slice.practice?.moves ?? [];
  const replies = section.practice?.replies ?? [];
  const answered = replies.length === moves.length + 1;
  const last = answered ? (replies.at(-1) ?? null) : null;
  const asked = moves.flatMap((move) => (move.do === 'ask' ? [move.package] : [])).at(-1) ?? null;
  return {
    rounds: practiceRounds(moves, replies),
    offer: last?.kind === 'offer' ? last.package : null,
    final: last?.kind === 'offer' && last.final,
    asked,
    over: answered && (section.practice?.over ?? false),
  };
}

/** What was left, of the whole yuan that are printed, so that the sum adds up; the engine rounds after it subtracts. */
export const leftOf = ({ limit, cost }: NonNullable<Practice['debrief']>, walkAway: number): number =>
  Math.max(0, limit - (cost ?? walkAway));

/** An ask this many times their opening, or that part of it, stands at the end of the axis: it would squeeze the rest. */
const ABSURD = 1.5;

/** Amounts of the talk that the money axis must hold. */
export function practiceMarks(section: NegotiationSection, slice: NegotiationState): number[] {
  const issues = dealIssues(section, slice, []);
  const { rounds, over } = standing(section, slice);
  const debrief = over ? section.practice?.debrief : null;
  const worths = (packages: (Package | null | undefined)[]) =>
    packages.flatMap((pack) => (pack ? [bundle(issues, pack).worth] : []));
  const theirs = worths(rounds.map(({ reply }) => reply?.package));
  const asks = worths(rounds.map(({ move }) => (move?.do === 'ask' ? move.package : null)));
  const [opening = 0] = theirs;
  return [
    ...theirs,
    ...asks.filter((ask) => ask <= opening * ABSURD && ask >= opening / ABSURD),
    ...(debrief ? [debrief.limit, ...(debrief.cost === null ? [] : [debrief.cost])] : []),
  ];
}

/** A seed as typed: a whole number that the engine takes; null where it is none. */
export const seedOf = (typed: string): number | null => (/^\d{1,15}$/.test(typed.trim()) ? Number(typed) : null);
