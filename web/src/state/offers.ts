/** Offers as they are typed, what the engine is asked of them, and how each act changes them. Pure. */
import type { OfferBook } from '../engine/generated/request.ts';
import { UNSEALED, reduceSeal, type SealAct, type SealState } from './seal.ts';
import { endsOf, numberOf } from './typed.ts';

export const MOST_OFFERS = 5;

/** How a field is read: text as it is; numbers in yuan, months, hours; percents as shares; 13-16 as two ends. */
type Kind = 'text' | 'number' | 'percent' | 'ends';
/** Where each field goes in the request's offer, by the path that the engine names in its refusals. */
const PATHS = {
  name: ['name', 'text'],
  city: ['city', 'text'],
  base: ['base', 'number'],
  months: ['months', 'ends'],
  guaranteed: ['guaranteed_bonus', 'number'],
  low: ['variable_bonus.low', 'number'],
  expected: ['variable_bonus.expected', 'number'],
  high: ['variable_bonus.high', 'number'],
  sign_on: ['sign_on', 'number'],
  fund_rate: ['housing_fund_rate', 'percent'],
  contribution_base: ['contribution_base', 'number'],
  days: ['week.days', 'number'],
  hours: ['week.hours_a_day', 'number'],
  holidays: ['week.holidays_a_year', 'number'],
  stay: ['stay', 'percent'],
  units: ['equity.grants[0].units', 'number'],
  price: ['equity.price', 'number'],
  strike: ['equity.grants[0].strike', 'number'],
  total: ['equity.grants[0].vesting.total_months', 'number'],
  cliff: ['equity.grants[0].vesting.cliff_months', 'number'],
  every: ['equity.grants[0].vesting.every_months', 'number'],
  volatility: ['equity.volatility', 'percent'],
  dilution: ['equity.dilution', 'percent'],
  round: ['equity.round_months', 'number'],
  discount: ['equity.liquidity_discount', 'percent'],
  sell_month: ['equity.sell_month', 'number'],
  sell_chance: ['equity.sell_chance', 'percent'],
  tax: ['equity.tax', 'text'],
} as const satisfies Record<string, readonly [string, Kind]>;

export type Field = keyof typeof PATHS;
export const FIELDS = Object.keys(PATHS) as Field[];
export type Typed = Partial<Record<Field, string>>;
export interface Draft {
  /** The same as long as the offer is there; never used again. */
  key: number;
  typed: Typed;
}

const OUTLOOK = {
  start: ['start', 'text'],
  years: ['years', 'number'],
  rate: ['discount_rate', 'percent'],
  deductions: ['special_deductions', 'number'],
} as const satisfies Record<string, readonly [string, Kind]>;
export type OutlookField = keyof typeof OUTLOOK;
export const OUTLOOK_FIELDS = Object.keys(OUTLOOK) as OutlookField[];

export interface OffersState {
  drafts: Draft[];
  outlook: Partial<Record<OutlookField, string>>;
  /** The separate tax of bonuses and listed equity is taken to go on after its last month. */
  extended: boolean;
  /** The one that was removed last, and the place it had. */
  removed: { draft: Draft; at: number } | null;
  /** They are the project's own example, untouched. */
  example: boolean;
  nextKey: number;
  seal: SealState;
}

export type OffersAct =
  | { type: 'add' }
  | { type: 'duplicate'; key: number }
  | { type: 'remove'; key: number }
  | { type: 'undo' }
  | { type: 'field'; key: number; field: Field; text: string }
  | { type: 'outlook'; field: OutlookField; text: string }
  | { type: 'extended'; on: boolean }
  | { type: 'example'; offers: Typed[] }
  | { type: 'clear' }
  | { type: 'seal'; act: SealAct };

/** Blank fields take these; the page shows them where nothing is typed. A blank that is not here is the engine's to take or to ask for. */
export const DEFAULTS: Partial<Record<Field | OutlookField, string>> = {
  months: '12',
  guaranteed: '0',
  low: '0',
  expected: '0',
  high: '0',
  sign_on: '0',
  days: '5',
  hours: '8',
  holidays: '0',
  stay: '100',
  strike: '0',
  total: '48',
  cliff: '0',
  every: '1',
  dilution: '0',
  round: '18',
  discount: '0',
  sell_month: '0',
  sell_chance: '100',
  tax: 'separate',
  years: '4',
  rate: '5',
  deductions: '0',
};
/** Of these the engine has no default of its own. */
const SENT_DEFAULTS: Field[] = ['total', 'tax'];
const FIRST_CITY = 'beijing';

export const BLANK_OFFERS: OffersState = {
  drafts: [],
  outlook: {},
  extended: false,
  removed: null,
  example: false,
  nextKey: 1,
  seal: UNSEALED,
};

function put(state: OffersState, at: number, typed: Typed): OffersState {
  if (state.drafts.length >= MOST_OFFERS) return state;
  const draft = { key: state.nextKey, typed };
  return { ...state, drafts: state.drafts.toSpliced(at, 0, draft), nextKey: state.nextKey + 1, example: false };
}

/** A copy bears its name with the next number, so that sentences tell the two apart. */
function renamed(typed: Typed, drafts: Draft[]): Typed {
  const name = (typed.name ?? '').trim().replace(/ \d+$/, '');
  if (name === '') return typed;
  const taken = new Set(drafts.map((draft) => (draft.typed.name ?? '').trim()));
  let number = 2;
  while (taken.has(`${name} ${number}`)) number += 1;
  return { ...typed, name: `${name} ${number}` };
}

function reduceDrafts(state: OffersState, act: OffersAct): OffersState {
  const { drafts } = state;
  const at = 'key' in act ? drafts.findIndex(({ key }) => key === act.key) : -1;
  const draft = drafts[at];
  switch (act.type) {
    case 'add':
      return put(state, drafts.length, { city: drafts.at(-1)?.typed.city ?? FIRST_CITY });
    case 'undo': {
      const { removed } = state;
      if (!removed || drafts.length >= MOST_OFFERS) return state;
      return { ...state, drafts: drafts.toSpliced(removed.at, 0, removed.draft), removed: null };
    }
    case 'duplicate':
      return draft ? put(state, at + 1, renamed(draft.typed, drafts)) : state;
    case 'remove':
      return draft ? { ...state, drafts: drafts.toSpliced(at, 1), removed: { draft, at }, example: false } : state;
    case 'field': {
      if (!draft) return state;
      const changed = { ...draft, typed: { ...draft.typed, [act.field]: act.text } };
      return { ...state, drafts: drafts.with(at, changed), example: false };
    }
    default:
      return state;
  }
}

export function reduceOffers(state: OffersState, act: OffersAct): OffersState {
  switch (act.type) {
    case 'outlook':
      return { ...state, outlook: { ...state.outlook, [act.field]: act.text } };
    case 'extended':
      return { ...state, extended: act.on };
    case 'example': {
      const drafts = act.offers.map((typed, i) => ({ key: state.nextKey + i, typed }));
      return { ...state, drafts, removed: null, example: true, nextKey: state.nextKey + drafts.length };
    }
    case 'clear':
      return { ...BLANK_OFFERS, nextKey: state.nextKey, seal: state.seal };
    case 'seal': {
      const seal = reduceSeal(state.seal, act.act);
      return seal === state.seal ? state : { ...state, seal };
    }
    default:
      return reduceDrafts(state, act);
  }
}

/** The typed text as the engine takes it; what cannot be read goes as it is, and the engine says what it allows. */
function read(typed: string, kind: Kind): unknown {
  const text = typed.trim();
  if (kind === 'text') return text;
  if (kind === 'percent') {
    const share = numberOf(text.replace(/[%％]/g, ''));
    return share === null ? text : Number((share / 100).toFixed(8));
  }
  if (kind === 'number') return numberOf(text) ?? text;
  const ends = endsOf(text);
  return ends === null ? text : ends.length === 1 ? ends[0] : ends;
}

type Tree = { [key: string]: Tree | unknown[] | unknown };

/** Sets what a path such as "equity.grants[0].units" names. */
function set(tree: Tree, path: string, value: unknown): void {
  const steps = path.split(/\.|(?=\[)/);
  let node = tree;
  steps.forEach((step, i) => {
    const key = step.replace(/[[\]]/g, '');
    if (i === steps.length - 1) node[key] = value;
    else node = (node[key] ??= steps[i + 1]?.startsWith('[') ? [] : {}) as Tree;
  });
}

const said = (typed: Typed, field: Field): string => (typed[field] ?? '').trim();
const isEquity = (field: Field): boolean => PATHS[field][0].startsWith('equity.');
const hasEquity = (typed: Typed): boolean =>
  FIELDS.some((field) => isEquity(field) && field !== 'tax' && said(typed, field) !== '');

function offer({ typed }: Draft, number: number): Tree {
  const out: Tree = { name: `${number}` };
  const equity = hasEquity(typed);
  for (const field of FIELDS) {
    if (isEquity(field) && !equity) continue;
    const text = said(typed, field) || (SENT_DEFAULTS.includes(field) ? (DEFAULTS[field] ?? '') : '');
    if (text !== '') set(out, PATHS[field][0], read(text, PATHS[field][1]));
  }
  // Of a low and a high alone the engine takes the middle.
  const ends = [said(typed, 'low'), said(typed, 'high')];
  if (said(typed, 'expected') === '' && ends.every((end) => end !== ''))
    out['variable_bonus'] = ends.map((end) => read(end, 'number'));
  return out;
}

/** The engine is asked about an offer once its base pay is typed. */
export const isSent = (typed: Typed): boolean => said(typed, 'base') !== '';
export const sent = ({ drafts }: OffersState): Draft[] => drafts.filter(({ typed }) => isSent(typed));

/** The request's `offers`; undefined where there are none. `today` ("2026-11") is the first month of pay where none is typed. */
export function offersRequest(state: OffersState, today: string | null): OfferBook | undefined {
  const drafts = sent(state);
  if (drafts.length === 0) return undefined;
  const book: Tree = { offers: drafts.map((draft) => offer(draft, state.drafts.indexOf(draft) + 1)) };
  if (today !== null) book['start'] = today;
  for (const field of OUTLOOK_FIELDS) {
    const [path, kind] = OUTLOOK[field];
    const text = (state.outlook[field] ?? '').trim();
    if (text !== '') book[path] = read(text, kind);
  }
  if (state.extended) book['separate_rules_extended'] = true;
  // What was typed wrong is not of the schema's types: the engine refuses it by name.
  return book as unknown as OfferBook;
}

/** Do the two ask for different things? The sealed check asks nothing. */
export const asksOtherwise = (a: OffersState, b: OffersState): boolean =>
  a.drafts !== b.drafts || a.outlook !== b.outlook || a.extended !== b.extended;

/** The field that a refusal names: "request.offers.offers[1].week.days" is `days`; null where it names none. */
export function fieldOf(where: string): Field | null {
  const path = where.replace(/^.*?offers\[\d+\]\./, '');
  const exact = FIELDS.find((field) => PATHS[field][0] === path);
  // A refusal of a whole, such as of "variable_bonus", goes to its first field.
  return exact ?? FIELDS.find((field) => path !== '' && PATHS[field][0].startsWith(path)) ?? null;
}

export const outlookFieldOf = (where: string): OutlookField | null =>
  OUTLOOK_FIELDS.find((field) => where === `request.offers.${OUTLOOK[field][0]}`) ?? null;

/** How many of these fields say something. */
export const filled = (typed: Typed, fields: readonly Field[]): number =>
  fields.filter((field) => field !== 'tax' && said(typed, field) !== '').length;
