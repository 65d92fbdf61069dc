/** What the page knows, and how each act changes it. Pure: no DOM, no clock, no storage. */
import type { Education, Level, Problem, Report } from '../engine/generated/report.ts';
import type { Question } from '../engine/client.ts';
import { withCase, type Case } from './case.ts';
import { NO_HISTORY, redo, remember, rest, undo, type History } from './history.ts';
import { BLANK, editInput, isBlank, isEmpty, UNSAID, type Input, type Said } from './input.ts';
import type { FileFault } from './files.ts';
import { moneyMarks } from './marks.ts';
import {
  BLANK_NEGOTIATION,
  negotiationRequest,
  reduceNegotiation,
  type NegotiationAct,
  type NegotiationState,
} from './negotiation.ts';
import { BLANK_OFFERS, offersRequest, reduceOffers, type OffersAct, type OffersState } from './offers.ts';
import { NO_MODELS, reduceModels, type ModelsAct, type ModelsState } from './models.ts';
import { domainHolding, type Domain } from './scale.ts';

export type Lang = 'zh-CN' | 'en';
export type Theme = 'auto' | 'light' | 'dark';
export type Tab = 'quote' | 'posting' | 'negotiate' | 'models';
/** The tabs that have an example of their own. */
export type ExampleOf = 'quote' | 'posting';
/** A file on its way into the résumé box, or why it did not get there. */
export type Reading =
  | { phase: 'none' }
  | { phase: 'busy'; name: string }
  | { phase: 'read'; name: string }
  | { phase: 'failed'; name: string; fault: FileFault };
/** What comes after the first answer: the tables of the screening room, and the models tab. */
export type LaterState = { phase: 'absent' } | { phase: 'ready' } | { phase: 'failed'; problem: Problem };

export type EngineState =
  | { phase: 'loading'; done: number; total: number; slow: boolean }
  | { phase: 'ready'; version: string; refused: Problem[] }
  | { phase: 'failed'; problem: Problem };

export interface State {
  tab: Tab;
  input: Input;
  /** Which of the project's own examples the text is, untouched. */
  example: ExampleOf | null;
  /** The résumé is the project's own example, untouched. */
  exampleResume: boolean;
  reading: Reading;
  screening: LaterState;
  negotiation: NegotiationState;
  offers: OffersState;
  models: ModelsState;
  history: History;
  lang: Lang;
  theme: Theme;
  engine: EngineState;
  report: Report | null;
  /** What the report answers: its spans index this text. */
  answered: Input;
  answeredOffers: OffersState;
  /** Milliseconds that the engine took for the report. */
  ms: number | null;
  domain: Domain;
  /** The skill pointed at, in text or chip. */
  lit: string | null;
}

export type Act =
  | { type: 'text'; text: string }
  | { type: 'example'; which: ExampleOf; text: string; resume?: string; follows?: boolean }
  | { type: 'example-resume'; text: string; follows?: boolean }
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
  | { type: 'negotiation'; act: NegotiationAct }
  | { type: 'offers'; act: OffersAct }
  | { type: 'models'; act: ModelsAct }
  | { type: 'clear' }
  | { type: 'open'; case: Case }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'rest' }
  | { type: 'menu' }
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
  | { type: 'report'; report: Report; ms: number; asked: Asked };

/** What a report answers. */
export interface Asked {
  input: Input;
  offers: OffersState;
}

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
  negotiation: BLANK_NEGOTIATION,
  offers: BLANK_OFFERS,
  models: NO_MODELS,
  history: NO_HISTORY,
  lang,
  theme,
  engine: LOADING,
  report: null,
  answered: BLANK,
  answeredOffers: BLANK_OFFERS,
  ms: null,
  domain: EMPTY_DOMAIN,
  lit: null,
});

/** Nothing to show but the base: nothing laid down, or not answered yet. */
export const isBare = ({ input, answered }: State): boolean => isEmpty(input) || isEmpty(answered);

/** What the engine could not read of the last request: all of it, or parts. */
export const problems = ({ error, warnings }: Report): Problem[] => (error ? [error, ...warnings] : warnings);

/** What a request needs beside the input: the month (the engine has no clock), what is looked at, and the model that answers. */
export interface Moment {
  today: string | null;
  screening: boolean;
  talk?: { negotiation: NegotiationState; offers: OffersState } | null;
  model?: string | null;
}

/** The request for what is on the table; an empty table asks for the base chip, so that the axis is never bare. */
export function question(input: Input, { today, screening, talk = null, model = null }: Moment): Question {
  const { text, tags, removed, city, years, education, level, resume, said } = input;
  return {
    model: model === null ? null : { id: model },
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
    negotiation: talk && negotiationRequest(talk.negotiation),
    offers: (talk && offersRequest(talk.offers, today)) ?? null,
    want: screening ? ['next', 'talk', 'screening'] : ['next', 'talk'],
  };
}

export function reduce(state: State, act: Act): State {
  switch (act.type) {
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'rest':
      return rest(state);
    default:
      return remember(state, change(state, act), act);
  }
}

function change(state: State, act: Act): State {
  switch (act.type) {
    case 'open':
      return withCase(state, act.case);
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
        models: { ...state.models, later: { phase: 'absent' } },
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
      const { input, offers } = act.asked;
      return { ...state, report: act.report, ms: act.ms, answered: input, answeredOffers: offers, domain };
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
    case 'negotiation':
      return { ...state, negotiation: reduceNegotiation(state.negotiation, act.act) };
    case 'offers': {
      const offers = reduceOffers(state.offers, act.act);
      return offers === state.offers ? state : { ...state, offers };
    }
    case 'models': {
      const models = reduceModels(state.models, act.act);
      return models === state.models ? state : { ...state, models };
    }
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
