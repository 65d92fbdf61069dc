/** What the odds, the plan and the next step show of a negotiation. Pure. */
import type { Change, NegotiationSection, Text } from '../engine/generated/report.ts';
import { share, type Domain } from './scale.ts';

type Curve = NonNullable<NegotiationSection['curve']>;
export const PATHS = ['boulware', 'linear', 'conceder'] as const;
export type PathId = (typeof PATHS)[number];

/** Points of a path in a box of 100 by 100, y from the top. */
export const path = (points: [number, number][]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');

/** The same, closed down to the ground. */
export function area(points: [number, number][]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? `${path(points)}L${last[0].toFixed(2)} 100L${first[0].toFixed(2)} 100Z` : '';
}

/** [amount, share of the height] as points; amounts outside the axis are left out, but for the nearest on either side. */
export function onAxis(domain: Domain, points: [number, number][]): [number, number][] {
  const kept = points.filter(([amount], i) => {
    const near = points[i + 1]?.[0] ?? amount;
    const before = points[i - 1]?.[0] ?? amount;
    return near >= domain.lo && before <= domain.hi;
  });
  return kept.map(([amount, height]) => [100 * share(domain, amount), 100 * (1 - height)]);
}

export interface Odds {
  deal: [number, number][];
  withdrawn: [number, number][];
  /** Certainty equivalent less what there is without a deal, as a share of the largest. */
  gain: [number, number][];
}

export function odds(curve: Curve, batna: number): Odds {
  const gains = curve.map(([, , , , , certain]) => Math.max(0, certain - batna));
  const most = Math.max(...gains, 1);
  return {
    deal: curve.map(([ask, deal]) => [ask, deal]),
    withdrawn: curve.map(([ask, , , withdrawn]) => [ask, withdrawn]),
    gain: curve.map(([ask], i) => [ask, (gains[i] ?? 0) / most]),
  };
}

/** About so many rows of the curve, evenly, the ends and the opening among them. */
export function some(curve: Curve, opening: number | null, count: number): Curve {
  const step = Math.max(1, Math.ceil((curve.length - 1) / count));
  return curve.filter(([ask], i) => i % step === 0 || i === curve.length - 1 || ask === opening);
}

export interface PlanRow {
  /** 1 … */
  round: number;
  phase: 'done' | 'now' | 'planned';
  ask: number | null;
  offer: { amount: number; low: number; high: number } | null;
  reached: number | null;
  accepted: number | null;
  acceptFrom: number | null;
  /** Against the ask before. */
  step: number | null;
  gives: Change[];
  gets: Change[];
}

const EMPTY = { reached: null, accepted: null, acceptFrom: null, step: null, gives: [], gets: [] };

/** What has happened: a row holds at most one ask and the offer that answers it. */
function happened(moves: NegotiationSection['moves']): PlanRow[] {
  const rows: PlanRow[] = [];
  for (const { by, amount } of moves) {
    const last = rows.at(-1);
    const offer = { amount, low: amount, high: amount };
    if (by === 'employer' && last && last.offer === null) last.offer = offer;
    else
      rows.push({
        ...EMPTY,
        round: rows.length + 1,
        phase: 'done',
        ask: by === 'candidate' ? amount : null,
        offer: by === 'employer' ? offer : null,
      });
  }
  return rows;
}

/** The rounds in order, those that happened and those planned. */
export function planRows({ moves, rounds }: NegotiationSection): PlanRow[] {
  const rows = happened(moves);
  rounds.forEach(({ ask, reached, accepted, accept_from, employer, gives, gets }, i) => {
    const before = rows.findLast((row) => row.ask !== null)?.ask ?? null;
    rows.push({
      round: rows.length + 1,
      phase: i === 0 ? 'now' : 'planned',
      ask,
      offer: employer && { amount: employer.median, low: employer.low, high: employer.high },
      reached,
      accepted,
      acceptFrom: accept_from,
      step: before === null ? null : ask - before,
      gives,
      gets,
    });
  });
  return rows;
}

export interface Step {
  action: 'ask' | 'accept' | 'walk';
  amount: number | null;
  /** Of all rounds, those that happened and those planned. */
  round: number;
  rounds: number;
  /** Against the ask before; null for the first. */
  step: number | null;
  acceptFrom: number | null;
  next: number | null;
  standing: number | null;
}

/** What to do now; null where there is no plan. */
export function nextStep(section: NegotiationSection): Step | null {
  if (section.action === null) return null;
  const rows = planRows(section);
  const now = rows.find(({ phase }) => phase === 'now');
  const standing = section.moves.findLast(({ by }) => by === 'employer')?.amount ?? null;
  return {
    action: section.action,
    amount: section.action === 'ask' ? (now?.ask ?? null) : section.action === 'accept' ? standing : null,
    round: now?.round ?? rows.length,
    rounds: rows.length,
    step: now?.step ?? null,
    acceptFrom: section.rounds[0]?.accept_from ?? null,
    next: section.rounds[1]?.ask ?? null,
    standing,
  };
}

type Issues = NegotiationSection['issues'];

/** A change by its names: the issue, and the values from and to; base pay has no issue of the table. */
export function changeNames(issues: Issues, { issue, from, to }: Change): { issue: Text | null; from: Text; to: Text } {
  const of = issues.find(({ id }) => id === issue);
  const name = (id: string): Text => of?.values.find((value) => value.id === id)?.name ?? { zh: id, en: id };
  return { issue: of?.name ?? null, from: name(from), to: name(to) };
}
