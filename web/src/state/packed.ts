/**
 * A case as plain JSON, and strictly back: `{"schema": "chouma.case/1", "input": {…}, "negotiation": {…}, "offers": {…}}`.
 * What is as it was at first is left out. What is read comes from anywhere: each field is of its kind and size, none is unknown.
 */
import type { Education, Level } from '../engine/generated/report.ts';
import { BLANK_CASE, type Case } from './case.ts';
import { UNSAID, type Input, type Said } from './input.ts';
import { MOST_MOVES, SETTINGS, type By } from './negotiation.ts';
import { FIELDS, MOST_OFFERS, OUTLOOK_FIELDS } from './offers.ts';

export const SCHEMA = 'chouma.case/1';
/** Of free text, in characters: more than any posting or résumé has. */
const LONGEST_TEXT = 200_000;
const LONGEST_FIELD = 200;

const EDUCATIONS: Education[] = ['any', 'college', 'bachelor', 'master', 'doctor'];
const LEVELS: Level[] = ['intern', 'junior', 'mid', 'senior', 'lead', 'architect'];

class Refused extends Error {}
type Reader<Value> = (value: unknown) => Value;

const demand = (met: boolean): void => {
  if (!met) throw new Refused();
};
const text =
  (longest: number): Reader<string> =>
  (value) => {
    demand(typeof value === 'string' && value.length <= longest);
    return value as string;
  };
const number =
  (least: number, most: number): Reader<number> =>
  (value) => {
    demand(typeof value === 'number' && value >= least && value <= most);
    return value as number;
  };
const whole: Reader<number> = (value) => {
  demand(Number.isSafeInteger(value));
  return number(0, 1e12)(value);
};
const flag: Reader<boolean> = (value) => {
  demand(typeof value === 'boolean');
  return value as boolean;
};
const oneOf =
  <Value>(allowed: readonly Value[]): Reader<Value> =>
  (value) => {
    demand(allowed.includes(value as Value));
    return value as Value;
  };
const list =
  <Value>(most: number, one: Reader<Value>): Reader<Value[]> =>
  (value) => {
    demand(Array.isArray(value) && value.length <= most);
    return (value as unknown[]).map(one);
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of these fields, each of which may be absent. */
const fields =
  <Whole extends object>(readers: { [Key in keyof Whole]-?: Reader<Whole[Key]> }): Reader<Partial<Whole>> =>
  (value) => {
    if (!isObject(value)) throw new Refused();
    const out: Partial<Whole> = {};
    for (const [key, given] of Object.entries(value)) {
      demand(Object.hasOwn(readers, key));
      const name = key as keyof Whole;
      out[name] = readers[name](given);
    }
    return out;
  };
/** An object of these fields, all of them there. */
const all =
  <Whole extends object>(readers: { [Key in keyof Whole]-?: Reader<Whole[Key]> }): Reader<Whole> =>
  (value) => {
    const read = fields(readers)(value);
    demand(Object.keys(readers).every((key) => Object.hasOwn(read, key)));
    return read as Whole;
  };
/** Texts under any of these names, or under any short ones. */
const texts = <Name extends string>(names: readonly Name[]): Reader<Partial<Record<Name, string>>> =>
  fields<Record<Name, string>>(
    Object.fromEntries(names.map((name) => [name, field])) as { [Key in Name]-?: Reader<string> },
  );

const field = text(LONGEST_FIELD);

const said: Reader<Partial<Said>> = fields<Said>({
  stars: whole,
  merged: list(100, field),
  answers: list(40, all<Said['answers'][number]>({ veto: field, met: flag })),
  tools: list(100, field),
  scores: list(1000, number(-1e9, 1e9)),
});

const input: Reader<Partial<Input>> = fields<Input>({
  text: text(LONGEST_TEXT),
  tags: list(200, field),
  removed: list(200, field),
  city: field,
  years: number(0, 60),
  education: oneOf(EDUCATIONS),
  level: oneOf(LEVELS),
  resume: text(LONGEST_TEXT),
  said: (value) => ({ ...UNSAID, ...said(value) }),
});

/** Ids are the engine's; it refuses those that it does not know. */
const worths: Reader<Record<string, string>> = (value) => {
  if (!isObject(value)) throw new Refused();
  demand(Object.keys(value).length <= 40);
  return Object.fromEntries(Object.entries(value).map(([id, typed]) => [field(id), field(typed)]));
};

const negotiation = fields<Case['negotiation']>({
  typed: texts(SETTINGS),
  moves: list(MOST_MOVES, all<{ by: By; amount: number }>({ by: oneOf(['candidate', 'employer']), amount: whole })),
  issues: list(40, field),
  worths,
});

const offers = fields<Case['offers']>({
  drafts: list(MOST_OFFERS, texts(FIELDS)),
  outlook: texts(OUTLOOK_FIELDS),
  extended: flag,
});

const packed = fields<{ schema: string } & { [Part in keyof Case]: Partial<Case[Part]> }>({
  schema: oneOf([SCHEMA]),
  input,
  negotiation,
  offers,
});

/** What differs from the blank, told by its JSON. */
function changed<Whole extends object>(whole: Whole, blank: Whole): Partial<Whole> {
  const kept = Object.entries(whole).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(blank[key as keyof Whole]),
  );
  return Object.fromEntries(kept) as Partial<Whole>;
}

export function packCase(whole: Case): object {
  const out: Record<string, object> = {};
  const kept = changed(whole.input, BLANK_CASE.input);
  const parts = {
    input: kept.said ? { ...kept, said: changed(kept.said, UNSAID) } : kept,
    negotiation: changed(whole.negotiation, BLANK_CASE.negotiation),
    offers: changed(whole.offers, BLANK_CASE.offers),
  };
  for (const [name, part] of Object.entries(parts)) if (Object.keys(part).length > 0) out[name] = part;
  return { schema: SCHEMA, ...out };
}

/** Null where it is no case of this version. */
export function unpackCase(value: unknown): Case | null {
  try {
    const read = packed(value);
    demand(read.schema === SCHEMA);
    return {
      input: { ...BLANK_CASE.input, ...read.input },
      negotiation: { ...BLANK_CASE.negotiation, ...read.negotiation },
      offers: { ...BLANK_CASE.offers, ...read.offers },
    };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
