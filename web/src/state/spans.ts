/** Marked text: cutting a text at its spans, and carrying spans over an edit until the next report. */
import type { Report, Span, Strength } from '../engine/generated/report.ts';

export interface Mark {
  id: string;
  strength: Strength | 'removed';
  span: Span;
}
export interface Segment {
  text: string;
  mark: Mark | null;
}

/** All marks of a report in the order of the text; skills that come from elsewhere have no place in it. */
export function marksOf(report: Report | null): Mark[] {
  const marks = (report?.profile?.skills ?? []).flatMap(({ id, strength, removed, origin, spans }) =>
    (origin === 'text' ? spans : []).map((span): Mark => ({
      id,
      span,
      strength: removed && strength !== 'negated' ? 'removed' : strength,
    })),
  );
  return marks.sort((a, b) => a.span[0] - b.span[0]);
}

/** A run of text inside a numbered box, or outside any. */
export interface Boxed {
  box: number | null;
  segments: Segment[];
}

/** The text cut at its marks; a mark that overlaps the one before it is left out. */
export function segments(text: string, marks: Mark[]): Segment[] {
  const out: Segment[] = [];
  let end = 0;
  for (const mark of marks) {
    const [from, to] = mark.span;
    if (from < end || to > text.length || from >= to) continue;
    if (from > end) out.push({ text: text.slice(end, from), mark: null });
    out.push({ text: text.slice(from, to), mark });
    end = to;
  }
  if (end < text.length) out.push({ text: text.slice(end), mark: null });
  return out;
}

/** The text cut at numbered boxes first and at its marks inside them; a mark that crosses the edge of a box is cut there. */
export function boxed(text: string, marks: Mark[], boxes: Span[]): Boxed[] {
  const cuts = segments(
    text,
    boxes.map((span, i): Mark => ({ id: String(i), strength: 'mentioned', span })),
  );
  let start = 0;
  return cuts.map(({ text: part, mark }) => {
    const [from, to] = [start, start + part.length];
    start = to;
    const inside = marks.flatMap((m): Mark[] => {
      const [a, b] = [Math.max(m.span[0], from), Math.min(m.span[1], to)];
      return a < b ? [{ ...m, span: [a - from, b - from] }] : [];
    });
    return { box: mark === null ? null : Number(mark.id), segments: segments(part, inside) };
  });
}

/** `top` and those of `below` that none of it touches, in the order of the text. */
export const over = (top: Mark[], below: Mark[]): Mark[] =>
  [...top, ...below.filter(({ span: [a, b] }) => !top.some(({ span: [c, d] }) => a < d && c < b))].sort(
    (a, b) => a.span[0] - b.span[0],
  );

/** Marks of `before` where they now stand in `after`: those that the edit touched are gone, those behind it have moved. */
export function carry(before: string, after: string, marks: Mark[]): Mark[] {
  if (before === after) return marks;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  return marks.flatMap((mark) => {
    const [from, to] = mark.span;
    if (to <= head) return [mark];
    if (from >= before.length - tail) return [{ ...mark, span: [from + shift, to + shift] as Span }];
    return [];
  });
}

/** Spans carried like marks. */
export const carrySpans = (before: string, after: string, spans: Span[]): Span[] =>
  carry(
    before,
    after,
    spans.map((span): Mark => ({ id: '', strength: 'mentioned', span })),
  ).map(({ span }) => span);

/** The mark at a caret, ends included. */
export const markAt = (marks: Mark[], caret: number): Mark | null =>
  marks.find(({ span: [from, to] }) => from <= caret && caret <= to) ?? null;

/** Line of a place in a text, counted from 1. */
export const lineOf = (text: string, place: number): number => text.slice(0, place).split('\n').length;
