/**
 * Text of a page from its placed pieces, in reading order: pieces → runs on a line → columns → lines. A column boundary is
 * the x that fewest runs cross; runs that do cross it (a name, a heading over the whole width) part the page into bands,
 * and inside a band the left column is read before the right one.
 */

/** A piece of text: its left end, its baseline counted downward from the top of the page, width and height. */
export interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pieces closer than this share of the type size belong to one run. */
const RUN_GAP = 1.6;
/** From this gap on there was a blank between two pieces; Chinese is set without any. */
const WORD_GAP = 0.18;
const HAN_GAP = 0.45;
/** Baselines closer than this are one line. */
const SAME_LINE = 0.45;
/** A gap between lines of more than this many line heights is a blank line. */
const PARAGRAPH = 1.9;
/** A column has at least so many lines, and they follow each other: dates set to the right of titles are no column. */
const COLUMN_LINES = 3;
const COLUMN_SPACING = 2.6;
/** At most this share of the runs crosses a column boundary. */
const CROSSING = 0.34;

const right = ({ x, width }: Piece): number => x + width;
const isHan = (char: string | undefined): boolean =>
  char !== undefined && /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(char);

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Pieces by line, lines downward, pieces rightward. */
function linesOf(pieces: Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && piece.y - first.y <= SAME_LINE * Math.max(first.height, piece.height)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

function glue(before: Piece, piece: Piece): string {
  const size = Math.max(before.height, piece.height);
  const gap = piece.x - right(before);
  const han = isHan(before.text.at(-1)) || isHan(piece.text[0]);
  const blank = gap > (han ? HAN_GAP : WORD_GAP) * size && !/\s$/.test(before.text) && !/^\s/.test(piece.text);
  return blank ? ' ' : '';
}

/** Neighbours on a line that stand close are one run. */
function runsOf(line: Piece[]): Piece[] {
  const runs: Piece[] = [];
  for (const piece of line) {
    const last = runs.at(-1);
    if (!last || piece.x - right(last) > RUN_GAP * Math.max(last.height, piece.height)) {
      runs.push({ ...piece });
      continue;
    }
    last.text += glue(last, piece) + piece.text;
    last.width = Math.max(right(last), right(piece)) - last.x;
    last.height = Math.max(last.height, piece.height);
  }
  return runs;
}

const rowText = (line: Piece[]): string => line.map(({ text }) => text.trim()).join('\t');

/** Runs as lines of text, a blank line where the page leaves one. */
function column(runs: Piece[]): string[] {
  const lines = linesOf(runs);
  const out: string[] = [];
  let before: Piece | undefined;
  for (const line of lines) {
    const first = line[0];
    if (!first) continue;
    if (before && first.y - before.y > PARAGRAPH * Math.max(before.height, first.height)) out.push('');
    out.push(rowText(line));
    before = first;
  }
  return out;
}

/** Whether runs make a column of text and not a few words set aside. */
function isColumn(runs: Piece[]): boolean {
  const tops = linesOf(runs).map((line) => line[0]?.y ?? 0);
  if (tops.length < COLUMN_LINES) return false;
  const steps = tops.slice(1).map((y, i) => y - (tops[i] ?? 0));
  return median(steps) <= COLUMN_SPACING * median(runs.map((run) => run.height));
}

interface Split {
  left: Piece[];
  right: Piece[];
  across: Piece[];
}

const parted = (runs: Piece[], x: number): Split => ({
  left: runs.filter((run) => right(run) <= x),
  right: runs.filter((run) => run.x >= x),
  across: runs.filter((run) => run.x < x && right(run) > x),
});

/** The boundary that fewest runs cross, where there are columns on both sides of it. */
function columns(runs: Piece[]): Split | null {
  const starts = [...new Set(runs.map((run) => run.x))].sort((a, b) => a - b).slice(1);
  let best: Split | null = null;
  for (const x of starts) {
    const split = parted(runs, x);
    if (split.across.length > CROSSING * runs.length || (best && split.across.length >= best.across.length)) continue;
    if (isColumn(split.left) && isColumn(split.right)) best = split;
  }
  return best;
}

/** A band between two runs that span the page: column by column, or row by row where there are none. */
function band(left: Piece[], rest: Piece[], depth: number): string[] {
  if (!isColumn(left) || !isColumn(rest)) return column([...left, ...rest]);
  return [...read(left, depth + 1), '', ...read(rest, depth + 1)];
}

function read(runs: Piece[], depth = 0): string[] {
  const split = depth < 3 ? columns(runs) : null;
  if (!split) return column(runs);
  const out: string[] = [];
  let top = -Infinity;
  const upTo = (bottom: number) => {
    const inside = ({ y }: Piece) => y > top && y <= bottom;
    const [left, rest] = [split.left.filter(inside), split.right.filter(inside)];
    if (left.length + rest.length > 0) out.push(...band(left, rest, depth));
    top = bottom;
  };
  for (const line of linesOf(split.across)) {
    const first = line[0];
    if (!first) continue;
    // What stands on the line of a spanning run belongs to that line.
    const beside = [...split.left, ...split.right].filter(
      (run) => Math.abs(run.y - first.y) <= SAME_LINE * first.height,
    );
    upTo(Math.min(first.y, ...beside.map((run) => run.y)) - 1e-6);
    out.push(rowText([...line, ...beside].sort((a, b) => a.x - b.x)));
    top = Math.max(first.y, ...beside.map((run) => run.y));
  }
  upTo(Infinity);
  return out;
}

/** The text of one page. */
export function pageText(pieces: Piece[]): string {
  const runs = linesOf(pieces.filter(({ text }) => text.trim() !== '')).flatMap(runsOf);
  return read(runs)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
