/** What the offers table shows of a report: a column for each offer, a row for each figure, and which of a row is best. Pure. */
import type { OfferWorth, OffersSection, Problem, Worth, WorthParts } from '../engine/generated/report.ts';
import { sent, type Draft, type OffersState } from './offers.ts';
import { whole } from './format.ts';
import { domainHolding, holds, type Domain } from './scale.ts';
import { endsOf, numberOf } from './typed.ts';

export interface Column {
  draft: Draft;
  /** Which mark it bears (甲, A): its place among all that are typed. */
  place: number;
  worth: OfferWorth | null;
  error: Problem | null;
}

/** The report's offers beside what was typed for them; `answered` is what the report answers. */
export function columns(section: OffersSection | null, answered: OffersState): Column[] {
  const drafts = sent(answered);
  if (!section || section.offers.length !== drafts.length) return [];
  return drafts.map((draft, i) => ({
    draft,
    place: answered.drafts.indexOf(draft),
    worth: section.offers[i]?.worth ?? null,
    error: section.offers[i]?.error ?? null,
  }));
}

export type PartId = keyof WorthParts;
export const PARTS: PartId[] = ['salary', 'housing_fund', 'sign_on', 'promised_bonus', 'variable_bonus', 'equity'];

export type RowId =
  | PartId
  | 'total'
  | 'gross'
  | 'insurance'
  | 'tax'
  | 'net'
  | 'monthly'
  | 'own_insurance'
  | 'own_fund'
  | 'their_fund'
  | 'bonus'
  | 'bonus_tax'
  | 'best_bonus'
  | 'week'
  | 'overtime'
  | 'owed'
  | 'per_hour'
  | 'net_per_hour'
  | 'worth_per_hour';

export interface Cell {
  value: number;
  interval: [number, number] | null;
}
export interface Row {
  id: RowId;
  /** Null where the offer could not be valued. */
  cells: (Cell | null)[];
  /** The column that is best, where one is. */
  best: number | null;
  sum: boolean;
}
export type GroupId = 'value' | 'year' | 'month' | 'bonus' | 'hours';

type Better = 'more' | 'less' | 'neither';
interface Figure {
  id: RowId;
  better: Better;
  of(worth: OfferWorth): number | Worth;
  sum?: boolean;
}

const part = (id: PartId): Figure => ({ id, better: 'more', of: (worth) => worth.parts[id] });
const { more, less, neither } = { more: 'more', less: 'less', neither: 'neither' } as const;

const GROUPS: Record<GroupId, Figure[]> = {
  value: [...PARTS.map(part), { id: 'total', better: more, of: (w) => w.total, sum: true }],
  year: [
    { id: 'gross', better: more, of: (w) => w.year.gross },
    { id: 'monthly', better: more, of: (w) => w.monthly },
    { id: 'insurance', better: neither, of: (w) => -w.year.insurance },
    { id: 'tax', better: neither, of: (w) => -w.year.tax },
    { id: 'net', better: more, of: (w) => w.year.net, sum: true },
  ],
  month: [
    {
      id: 'own_insurance',
      better: neither,
      of: ({ insurance: { own } }) => -(own.pension + own.medical + own.unemployment),
    },
    { id: 'own_fund', better: neither, of: (w) => -w.insurance.own.housing_fund },
    { id: 'their_fund', better: more, of: (w) => w.insurance.employer.housing_fund },
  ],
  bonus: [
    { id: 'bonus', better: more, of: (w) => w.bonus.amount },
    { id: 'bonus_tax', better: neither, of: (w) => -w.bonus.tax },
    { id: 'best_bonus', better: neither, of: (w) => w.bonus.best_bonus },
  ],
  hours: [
    { id: 'week', better: less, of: (w) => w.hours.week },
    { id: 'per_hour', better: more, of: (w) => w.hours.per_hour },
    { id: 'net_per_hour', better: more, of: (w) => w.hours.net_per_hour },
    { id: 'worth_per_hour', better: more, of: (w) => w.worth_per_hour },
    { id: 'overtime', better: less, of: (w) => w.hours.overtime },
    { id: 'owed', better: neither, of: (w) => w.hours.owed },
  ],
};
export const GROUP_IDS = Object.keys(GROUPS) as GroupId[];

function cell(figure: Figure, worth: OfferWorth): Cell {
  const value = figure.of(worth);
  if (typeof value === 'number') return { value, interval: null };
  const { expected, low, high } = value;
  return { value: expected, interval: low === high ? null : [low, high] };
}

/** The one that is ahead by what is printed; none where two are level, or where there is no second. */
function best(cells: (Cell | null)[], better: Better): number | null {
  if (better === 'neither' || cells.filter((c) => c !== null).length < 2) return null;
  const sign = better === 'more' ? 1 : -1;
  const ranks = cells.map((c) => (c === null ? -Infinity : sign * Math.round(c.value * 10)));
  const top = Math.max(...ranks);
  return ranks.filter((rank) => rank === top).length === 1 ? ranks.indexOf(top) : null;
}

const isNothing = (cells: (Cell | null)[]): boolean =>
  cells.every((c) => c === null || (c.value === 0 && c.interval === null));

/** The rows of a group; those that say nothing of any offer are left out. */
export function rows(group: GroupId, all: Column[]): Row[] {
  const shown = group === 'bonus' && all.every(({ worth }) => !worth || worth.bonus.amount === 0) ? [] : GROUPS[group];
  return shown.flatMap((figure) => {
    const cells = all.map(({ worth }) => worth && cell(figure, worth));
    if (isNothing(cells)) return [];
    return [{ id: figure.id, cells, best: best(cells, figure.better), sum: figure.sum ?? false }];
  });
}

/** A row's figure worked out from the report's others, where a line of arithmetic tells it: 12 + 3 − 5 = 10. */
export function working(id: RowId, worth: OfferWorth, years: number): string | null {
  const { year, parts, total, hours } = worth;
  const { own } = worth.insurance;
  const sum = (amounts: number[], result: number) => {
    const [first = 0, ...rest] = amounts.filter((amount) => Math.round(amount) !== 0);
    const more = rest.map((amount) => `${amount < 0 ? '−' : '+'} ${whole(Math.abs(amount))}`);
    return `${[whole(first), ...more].join(' ')} = ${whole(result)}`;
  };
  const insured = [own.pension, own.medical, own.unemployment];
  const weeks = (count: string, amount: number, result: number) =>
    `${whole(amount)} ÷ (${count} × ${hours.week}) = ${result.toFixed(1)}`;
  switch (id) {
    case 'total':
      return sum(
        PARTS.map((one) => parts[one].expected),
        total.expected,
      );
    case 'monthly':
      return `${whole(year.gross)} ÷ 12 = ${whole(worth.monthly)}`;
    case 'insurance':
      return `(${[...insured, own.housing_fund].map(whole).join(' + ')}) × 12 = ${whole(year.insurance)}`;
    case 'net':
      return sum([year.gross, -year.insurance, -year.tax], year.net);
    case 'own_insurance':
      return sum(
        insured,
        insured.reduce((all, one) => all + one, 0),
      );
    case 'net_per_hour':
      return hours.week > 0 ? weeks('52', year.net, hours.net_per_hour) : null;
    case 'worth_per_hour':
      return hours.week > 0 ? weeks(`52 × ${years}`, total.expected, worth.worth_per_hour) : null;
    default:
      return null;
  }
}

/** Gross pay a month with the variable bonus at its low and its high: nothing where the bonus does not vary. */
export function monthlyRange({ draft, worth }: Column): [number, number] | null {
  if (!worth) return null;
  const { typed } = draft;
  const of = (field: 'low' | 'expected' | 'high') => numberOf(typed[field] ?? '') ?? 0;
  const [low, high] = [of('low'), of('high')];
  const expected = (typed.expected ?? '').trim() === '' ? (low + high) / 2 : of('expected');
  const [least = 0, most = least] = endsOf(typed.months ?? '') ?? [];
  const more = (most - least) * (numberOf(typed.base ?? '') ?? 0);
  const [down, up] = [expected - low + more / 2, high - expected + more / 2];
  return down <= 0 && up <= 0 ? null : [worth.monthly - down / 12, worth.monthly + up / 12];
}

/** Amounts a month that the money axis should hold. */
export const offerMarks = (all: Column[]): number[] => all.flatMap(({ worth }) => (worth ? [worth.monthly] : []));

/** The page's axis, or one as much wider as the offers need. */
export function axisOf(scale: Domain, all: Column[]): Domain {
  const marks = offerMarks(all);
  const whiskers = all.flatMap((column) => monthlyRange(column) ?? []);
  if (marks.every((mark) => holds(scale, mark))) return scale;
  return domainHolding({ marks, whiskers, labelled: null }, scale) ?? scale;
}
