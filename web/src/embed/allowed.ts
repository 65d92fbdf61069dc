/**
 * What a host's page is told of a report, by name. Whatever is not listed here never leaves the panel, and the panel
 * itself draws what is left: anchors, talk, scripts, the candidate's own reading and the negotiation are in neither list.
 */
import type { Report } from '../engine/generated/report.ts';
import type { Mode } from './given.ts';

/** `true` takes a value whole, a list takes each item by the shape in it. */
type Shape = true | [Shape] | { [field: string]: Shape };

const SOURCE: Shape = { id: true, hash: true };
const TEXT: Shape = { zh: true, en: true };
const STATED: Shape = { value: true, origin: true };
const PROBLEM: Shape = { code: true, where: true, value: true, allowed: true, message: true };

const RECRUITER: Record<string, Shape> = {
  schema: true,
  engine: true,
  error: PROBLEM,
  lexicon: SOURCE,
  model: {
    ...SOURCE,
    mode: true,
    source: true,
    fitted_on: true,
    period: true,
    rows: true,
    companies: true,
    held_out: true,
  },
  profile: {
    skills: [
      {
        id: true,
        name: true,
        name_zh: true,
        kind: true,
        category: true,
        strength: true,
        origin: true,
        spans: true,
        removed: true,
        counted: true,
        worth: true,
        companies: true,
      },
    ],
    unknown_tags: true,
    years: STATED,
    education: STATED,
    level: STATED,
    city: { ...STATED, en: true },
  },
  pay: {
    currency: true,
    period: true,
    quantiles: [{ p: true, amount: true }],
    median_interval: true,
    base_median: true,
    annual: {
      months: true,
      origin: true,
      quantiles: [{ p: true, amount: true }],
      twelve: true,
      usual: { low: true, mid: true, high: true, share_stated: true, rows: true, companies: true },
    },
    contributions: [
      {
        kind: true,
        id: true,
        name: TEXT,
        log: true,
        factor: true,
        amount: true,
        interval: true,
        rows: true,
        companies: true,
      },
    ],
    coverage_80: true,
  },
  premium: {
    coefficient: true,
    raw: true,
    interval: true,
    clamped: true,
    base: true,
    parts: [
      {
        tags: true,
        names: [TEXT],
        source: true,
        parent: true,
        log: true,
        factor: true,
        interval: true,
        prior: true,
        estimate: true,
        weight: true,
        rows: true,
        companies: true,
      },
    ],
    unknown: true,
    elasticity: true,
    elasticity_interval: true,
    overlap: true,
    k: true,
  },
  posted: {
    wording: true,
    span: true,
    negotiable: true,
    low: true,
    high: true,
    currency: true,
    period: true,
    months: true,
    monthly_low: true,
    monthly_high: true,
    ends: true,
    guaranteed_low: true,
    guaranteed_high: true,
    variable: true,
    equity: true,
    after_tax: true,
    confidence: true,
    percentile_low: true,
    percentile_high: true,
  },
  screening: {
    swap: { declared: TEXT, asked: TEXT, probability: true, threshold: true, claimed: true },
    match: {
      met: true,
      partly: true,
      missing: true,
      unknown: true,
      items: [{ kind: true, id: true, name: TEXT, strength: true, status: true }],
    },
  },
  warnings: [PROBLEM],
};

const CANDIDATE: Record<string, Shape> = {
  ...RECRUITER,
  next: [{ id: true, name: true, name_zh: true, delta: true, interval: true, rows: true, companies: true }],
};

export const ALLOWED: Record<Mode, Record<string, Shape>> = { candidate: CANDIDATE, recruiter: RECRUITER };

function picked(value: unknown, shape: Shape): unknown {
  if (shape === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((item) => picked(item, shape[0])) : [];
  return Object.fromEntries(
    Object.entries(shape).flatMap(([field, inner]) =>
      field in value ? [[field, picked((value as Record<string, unknown>)[field], inner)]] : [],
    ),
  );
}

/** The listed part of a report: what goes to the host. */
export type Allowed = Partial<Omit<Report, 'screening'>> & {
  screening?: Pick<NonNullable<Report['screening']>, 'swap' | 'match'> | null;
};

/** A panel loads no anchors, so what the engine says of their absence is no news. */
const isNews = ({ code, where }: Report['warnings'][number]): boolean => code !== 'not_loaded' || where !== 'anchors';

export const allowed = (report: Report, mode: Mode): Allowed =>
  picked({ ...report, warnings: report.warnings.filter(isNews) }, ALLOWED[mode]) as Allowed;
