import type { Draft } from '../../state/offers.ts';
import type { OfferStrings } from '../../strings/offers.ts';

export const markOf = (s: OfferStrings, place: number): string => s.offerMarks[place] ?? String(place + 1);
/** What an offer is called in a sentence: its own name, or its mark. */
export const nameOf = (s: OfferStrings, { typed }: Draft, place: number): string =>
  (typed.name ?? '').trim() || s.offerOf(markOf(s, place));
