/** The talk about pay as the user tells it: settings, moves, what is on the table, a practice talk; and what the engine is asked of it. Pure. */
import type { Negotiation } from '../engine/generated/request.ts';
import type { NegotiationSection, Package } from '../engine/generated/report.ts';
import { numberOf } from './typed.ts';

export type By = 'candidate' | 'employer';
/** What is asked or answered in practice. */
export type PracticeMove = { do: 'ask'; package: Package } | { do: 'accept' } | { do: 'leave' };
export interface PracticeState {
  type: string;
  seed: number;
  moves: PracticeMove[];
}

export const SETTINGS = ['walk_away', 'batna', 'rounds', 'risk_aversion', 'withdrawal'] as const;
export type Setting = (typeof SETTINGS)[number];

export interface NegotiationState {
  /** As typed; the chance of a withdrawn offer in percent. */
  typed: Partial<Record<Setting, string>>;
  /** In order, as understood when they were entered. */
  moves: { by: By; amount: number }[];
  /** The last move that was taken back, to be put back. */
  taken: { by: By; amount: number } | null;
  /** Issues on the table beside base pay; null: those that the engine takes by itself. */
  issues: string[] | null;
  /** What the best value of an issue is worth to the user, yuan a month, as typed. */
  worths: Record<string, string>;
  practice: PracticeState | null;
}

export type NegotiationAct =
  | { type: 'setting'; field: Setting; text: string }
  | { type: 'move'; by: By; amount: number }
  | { type: 'take-back' }
  | { type: 'put-back' }
  | { type: 'issue'; id: string; on: boolean; all: string[] }
  | { type: 'worth'; issue: string; text: string }
  | { type: 'practise'; employer: string; seed: number }
  | { type: 'play'; move: PracticeMove }
  | { type: 'unplay' }
  | { type: 'stop' };

export const BLANK_NEGOTIATION: NegotiationState = {
  typed: {},
  moves: [],
  taken: null,
  issues: null,
  worths: {},
  practice: null,
};

/** As many as the engine takes. */
export const MOST_MOVES = 24;

function practise(state: NegotiationState, act: NegotiationAct): NegotiationState {
  const { practice } = state;
  switch (act.type) {
    case 'practise':
      return { ...state, practice: { type: act.employer, seed: act.seed, moves: [] } };
    case 'play':
      return practice && practice.moves.length < MOST_MOVES
        ? { ...state, practice: { ...practice, moves: [...practice.moves, act.move] } }
        : state;
    case 'unplay':
      return practice && practice.moves.length > 0
        ? { ...state, practice: { ...practice, moves: practice.moves.slice(0, -1) } }
        : state;
    case 'stop':
      return practice ? { ...state, practice: null } : state;
    default:
      return state;
  }
}

export function reduceNegotiation(state: NegotiationState, act: NegotiationAct): NegotiationState {
  const { moves, taken } = state;
  switch (act.type) {
    case 'setting':
      return { ...state, typed: { ...state.typed, [act.field]: act.text } };
    case 'move':
      if (moves.length >= MOST_MOVES) return state;
      return { ...state, moves: [...moves, { by: act.by, amount: act.amount }], taken: null };
    case 'take-back': {
      const last = moves.at(-1);
      return last ? { ...state, moves: moves.slice(0, -1), taken: last } : state;
    }
    case 'put-back':
      return taken ? { ...state, moves: [...moves, taken], taken: null } : state;
    case 'issue': {
      const others = (state.issues ?? act.all).filter((id) => id !== act.id);
      return { ...state, issues: act.on ? [...others, act.id] : others };
    }
    case 'worth':
      return { ...state, worths: { ...state.worths, [act.issue]: act.text } };
    default:
      return practise(state, act);
  }
}

/** A number where the text is one, else the text: the engine then says what it allows. */
const read = (text: string): number => numberOf(text) ?? (text as unknown as number);

function setting(field: Setting, typed: string): number {
  if (field !== 'withdrawal') return read(typed);
  const percent = numberOf(typed.replace(/[%％]/g, ''));
  return percent === null ? (typed as unknown as number) : Number((percent / 100).toFixed(6));
}

/** The request's `negotiation`; what is not typed is left to the engine. */
export function negotiationRequest({ typed, moves, issues, worths, practice }: NegotiationState): Negotiation {
  const out: Negotiation = {};
  for (const field of SETTINGS) {
    const text = (typed[field] ?? '').trim();
    if (text !== '') out[field] = setting(field, text);
  }
  if (moves.length > 0) out.moves = moves;
  if (issues) out.issues = issues;
  const said = Object.entries(worths).filter(([, text]) => text.trim() !== '');
  if (said.length > 0) out.worths = said.map(([issue, text]) => ({ issue, worth: read(text.trim()) }));
  if (practice) out.practice = { type: practice.type, seed: practice.seed, moves: practice.moves };
  return out;
}

/** Amounts that the money axis must hold on this tab. */
export function negotiationMarks({ settings, limit, opening, moves, rounds }: NegotiationSection): {
  marks: number[];
  whiskers: number[];
} {
  return {
    marks: [
      settings.walk_away,
      ...(opening ? [opening.ask] : []),
      ...moves.map(({ amount }) => amount),
      ...rounds.map(({ ask }) => ask),
    ],
    whiskers: limit ? [limit.low, limit.high] : [],
  };
}
