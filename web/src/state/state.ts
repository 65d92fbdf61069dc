/** What the page knows, and how each act changes it. Pure: no DOM, no clock, no storage. */
import type { Education, Level, Problem, Report } from '../engine/generated/report.ts';
import type { Question } from '../engine/client.ts';
import { BLANK, editInput, isBlank, isEmpty, UNSAID, type Input, type Said } from './input.ts';
import type { FileFault } from './files.ts';
import { moneyMarks } from './marks.ts';
import { domainHolding, type Domain } from './scale.ts';

export type Lang = 'zh-CN' | 'en';
export type Theme = 'auto' | 'light' | 'dark';
export type Tab = 'quote' | 'posting';
/** A file on its way into the résumé box, or why it did not get there. */
export type Reading =
  | { phase: 'none' }
  | { phase: 'busy'; name: string }
  | { phase: 'read'; name: string }
  | { phase: 'failed'; name: string; fault: FileFault };
/** The tables of the screening room come after the first answer. */
export type ScreeningState = { phase: 'absent' } | { phase: 'ready' } | { phase: 'failed'; problem: Problem };

export type EngineState =
  | { phase: 'loading'; done: number; total: number; slow: boolean }
  | { phase: 'ready'; version: string; refused: Problem[] }
  | { phase: 'failed'; problem: Problem };

export interface State {
  tab: Tab;
  input: Input;
  /** Which of the project's own examples the text is, untouched. */
  example: Tab | null;
  /** The résumé is the project's own example, untouched. */
  exampleResume: boolean;
  reading: Reading;
  screening: ScreeningState;
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
  | { type: 'example'; which: Tab; text: string; resume?: string }
  | { type: 'example-resume'; text: string }
  | { type: 'tab'; tab: Tab }
  | { type: 'resume'; text: string }
  | { type: 'reading'; name: string }
  | { type: 'file'; file: File }
  | { type: 'read'; name: string; text: string }
  | { type: 'unread'; name: string; fault: FileFault }
  | { type: 'said'; said: Partial<Said> }
  | { type: 'answer'; veto: string; met: boolean | null }
  | { type: 'tool'; id: string; on: boolean }
  | { type: 'screening'; refused: Problem[] }
  | { type: 'unscreened'; problem: Problem }
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

const LOADING: EngineState = { phase: 'loading', done: 0, total: 0, slow: false };
/** The axis before any mark stands on it. */
const EMPTY_DOMAIN: Domain = { lo: 10_000, hi: 60_000 };

export const initial = (lang: Lang, theme: Theme, tab: Tab = 'quote'): State => ({
  tab,
  input: BLANK,
  example: null,
  exampleResume: false,
  reading: { phase: 'none' },
  screening: { phase: 'absent' },
  lang,
  theme,
  engine: LOADING,
  report: null,
  answered: BLANK,
  ms: null,
  domain: EMPTY_DOMAIN,
  lit: null,
});

/** Nothing to show but the base: nothing laid down, or not answered yet. */
export const isBare = ({ input, answered }: State): boolean => isEmpty(input) || isEmpty(answered);

/** What the engine could not read of the last request: all of it, or parts. */
export const problems = ({ error, warnings }: Report): Problem[] => (error ? [error, ...warnings] : warnings);

/** What a request needs beside the input: the month (the engine has no clock), and whether the screening is looked at. */
export interface Moment {
  today: string | null;
  screening: boolean;
}

/** The request for what is on the table; an empty table asks for the base chip, so that the axis is never bare. */
export function question(input: Input, { today, screening }: Moment): Question {
  const { text, tags, removed, city, years, education, level, resume, said } = input;
  return {
    text: isBlank(text) ? null : text,
    tags: isEmpty(input) ? ['Go'] : tags,
    removed,
    city,
    years,
    education,
    level,
    resume: isBlank(resume) ? null : resume,
    today,
    evidence: said === UNSAID ? null : said,
    want: screening ? ['next', 'talk', 'screening'] : ['next', 'talk'],
  };
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
      return {
        ...state,
        engine: state.engine.phase === 'failed' ? LOADING : state.engine,
        screening: { phase: 'absent' },
      };
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
    case 'tab':
      return { ...state, tab: act.tab, lit: null };
    case 'reading':
      return { ...state, reading: { phase: 'busy', name: act.name } };
    case 'unread':
      return { ...state, reading: { phase: 'failed', name: act.name, fault: act.fault } };
    case 'screening':
      return { ...refuse(state, act.refused), screening: { phase: 'ready' } };
    case 'unscreened':
      return { ...state, screening: { phase: 'failed', problem: act.problem } };
    default:
      return edited(state, act);
  }
}

/** What the engine refused of the later files stands beside what it refused of the first. */
const refuse = (state: State, more: Problem[]): State =>
  state.engine.phase === 'ready'
    ? { ...state, engine: { ...state.engine, refused: [...state.engine.refused, ...more] } }
    : state;

const readingAfter = (reading: Reading, act: Act): Reading => {
  if (act.type === 'read') return { phase: 'read', name: act.name };
  return act.type === 'resume' || (act.type === 'example' && act.resume !== undefined) ? { phase: 'none' } : reading;
};

function edited(state: State, act: Act): State {
  const input = editInput(state.input, act);
  const reading = readingAfter(state.reading, act);
  if (input === state.input && reading === state.reading) return state;
  const sameText = input.text === state.input.text;
  const sameResume = input.resume === state.input.resume;
  const example = act.type === 'example' ? act.which : sameText ? state.example : null;
  const given = act.type === 'example-resume' || (act.type === 'example' && act.resume !== undefined);
  const exampleResume = given || (sameResume && state.exampleResume);
  return { ...state, input, reading, example, exampleResume };
}
