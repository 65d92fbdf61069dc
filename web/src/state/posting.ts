/** What the posting tab shows of a report: marks on both texts, requirements by strength, quotes, the heat of a cell. */
import type { Funnel, Match, Report, Screening, Span, Strength, Swap, Text } from '../engine/generated/report.ts';
import { nameIn } from './chips.ts';
import { marksOf, over, type Mark } from './spans.ts';
import type { Lang } from './state.ts';

export const say = (lang: Lang, text: Text): string => (lang === 'zh-CN' ? text.zh : text.en);

export type Status = Match['items'][number]['status'] | 'unknown';

export interface Requirement {
  id: string;
  name: string;
  status: Status;
  /** What is held in its place, in words. */
  via: string | null;
}
export type Groups = Record<Strength, Requirement[]>;

const none = (): Groups => ({ required: [], preferred: [], mentioned: [], negated: [] });

/** Each requirement under its strength: as matched with a résumé, else as read, all unknown. */
export function requirements(report: Report, lang: Lang, yearsOf: (years: string) => string): Groups {
  const groups = none();
  const { profile, screening } = report;
  const match = screening?.match;
  for (const skill of profile?.skills ?? []) {
    if (skill.removed && skill.strength !== 'negated') continue;
    if (match && skill.strength !== 'negated') continue;
    groups[skill.strength].push({ id: skill.id, name: nameIn(lang, skill), status: 'unknown', via: null });
  }
  if (match)
    for (const { id, name, strength, status, via } of match.items) {
      if (strength !== 'negated')
        groups[strength].push({ id, name: say(lang, name), status, via: via && say(lang, via) });
    }
  else if (profile?.years.origin === 'text' && profile.years.value !== null)
    groups.required.push({ id: 'years', name: yearsOf(years(profile)), status: 'unknown', via: null });
  return groups;
}

const years = ({ years_min, years_max, years }: NonNullable<Report['profile']>): string => {
  if (years_min !== null && years_max !== null)
    return years_min === years_max ? `${years_min}` : `${years_min}–${years_max}`;
  return years_min !== null ? `${years_min}+` : String(years.value);
};

const spansAs = (id: string, strength: Mark['strength'], spans: (Span | null | undefined)[]): Mark[] =>
  spans.flatMap((span) => (span ? [{ id, strength, span }] : []));

/** Spans that stand for something else than a skill are shown while it is looked at. */
function pointedAt(screening: Screening | null, lit: string | null, side: 'posting' | 'resume'): Span[] {
  if (!screening || lit === null) return [];
  const { vetoes, toolchains, funnel, match } = screening;
  const veto = vetoes.find(({ id }) => lit === `veto:${id}`);
  if (veto) return side === 'posting' ? veto.asked : veto.resume;
  const item = match?.items.find(({ id }) => id === lit);
  if (item) return item[side];
  if (side === 'posting') return [];
  const tool = toolchains?.items.find(({ id }) => lit === `tool:${id}`);
  return tool?.resume ?? funnel?.bp.parts.find(({ id }) => lit === `bp:${id}`)?.spans ?? [];
}

const pointed = (report: Report | null, lit: string | null, side: 'posting' | 'resume'): Mark[] =>
  spansAs(lit ?? '', 'mentioned', pointedAt(report?.screening ?? null, lit, side));

/** Skills, years and pay wording of the posting, and whatever is pointed at. */
export function postingMarks(report: Report | null, lit: string | null): Mark[] {
  const years = report?.profile?.years;
  const facts = [
    ...spansAs('pay', 'required', [report?.posted?.span]),
    ...spansAs('years', 'required', [years?.origin === 'text' ? years.span : null]),
  ];
  return over(pointed(report, lit, 'posting'), over(facts, marksOf(report)));
}

const PROOFS = { proven: 'required', used: 'preferred', mentioned: 'mentioned' } as const;

/** Skills of the résumé by how well it bears them out, its years, and whatever is pointed at. */
export function resumeMarks(report: Report | null, lit: string | null): Mark[] {
  const candidate = report?.candidate;
  const skills = (candidate?.skills ?? []).flatMap(({ id, proof, spans }) => spansAs(id, PROOFS[proof], spans));
  const facts = spansAs('years', 'required', [candidate?.years_span]);
  return over(
    pointed(report, lit, 'resume'),
    over(
      facts,
      skills.sort((a, b) => a.span[0] - b.span[0]),
    ),
  );
}

/** Evidence for the other stack, in the order of the text: these are boxed and numbered, where a swap is claimed. */
export const swapBoxes = (swap: Swap | null | undefined): Span[] =>
  swap?.claimed ? swap.evidence.filter(({ weight }) => weight > 0).map(({ span }) => span) : [];

export interface Quote {
  before: string;
  words: string;
  after: string;
  line: number;
  weight: number;
}

const STOP = /[；;。，,、\n]/;
const AROUND = 24;

const LETTERS = /^[A-Za-z]{2}$/;
const ITEM_NUMBER = /^\s*\d+\s*[.)、]\s*/;

/** The clause around a span, whole words of it, without the number of the list item that it begins with. */
export function quote(text: string, { span: [from, to], line, weight }: Swap['evidence'][number]): Quote {
  const splits = (at: number): boolean => LETTERS.test(text.slice(at - 1, at + 1));
  let start = from;
  while (start > 0 && from - start < AROUND && !STOP.test(text[start - 1] ?? '')) start -= 1;
  while (start < from && splits(start)) start += 1;
  let end = to;
  while (end < text.length && end - to < AROUND && !STOP.test(text[end] ?? '')) end += 1;
  while (end > to && splits(end)) end -= 1;
  return {
    before: text.slice(start, from).replace(ITEM_NUMBER, '').trimStart(),
    words: text.slice(from, to),
    after: text.slice(to, end).trimEnd(),
    line,
    weight,
  };
}

/** Six named thresholds of a share: each figure is printed as well. */
export const heat = (share: number): number => [0.05, 0.1, 0.25, 0.4, 0.55].filter((least) => share >= least).length;

export interface Cell {
  /** Of people like this one; `average` of everybody. Both 0 where nobody goes for this reason at this stage. */
  share: number;
  average: number;
  weak: boolean;
}
/** Reasons downward, stages across. */
export function cells({ stages, reasons, heat }: Funnel): { reason: Text; row: Cell[] }[] {
  return reasons.map(({ name }, reason) => ({
    reason: name,
    row: stages.map((_, stage) => {
      const cell = heat.find((c) => c.stage === stage && c.reason === reason);
      return { share: cell?.you ?? 0, average: cell?.average ?? 0, weak: cell?.weak ?? false };
    }),
  }));
}

/** Where the middle of a band stands in a range, as a share; null outside it. */
export const within = (value: number, low: number, high: number): number | null =>
  value < low || value > high || low === high ? null : (value - low) / (high - low);

/** Figures typed as a list; null where one is none or out of bounds. */
export function figures(typed: string, lo: number, hi: number): number[] | null {
  const words = typed.split(/[\s,，、;；]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  return numbers.every((n) => Number.isFinite(n) && n >= lo && n <= hi) ? numbers : null;
}

export const words = (typed: string): string[] =>
  typed
    .split(/[\n,，、;；]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
