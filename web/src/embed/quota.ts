/** The quota of a host that embeds the panel: the host keeps the counts, the engine decides, each analysis spends one. */
import { EngineError, problemOf } from '../engine/client.ts';
import type { Problem } from '../engine/generated/report.ts';
import { refusal } from './given.ts';

export interface QuotaKey {
  user: string;
  resource: string;
}
export interface QuotaLimits {
  monthly: number;
  per_second: number;
  /** Minutes; a month ends at the host's midnight. */
  utc_offset?: number;
}
export interface QuotaState {
  month: number;
  used_in_month: number;
  second: number;
  used_in_second: number;
}
/** What the host brings. Both calls may answer at once or later. */
export interface QuotaHook {
  key: QuotaKey;
  limits: QuotaLimits;
  load(key: QuotaKey): QuotaState | null | Promise<QuotaState | null>;
  /** Stores `desired` where `expected` still stands, in one step, and says whether it did. */
  compareExchange(key: QuotaKey, expected: QuotaState, desired: QuotaState): boolean | Promise<boolean>;
}
export interface Spent {
  verdict: 'granted' | 'monthly_quota_exhausted' | 'rate_limited';
  /** Of the month. */
  left: number;
  /** Unix seconds; 0 where granted. */
  retry_at: number;
}
type Decision = (Spent & { after: QuotaState }) | { error: Problem };
/** The engine's `decideQuota`. */
export type Decide = (argument: { limits: QuotaLimits; before: QuotaState | null; now: number }) => Promise<Decision>;

const UNUSED: QuotaState = { month: 0, used_in_month: 0, second: 0, used_in_second: 0 };
/** A store that loses this often is not one that compares and swaps. */
const TRIES = 100;

export function requireHook(hook: QuotaHook): void {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  if (!isObject(hook)) throw new EngineError(refusal('bad_schema', 'quota', hook, 'an object'));
  for (const name of ['key', 'limits'] as const)
    if (!isObject(hook[name])) throw new EngineError(refusal('bad_schema', `quota.${name}`, hook[name], 'an object'));
  for (const name of ['load', 'compareExchange'] as const)
    if (typeof hook[name] !== 'function')
      throw new EngineError(refusal('bad_schema', `quota.${name}`, hook[name], 'a function'));
}

async function host<T>(name: string, ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new EngineError(problemOf(error, 'internal', `quota.${name}`));
  }
}

/** Loads, lets the engine decide and stores what is spent; again where another request came between. */
export async function spend(hook: QuotaHook, decide: Decide, now: () => number): Promise<Spent> {
  requireHook(hook);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await host('load', () => hook.load(hook.key));
    const decision = await decide({ limits: hook.limits, before, now: now() });
    if ('error' in decision) throw new EngineError(decision.error);
    const { after, ...spent } = decision;
    if (spent.verdict !== 'granted') return spent;
    const stored = await host('compareExchange', () => hook.compareExchange(hook.key, before ?? UNUSED, after));
    if (typeof stored !== 'boolean')
      throw new EngineError(refusal('bad_schema', 'quota.compareExchange', stored, 'true or false'));
    if (stored) return spent;
  }
  throw new EngineError(refusal('not_converged', 'quota', `lost ${TRIES} times`, 'a store that agrees'));
}
