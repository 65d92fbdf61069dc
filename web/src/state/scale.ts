/** The one money axis: its domain, its ticks and where an amount stands on it. */
export interface Domain {
  lo: number;
  hi: number;
}
/** Amounts that the axis must hold: `marks` for certain, `whiskers` as far as they do not squeeze the marks. */
export interface MoneyMarks {
  marks: number[];
  whiskers: number[];
  /** The rightmost mark with a label to its right. */
  labelled: number | null;
}

const STEP = 5_000;
/** Whiskers may widen the axis to this share beyond the marks; longer ones run out at its end. */
const REACH = 0.25;
/** A label to the right of its stem needs this share of the axis. */
const LABEL_AT = 0.8;

export const holds = ({ lo, hi }: Domain, value: number): boolean => value >= lo && value <= hi;

/**
 * The domain that holds all marks, rounded outward to 5,000; `previous` is kept while nothing leaves it, and only ever
 * widened, so that marks stay comparable during a visit. Null where there is no mark.
 */
export function domainHolding({ marks, whiskers, labelled }: MoneyMarks, previous: Domain | null): Domain | null {
  const sure = marks.filter(Number.isFinite);
  if (sure.length === 0) return null;
  const [least, most] = [Math.min(...sure), Math.max(...sure)];
  const reach = (most - least) * REACH;
  const all = [...sure, ...whiskers.filter((v) => v >= least - reach && v <= most + reach)];
  let lo = Math.max(0, Math.floor(Math.min(...all) / STEP) * STEP);
  let hi = Math.max(lo + STEP, Math.ceil(Math.max(...all) / STEP) * STEP);
  if (labelled !== null) hi = Math.max(hi, Math.ceil((lo + (labelled - lo) / LABEL_AT) / STEP) * STEP);
  if (previous) [lo, hi] = [Math.min(lo, previous.lo), Math.max(hi, previous.hi)];
  return previous && previous.lo === lo && previous.hi === hi ? previous : { lo, hi };
}

/** Ticks each 10,000; wider axes each 20,000 or 50,000 so that labels keep apart. */
export function ticks({ lo, hi }: Domain): number[] {
  const span = hi - lo;
  const step = span <= 90_000 ? 10_000 : span <= 180_000 ? 20_000 : 50_000;
  const all: number[] = [];
  for (let tick = Math.ceil(lo / step) * step; tick <= hi; tick += step) all.push(tick);
  return all;
}

/** Share of the axis, 0 … 1; amounts outside stand at its ends. */
export const share = ({ lo, hi }: Domain, value: number): number => Math.min(1, Math.max(0, (value - lo) / (hi - lo)));

/** As an SVG length. */
export const at = (domain: Domain, value: number): string => `${(share(domain, value) * 100).toFixed(2)}%`;

/** Centres moved apart until each keeps `gap` from the next, in order, inside [lo, hi], as little as a forward and a backward pass can. */
export function spread(centres: number[], gap: number, lo: number, hi: number): number[] {
  const out = [...centres];
  for (let i = 0; i < out.length; i += 1) {
    const floor = i === 0 ? lo : (out[i - 1] ?? lo) + gap;
    out[i] = Math.max(out[i] ?? lo, floor);
  }
  for (let i = out.length - 1; i >= 0; i -= 1) {
    const roof = i === out.length - 1 ? hi : (out[i + 1] ?? hi) - gap;
    out[i] = Math.min(out[i] ?? hi, roof);
  }
  return out;
}
