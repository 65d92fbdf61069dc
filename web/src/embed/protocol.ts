/**
 * What a host and the frame say to each other: `chouma/1`. Each message is an object with `chouma` and `type`; one of
 * another protocol, version or type is ignored, one of a known type with a field that is missing, unknown or not allowed
 * is refused whole, by name. Pure: both sides read with it.
 */
import type { Problem } from '../engine/generated/report.ts';
import { GIVEN_FIELDS, readGiven, refusal } from './given.ts';

export const PROTOCOL = 'chouma/1';

type Fields = Record<string, unknown>;
export interface Message extends Fields {
  chouma: typeof PROTOCOL;
  type: string;
}
interface Rule {
  allowed: string;
  ok(value: unknown): boolean;
  optional?: true;
}
type Rules = Record<string, Record<string, Rule>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;
const hasOnly = (value: Fields, names: string[]): boolean => Object.keys(value).every((name) => names.includes(name));

const ANY: Rule = { allowed: 'a value', ok: (value) => value !== undefined };
const OBJECT: Rule = { allowed: 'an object', ok: isObject };
const WHOLE: Rule = { allowed: 'a whole number', ok: isWhole };
const TEXT: Rule = { allowed: 'a text of at most 200 characters', ok: isText };
const optional = (rule: Rule): Rule => ({ ...rule, optional: true });
const oneOf = (...values: string[]): Rule => ({
  allowed: values.join(', '),
  ok: (value) => values.includes(value as string),
});
const orNull = (rule: Rule): Rule => ({
  allowed: `${rule.allowed}, or null`,
  ok: (value) => value === null || rule.ok(value),
});
const KEY: Rule = {
  allowed: 'user and resource, both texts',
  ok: (value) =>
    isObject(value) && hasOnly(value, ['user', 'resource']) && isText(value['user']) && isText(value['resource']),
};
const isLimits = (value: unknown): boolean =>
  isObject(value) &&
  hasOnly(value, ['monthly', 'per_second', 'utc_offset']) &&
  isWhole(value['monthly']) &&
  isWhole(value['per_second']) &&
  isWhole(value['utc_offset'] ?? 0);
const QUOTA: Rule = {
  allowed: 'key (user, resource) and limits (monthly, per_second, utc_offset: whole numbers)',
  ok: (value) =>
    isObject(value) && hasOnly(value, ['key', 'limits']) && KEY.ok(value['key']) && isLimits(value['limits']),
};
const GIVEN: Rule = {
  allowed: `${GIVEN_FIELDS.join(', ')}, each as its attribute`,
  ok: (value) => isObject(value) && readGiven(value).problems.length === 0,
};

/** `set` changes what it names and leaves the rest; `given` is replaced whole. */
export const TO_FRAME: Rules = {
  hello: {},
  set: {
    lang: optional(oneOf('zh-CN', 'en')),
    theme: optional(oneOf('auto', 'light', 'dark')),
    mode: optional(oneOf('candidate', 'recruiter')),
    host_id: optional(orNull(TEXT)),
    given: optional(GIVEN),
    quota: optional(orNull(QUOTA)),
  },
  'quota-answer': { n: WHOLE, value: optional(ANY), error: optional(TEXT) },
};
export const TO_HOST: Rules = {
  ready: {},
  report: { report: OBJECT },
  error: { problem: OBJECT },
  quota: { spent: OBJECT },
  height: { height: WHOLE },
  'quota-call': {
    n: WHOLE,
    call: oneOf('load', 'compareExchange'),
    key: KEY,
    expected: optional(OBJECT),
    desired: optional(OBJECT),
  },
};

/** The message, what is wrong with it, or null where it is to be ignored. */
export function readMessage(data: unknown, rules: Rules): { message: Message } | { problem: Problem } | null {
  if (!isObject(data) || data['chouma'] !== PROTOCOL || typeof data['type'] !== 'string') return null;
  const { type, ...fields } = data as Message;
  const expected = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (!expected) return null;
  const bad = (name: string, allowed: string) => ({
    problem: refusal('bad_schema', `${type}.${name}`, fields[name], allowed),
  });
  for (const name of Object.keys(fields))
    if (name !== 'chouma' && !Object.hasOwn(expected, name))
      return bad(name, Object.keys(expected).join(', ') || 'no field');
  for (const [name, rule] of Object.entries(expected)) {
    const absent = fields[name] === undefined;
    if (absent ? !rule.optional : !rule.ok(fields[name])) return bad(name, rule.allowed);
  }
  return { message: data as Message };
}

export const messageOf = (type: string, fields: Fields = {}): Message => ({ chouma: PROTOCOL, type, ...fields });

/** An origin as browsers write it: scheme, host and port, nothing else. */
export function isOrigin(text: string): boolean {
  try {
    return /^https?:[^*]+$/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** Whom the frame answers: the origins that its address names, and of them those that its page allows where it lists any. */
export function originsOf(search: string, listed: string): string[] {
  const named = new URLSearchParams(search).getAll('origin').filter(isOrigin);
  const allowed = listed.split(/\s+/).filter((origin) => origin !== '');
  return allowed.length === 0 ? named : named.filter((origin) => allowed.includes(origin));
}
