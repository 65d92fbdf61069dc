/** Every amount of a report that stands on the money axis. */
import type { Report } from '../engine/generated/report.ts';
import { negotiationMarks } from './negotiation.ts';
import type { MoneyMarks } from './scale.ts';
import { waterfall } from './waterfall.ts';

export function moneyMarks(report: Report): MoneyMarks {
  const marks: number[] = [];
  const whiskers: number[] = [];
  if (report.pay) {
    marks.push(report.pay.base_median, ...report.pay.quantiles.map((q) => q.amount));
    whiskers.push(...report.pay.median_interval);
  }
  marks.push(...(report.candidate?.quantiles ?? []));
  marks.push(...report.anchors.map((a) => a.amount));
  for (const edge of [report.posted?.monthly_low, report.posted?.monthly_high]) if (edge) marks.push(edge);
  for (const step of waterfall(report)?.steps ?? []) {
    marks.push(step.from, step.to);
    whiskers.push(step.low, step.high);
  }
  const median = report.pay?.quantiles[2]?.amount;
  if (median !== undefined) {
    for (const next of report.next) whiskers.push(median + next.interval[0], median + next.interval[1]);
  }
  if (report.negotiation) {
    const talk = negotiationMarks(report.negotiation);
    marks.push(...talk.marks);
    whiskers.push(...talk.whiskers);
  }
  for (const { worth } of report.offers?.offers ?? []) if (worth) marks.push(worth.monthly);
  return { marks, whiskers, labelled: report.anchors.at(-1)?.amount ?? null };
}
