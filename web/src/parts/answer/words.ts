/** The answer in words: pure, so that each sentence is tested as it is said. */
import type { Report } from '../../engine/generated/report.ts';
import { factor, percent, percentile, range, whole, yuan } from '../../state/format.ts';
import type { Strings } from '../../strings/index.ts';

const medianOf = (report: Report): number | undefined => report.pay?.quantiles[2]?.amount;

/** The one sentence of the answer. */
export function sentence(s: Strings, report: Report): string {
  const median = medianOf(report);
  const { premium } = report;
  if (median !== undefined && premium) return s.median(yuan(median), factor(premium.coefficient));
  if (median !== undefined) return s.medianOnly(yuan(median));
  return premium ? s.premiumOnly(factor(premium.coefficient)) : s.noAnswer;
}

/** Where the posting's range, or the band, stands. */
export function placing(s: Strings, { pay, posted }: Report): string {
  if (posted && posted.monthly_low !== null && posted.monthly_high !== null) {
    const { percentile_low: low, percentile_high: high } = posted;
    const money = range(yuan(posted.monthly_low), whole(posted.monthly_high));
    if (low !== null && high !== null) return s.postedPlace(money, percentile(low), percentile(high));
  }
  const [p10, , , , p90] = pay?.quantiles ?? [];
  return p10 && p90 ? s.bandPlace(range(yuan(p10.amount), whole(p90.amount))) : '';
}

/** The year's pay: by the months that the text states, else by twelve and by those that comparable postings state. */
export function annual(s: Strings, { pay }: Report): string {
  if (!pay) return '';
  const { months, origin, quantiles, twelve, usual } = pay.annual;
  const [p10, , p50, , p90] = quantiles;
  if (!p10 || !p50 || !p90) return '';
  const year = yuan(p50.amount);
  if (origin === 'text') return s.annualStated(yearMonths(months), year, range(yuan(p10.amount), whole(p90.amount)));
  if (!usual) return s.annualTwelve(yuan(twelve));
  return s.annualUsual(yuan(twelve), months.toFixed(1), year, percent(usual.share_stated, 0), whole(usual.rows));
}

/** 16, 13.5 */
const yearMonths = (months: number): string => String(Math.round(months * 10) / 10);

/** The coefficient and the pay model are two estimates: where they differ to the yuan, both are said. */
export function twoAnswers(s: Strings, report: Report): string {
  const median = medianOf(report);
  const { pay, premium } = report;
  if (median === undefined || !pay || !premium) return '';
  const byFactor = pay.base_median * premium.coefficient;
  if (Math.round(byFactor) === median) return '';
  return s.twoAnswers(yuan(byFactor), yuan(pay.base_median), factor(premium.coefficient), yuan(median));
}

export function clampNote(s: Strings, { premium }: Report): string {
  if (premium?.clamped === 'low') return s.clampedLow(factor(premium.raw));
  return premium?.clamped === 'high' ? s.clampedHigh(factor(premium.raw)) : '';
}
