/** The premium as steps on the money axis: from the base median, each factor moves the running amount. */
import type { PremiumPart, Report } from '../engine/generated/report.ts';

export interface Step {
  part: PremiumPart;
  from: number;
  to: number;
  /** The 80 % interval of the factor, as amounts at the bar's end. */
  low: number;
  high: number;
}
export interface Waterfall {
  base: number;
  steps: Step[];
  /** Base × raw, then what the clamp makes of it: base × coefficient. */
  raw: number;
  total: number;
  low: number;
  high: number;
  /** Chips that move nothing, by name. */
  flat: PremiumPart[];
}

const moves = (part: PremiumPart) => part.source !== 'base' && part.log !== 0;

export function waterfall({ pay, premium }: Report): Waterfall | null {
  if (!pay || !premium) return null;
  const base = pay.base_median;
  let running = base;
  const moving = premium.parts.filter(moves);
  const ordered = [...moving.filter((p) => p.source !== 'overlap'), ...moving.filter((p) => p.source === 'overlap')];
  const steps = ordered.map((part) => {
    const from = running;
    running = from * part.factor;
    return { part, from, to: running, low: from * part.interval[0], high: from * part.interval[1] };
  });
  return {
    base,
    steps,
    raw: base * premium.raw,
    total: base * premium.coefficient,
    low: base * premium.interval[0],
    high: base * premium.interval[1],
    flat: premium.parts.filter((part) => part.source !== 'base' && part.log === 0),
  };
}

const isOverlap = (step: Step) => step.part.source === 'overlap';

/** The `keep` dearest chips as they are, the other chips as one bar, overlaps always by themselves. One chip left over is shown as itself. */
export function folded(steps: Step[], keep: number): { first: Step[]; rest: Step[]; overlaps: Step[] } {
  const chips = steps.filter((step) => !isOverlap(step));
  const at = chips.length <= keep + 1 ? chips.length : keep;
  return { first: chips.slice(0, at), rest: chips.slice(at), overlaps: steps.filter(isOverlap) };
}
