/** What a host gives a panel, as attributes, properties or in a message: one table of fields, each with what it allows. */
import type { Education, Level, Problem } from '../engine/generated/report.ts';
import type { Question } from '../engine/client.ts';

export type Mode = 'candidate' | 'recruiter';
export interface Range {
  low: number;
  high: number;
}
export interface Given {
  posting: string | null;
  range: Range | null;
  skills: string[];
  city: string | null;
  years: number | null;
  education: Education | null;
  level: Level | null;
  resume: string | null;
}
export const NOTHING: Given = {
  posting: null,
  range: null,
  skills: [],
  city: null,
  years: null,
  education: null,
  level: null,
  resume: null,
};

const LONGEST = 1_000_000;
const MOST_SKILLS = 200;
const LONGEST_NAME = 80;
/** Yuan a month: what the engine allows as pay. */
const [LEAST_PAY, MOST_PAY] = [100, 10_000_000];
const EDUCATIONS: readonly unknown[] = ['any', 'college', 'bachelor', 'master', 'doctor'] satisfies Education[];
const LEVELS: readonly unknown[] = ['intern', 'junior', 'mid', 'senior', 'lead', 'architect'] satisfies Level[];

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
const isPay = (value: unknown): value is number =>
  typeof value === 'number' && value >= LEAST_PAY && value <= MOST_PAY && Number.isFinite(value);

/** `35000-56250`, or an object with both ends. */
function readRange(value: unknown): Range | undefined {
  const written = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*$/.exec(value) : null;
  const [low, high] = written
    ? [Number(written[1]), Number(written[2])]
    : [(value as Partial<Range> | null)?.low, (value as Partial<Range> | null)?.high];
  return isPay(low) && isPay(high) && low <= high ? { low, high } : undefined;
}

function readSkills(value: unknown): string[] | undefined {
  const list: unknown = typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value;
  if (!Array.isArray(list) || list.length > MOST_SKILLS) return undefined;
  const named = list.filter((name) => name !== '');
  return named.every((name): name is string => isText(name, LONGEST_NAME)) ? named : undefined;
}

function readYears(value: unknown): number | undefined {
  const years = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof years === 'number' && years >= 0 && years <= 60 ? years : undefined;
}

interface Field<T> {
  allowed: string;
  /** Undefined where the value is not allowed. */
  read(value: unknown): T | undefined;
}
const text = (longest: number): Field<string> => ({
  allowed: `a text of at most ${longest} characters`,
  read: (value) => (isText(value, longest) ? value : undefined),
});
const oneOf = <T>(values: readonly unknown[]): Field<T> => ({
  allowed: values.join(', '),
  read: (value) => (values.includes(value) ? (value as T) : undefined),
});

const FIELDS: { [K in keyof Given]: Field<NonNullable<Given[K]>> } = {
  posting: text(LONGEST),
  range: {
    allowed: `two amounts from ${LEAST_PAY} to ${MOST_PAY} yuan a month, the lower first, as 35000-56250`,
    read: readRange,
  },
  skills: {
    allowed: `at most ${MOST_SKILLS} names of at most ${LONGEST_NAME} characters, separated by commas or in a list`,
    read: readSkills,
  },
  city: text(LONGEST_NAME),
  years: { allowed: 'a number from 0 to 60', read: readYears },
  education: oneOf<Education>(EDUCATIONS),
  level: oneOf<Level>(LEVELS),
  resume: text(LONGEST),
};
export const GIVEN_FIELDS = Object.keys(FIELDS) as (keyof Given)[];

/** A refusal in the words of the engine's own. */
export function refusal(code: string, where: string, value: unknown, allowed: string): Problem {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
  return { code, where, value: short, allowed, message: `${where} is ${short}; allowed: ${allowed}.` };
}

const isAbsent = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** The fields of `raw`; one that is not allowed, or not known, is left out and named. */
export function readGiven(raw: Record<string, unknown>): { given: Given; problems: Problem[] } {
  const given: Record<string, unknown> = { ...NOTHING };
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(FIELDS, name) ? (FIELDS[name as keyof Given] as Field<unknown>) : null;
    if (!field) problems.push(refusal('bad_schema', name, value, GIVEN_FIELDS.join(', ')));
    if (!field || isAbsent(value)) continue;
    const read = field.read(value);
    if (read === undefined) problems.push(refusal('out_of_range', name, value, field.allowed));
    else given[name] = read;
  }
  return { given: given as unknown as Given, problems };
}

/** Nothing to be priced: no posting, no résumé and no skill. */
export const isNothing = ({ posting, resume, skills }: Given): boolean => !posting && !resume && skills.length === 0;

/** What a recruiter's panel cannot go without. */
export const missing = ({ posting, range }: Given, mode: Mode): ('posting' | 'range')[] =>
  mode === 'candidate' ? [] : [...(posting ? [] : ['posting' as const]), ...(range ? [] : ['range' as const])];

/** All that a panel asks; screening, once its tables are there. The range is drawn as given: it is no part of the request, and nothing of a negotiation is. */
export const questionOf = (given: Given, mode: Mode, today: string, screening: boolean): Question => ({
  text: given.posting,
  tags: given.skills,
  city: given.city,
  years: given.years,
  education: given.education,
  level: given.level,
  resume: given.resume,
  today: given.resume === null ? null : today,
  want: [...(mode === 'candidate' ? (['next'] as const) : []), ...(screening ? (['screening'] as const) : [])],
});
