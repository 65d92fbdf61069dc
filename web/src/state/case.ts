/** A case: what the user laid down, without what the page made of it. It is shared by address and kept as a profile. */
import type { ProfileSection } from '../engine/generated/report.ts';
import { BLANK, isBlank, type Input } from './input.ts';
import { BLANK_NEGOTIATION, type NegotiationState } from './negotiation.ts';
import { BLANK_OFFERS, type OffersState, type Typed } from './offers.ts';
import type { State } from './state.ts';

export interface Case {
  input: Input;
  negotiation: Pick<NegotiationState, 'typed' | 'moves' | 'issues' | 'worths'>;
  offers: Pick<OffersState, 'outlook' | 'extended'> & { drafts: Typed[] };
}

export const BLANK_CASE: Case = {
  input: BLANK,
  negotiation: { typed: {}, moves: [], issues: null, worths: {} },
  offers: { drafts: [], outlook: {}, extended: false },
};

/** All of it, free text too. */
export function caseOf({ input, negotiation, offers }: State): Case {
  const { typed, moves, issues, worths } = negotiation;
  const drafts = offers.drafts.map((draft) => draft.typed);
  return {
    input,
    negotiation: { typed, moves, issues, worths },
    offers: { drafts, outlook: offers.outlook, extended: offers.extended },
  };
}

/** The skills that the report found and that were neither negated nor taken away, as chips; its facts where none were set by hand. */
function foundIn(input: Input, profile: ProfileSection | null): Partial<Input> {
  if (!profile) return {};
  const held = profile.skills.filter(({ strength, removed }) => strength !== 'negated' && !removed);
  const tags = [...held.map(({ id }) => id), ...profile.unknown_tags];
  const read = <Value>({ value, origin }: { value: Value; origin: string }): Value | null =>
    origin === 'text' || origin === 'resume' ? value : null;
  return {
    tags,
    removed: [],
    city: input.city ?? read(profile.city),
    years: input.years ?? read(profile.years),
    education: input.education ?? read(profile.education),
    level: input.level ?? read(profile.level),
  };
}

/** The case without free text: no posting, no résumé, no names of offers or projects. What was read of the text stays, as chips and facts. */
export function withoutText(whole: Case, profile: ProfileSection | null): Case {
  const { input, offers } = whole;
  const hasText = !isBlank(input.text) || !isBlank(input.resume);
  const found = hasText ? foundIn(input, profile) : {};
  const unnamed = (typed: Typed): Typed =>
    Object.fromEntries(Object.entries(typed).filter(([field]) => field !== 'name'));
  // An empty list says that there are none, which is no text.
  const merged = input.said.merged?.length === 0 ? [] : null;
  return {
    ...whole,
    input: { ...input, ...found, text: '', resume: '', said: { ...input.said, merged } },
    offers: { ...offers, drafts: offers.drafts.map(unnamed) },
  };
}

/** The state with a case on the table. The sealed check is between two people and stays as it is. */
export function withCase(state: State, { input, negotiation, offers }: Case): State {
  const { nextKey, seal } = state.offers;
  const drafts = offers.drafts.map((typed, i) => ({ key: nextKey + i, typed }));
  return {
    ...state,
    input,
    example: null,
    exampleResume: false,
    reading: { phase: 'none' },
    negotiation: { ...BLANK_NEGOTIATION, ...negotiation },
    offers: { ...BLANK_OFFERS, ...offers, drafts, nextKey: nextKey + drafts.length, seal },
  };
}
