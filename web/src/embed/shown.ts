/** The allowed part of a report in a report's own form, for the page's parts: what is not allowed is empty. */
import type { Posted, Report } from '../engine/generated/report.ts';
import type { Allowed } from './allowed.ts';
import type { Range } from './given.ts';

const NO_SCREENING: NonNullable<Report['screening']> = {
  swap: null,
  vetoes: [],
  match: null,
  funnel: null,
  carries: [],
  toolchains: null,
};

/** The range as the host gives it: read from no text, placed in no distribution. */
const postedOf = ({ low, high }: Range): Posted => ({
  wording: '',
  span: [0, 0],
  negotiable: false,
  low,
  high,
  currency: 'CNY',
  period: 'month',
  months: null,
  monthly_low: low,
  monthly_high: high,
  ends: 'both',
  guaranteed_low: null,
  guaranteed_high: null,
  variable: null,
  equity: false,
  after_tax: false,
  confidence: 1,
  percentile_low: null,
  percentile_high: null,
});

export const reportOf = (answer: Allowed, range: Range | null): Report => ({
  schema: 'chouma.report/1',
  id: 0,
  engine: '',
  error: null,
  lexicon: null,
  model: null,
  profile: null,
  pay: null,
  premium: null,
  anchors: [],
  next: [],
  talk: [],
  scripts: [],
  candidate: null,
  offers: null,
  negotiation: null,
  warnings: [],
  ...answer,
  screening: answer.screening ? { ...NO_SCREENING, ...answer.screening } : null,
  posted: range ? postedOf(range) : (answer.posted ?? null),
});
