/** The report in words, for the clipboard: pure, so that each line is tested as it is copied. */
import type { Report } from '../../engine/generated/report.ts';
import { factor, percent, range, signedYuan, whole, yuan } from '../../state/format.ts';
import { chips } from '../../state/chips.ts';
import type { Lang } from '../../state/state.ts';
import type { DeskStrings } from '../../strings/desk.ts';
import { placing, sentence, twoAnswers } from '../answer/words.ts';
import { inLang, plain } from '../talk/said.ts';
import { factsOf } from './facts-of.ts';

const filled = (lines: string[]): string[] => lines.filter((line) => line !== '');

function answerLines(s: DeskStrings, report: Report): string[] {
  return filled([sentence(s, report).replaceAll('*', ''), placing(s, report), twoAnswers(s, report)]);
}

function payLines(s: DeskStrings, { pay, anchors }: Report): string[] {
  const quantiles = pay?.quantiles.map(({ p, amount }) => `P${Math.round(p * 100)} ${yuan(amount)}`) ?? [];
  const said = anchors.map(({ id, amount }) => `${s.anchors[id] ?? id} ${yuan(amount)}`);
  const cover = pay ? [`${s.bandNote}，${s.coverage(percent(pay.coverage_80))}`] : [];
  return filled([quantiles.join(' · '), ...cover, said.join(' · ')]);
}

function chipLines(s: DeskStrings, report: Report, lang: Lang): string[] {
  const worth = (amount: number | null) => (amount === null ? s.notCounted : signedYuan(amount));
  const held = chips(report, lang).filter(({ state }) => state === 'held');
  return held.map(({ name, worth: amount, base }) => `- ${name}: ${base ? s.base : worth(amount)}`);
}

function premiumLines(s: DeskStrings, { premium }: Report): string[] {
  if (!premium) return [];
  const [low, high] = premium.interval.map(factor) as [string, string];
  return [`${s.total} ×${factor(premium.coefficient)} (${s.interval80} ${range(low, high)})`];
}

function modelLines(s: DeskStrings, { model }: Report): string[] {
  if (!model) return [];
  const { held_out, rows, companies } = model;
  return [
    `${s.model} ${model.id}: ${s.dataValue(whole(rows), whole(companies))}`,
    `${s.mape} ${percent(held_out.mdape)} · ${s.coverage80} ${percent(held_out.coverage_80)}`,
  ];
}

export function reportText(s: DeskStrings, report: Report, lang: Lang, today: string): string {
  const points = report.talk.map((point) => `- ${plain(inLang(lang, point.parts))}`);
  const parts = [
    [`${s.brand} · ${today}`, ...filled([factsOf(s, report, lang).join(' · ')])],
    answerLines(s, report),
    payLines(s, report),
    premiumLines(s, report),
    [s.chipsNoted, ...chipLines(s, report, lang)],
    points.length > 0 ? [s.talk, ...points] : [],
    [...modelLines(s, report), s.postedNotPaid, s.association],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
