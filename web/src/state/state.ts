/** What the page knows, and how each act changes it. Pure: no DOM, no clock, no storage. */
import type { Education, Level, Problem, Report } from '../engine/generated/report.ts';
import type { Question } from '../engine/client.ts';
import { domainHolding, type Domain } from './scale.ts';
import { moneyMarks } from './marks.ts';

export type Lang = 'zh-CN' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

export interface Input {
  text: string;
  tags: string[];
  removed: string[];
  city: string | null;
  years: number | null;
  education: Education | null;
  level: Level | null;
}

export type EngineState =
  | { phase: 'loading'; done: number; total: number; slow: boolean }
  | { phase: 'ready'; version: string; refused: Problem[] }
  | { phase: 'failed'; problem: Problem };

export interface State {
  input: Input;
  /** The text is the project's own example, untouched. */
  example: boolean;
  lang: Lang;
  theme: Theme;
  engine: EngineState;
  report: Report | null;
  /** What the report answers: its spans index this text. */
  answered: Input;
  /** Milliseconds that the engine took for the report. */
  ms: number | null;
  domain: Domain;
  /** The skill pointed at, in text or chip. */
  lit: string | null;
}

export type Act =
  | { type: 'text'; text: string }
  | { type: 'example'; text: string }
  | { type: 'clear' }
  | { type: 'add'; tag: string }
  | { type: 'remove'; id: string; names: string[] }
  | { type: 'restore'; id: string }
  | { type: 'city'; city: string | null }
  | { type: 'years'; years: number | null }
  | { type: 'education'; education: Education | null }
  | { type: 'level'; level: Level | null }
  | { type: 'lang'; lang: Lang }
  | { type: 'theme'; theme: Theme }
  | { type: 'light'; id: string | null }
  | { type: 'retry' }
  | { type: 'progress'; done: number; total: number }
  | { type: 'slow' }
  | { type: 'ready'; version: string; refused: Problem[] }
  | { type: 'failed'; problem: Problem }
  | { type: 'report'; report: Report; ms: number; input: Input };

export const BLANK: Input = { text: '', tags: [], removed: [], city: null, years: null, education: null, level: null };
const LOADING: EngineState = { phase: 'loading', done: 0, total: 0, slow: false };
/** The axis before any mark stands on it. */
const EMPTY_DOMAIN: Domain = { lo: 10_000, hi: 60_000 };

export const initial = (lang: Lang, theme: Theme): State => ({
  input: BLANK,
  example: false,
  lang,
  theme,
  engine: LOADING,
  report: null,
  answered: BLANK,
  ms: null,
  domain: EMPTY_DOMAIN,
  lit: null,
});

/** Nothing laid down yet: no text and no chip. */
export const isEmpty = (input: Input): boolean => input.text.trim() === '' && input.tags.length === 0;

/** Nothing to show but the base: nothing laid down, or not answered yet. */
export const isBare = ({ input, answered }: State): boolean => isEmpty(input) || isEmpty(answered);

/** The request for what is on the table; an empty table asks for the base chip, so that the axis is never bare. */
export function question(input: Input): Question {
  const { text, tags, removed, city, years, education, level } = input;
  return {
    text: text.trim() === '' ? null : text,
    tags: isEmpty(input) ? ['Go'] : tags,
    removed,
    city,
    years,
    education,
    level,
    want: ['next', 'talk'],
  };
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const without = (list: string[], names: string[]) => list.filter((item) => !names.some((name) => same(name, item)));

function editInput(input: Input, act: Act): Input {
  switch (act.type) {
    case 'text':
    case 'example':
      return { ...input, text: act.text, removed: act.text === '' ? [] : input.removed };
    case 'clear':
      return BLANK;
    case 'add': {
      const tag = act.tag.trim();
      if (tag === '') return input;
      return { ...input, tags: [...without(input.tags, [tag]), tag], removed: without(input.removed, [tag]) };
    }
    case 'remove':
      // A chip may stand in the text, among the tags, or in both.
      return {
        ...input,
        tags: without(input.tags, [act.id, ...act.names]),
        removed: input.text.trim() === '' ? [] : [...without(input.removed, [act.id]), act.id],
      };
    case 'restore':
      return { ...input, removed: without(input.removed, [act.id]) };
    case 'city':
      return { ...input, city: act.city };
    case 'years':
      return { ...input, years: act.years };
    case 'education':
      return { ...input, education: act.education };
    case 'level':
      return { ...input, level: act.level };
    default:
      return input;
  }
}

export function reduce(state: State, act: Act): State {
  switch (act.type) {
    case 'lang':
      return { ...state, lang: act.lang };
    case 'theme':
      return { ...state, theme: act.theme };
    case 'light':
      return state.lit === act.id ? state : { ...state, lit: act.id };
    case 'retry':
      return { ...state, engine: LOADING };
    case 'progress':
      return state.engine.phase === 'loading'
        ? { ...state, engine: { ...state.engine, done: act.done, total: act.total } }
        : state;
    case 'slow':
      return state.engine.phase === 'loading' ? { ...state, engine: { ...state.engine, slow: true } } : state;
    case 'ready':
      return { ...state, engine: { phase: 'ready', version: act.version, refused: act.refused } };
    case 'failed':
      return { ...state, engine: { phase: 'failed', problem: act.problem } };
    case 'report': {
      // The first answer chooses the axis; what stood on it before was the base alone.
      const previous = isEmpty(state.answered) ? null : state.domain;
      const domain = domainHolding(moneyMarks(act.report), previous) ?? state.domain;
      return { ...state, report: act.report, ms: act.ms, answered: act.input, domain };
    }
    default: {
      const input = editInput(state.input, act);
      if (input === state.input) return state;
      const example = act.type === 'example' || (state.example && input.text === state.input.text);
      return { ...state, input, example };
    }
  }
}
