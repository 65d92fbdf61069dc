/** The sealed check: two pages hand over hashes first and numbers after, as text that people copy and paste. Pure. */
import type { Problem } from '../engine/generated/report.ts';
import { numberOf } from './typed.ts';

export type Party = 'candidate' | 'employer';

/** One side's number, before or after it is told. */
export interface Sealed {
  party: Party;
  number: number;
  salt: string;
}
/** What the engine says once both are open; ids of sentences in its table of advice. */
export interface Met {
  overlap: boolean;
  candidate_learns: string[];
  employer_learns: string[];
  both: string[];
}
/** The engine's part, by way of its worker. */
export interface Seals {
  seal(sealed: Sealed): Promise<{ commitment: string } | { error: Problem }>;
  open(
    mine: Sealed & { commitment: string },
    theirs: Sealed & { commitment: string },
  ): Promise<Met | { error: Problem }>;
}

export interface SealState {
  party: Party;
  /** As typed. */
  number: string;
  /** Mine, once sealed: it cannot change any more. */
  mine: (Sealed & { commitment: string }) | null;
  /** What was pasted of the other side, as it came. */
  pasted: { seal: string; opening: string };
  /** Theirs, once a seal was read in what was pasted. */
  theirs: string | null;
  met: Met | null;
  problem: Problem | null;
}

export type SealAct =
  | { type: 'party'; party: Party }
  | { type: 'number'; text: string }
  | { type: 'sealed'; sealed: Sealed; commitment: string }
  | { type: 'paste'; what: 'seal' | 'opening'; text: string }
  | { type: 'met'; met: Met }
  | { type: 'refused'; problem: Problem }
  | { type: 'again' };

export const UNSEALED: SealState = {
  party: 'candidate',
  number: '',
  mine: null,
  pasted: { seal: '', opening: '' },
  theirs: null,
  met: null,
  problem: null,
};

/** What `openSeals` of the engine takes: each side by its role, numbers told. */
function opened(mine: Sealed & { commitment: string }, theirs: Sealed & { commitment: string }) {
  const told = ({ number, salt, commitment }: Sealed & { commitment: string }) => ({ number, salt, commitment });
  const [candidate, employer] = mine.party === 'candidate' ? [mine, theirs] : [theirs, mine];
  return { candidate: told(candidate), employer: told(employer), meeting: 'told' };
}

/** The check by one who calls the engine. */
export const sealsBy = (
  call: <Answer>(name: 'sealNumber' | 'openSeals', argument: object) => Promise<Answer>,
): Seals => ({
  seal: (sealed) => call('sealNumber', sealed),
  open: (mine, theirs) => call('openSeals', opened(mine, theirs)),
});

export const sealCode = ({ party, commitment }: { party: Party; commitment: string }): string =>
  `chouma-seal-1-${party}-${commitment}`;
export const openingCode = ({ party, number, salt }: Sealed): string => `chouma-open-1-${party}-${number}-${salt}`;

const SEAL = /chouma-seal-1-(candidate|employer)-([0-9a-f]{64})(?![0-9a-f])/i;
const OPENING = /chouma-open-1-(candidate|employer)-(\d{1,9})-([0-9a-f]{32,128})(?![0-9a-f])/i;

/** What was pasted instead of a code of the other side: words without one, or one's own. */
export type Misread = 'none' | 'own' | 'opening_first' | 'seal_again';

/** The other side's hash in what was pasted, among other words too. */
export function readSeal(text: string, mine: Party): { commitment: string } | Misread {
  const found = SEAL.exec(text);
  if (!found) return OPENING.test(text) ? 'opening_first' : 'none';
  return found[1]?.toLowerCase() === mine ? 'own' : { commitment: (found[2] ?? '').toLowerCase() };
}

export function readOpening(text: string, mine: Party): Sealed | Misread {
  const found = OPENING.exec(text);
  if (!found) return SEAL.test(text) ? 'seal_again' : 'none';
  const party = found[1]?.toLowerCase() as Party;
  return party === mine ? 'own' : { party, number: Number(found[2]), salt: found[3] ?? '' };
}

/** 32 random bytes as hex. */
export const saltOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const typedNumber = ({ number }: SealState): number | null => numberOf(number);

function paste(state: SealState, what: 'seal' | 'opening', text: string): SealState {
  const pasted = { ...state.pasted, [what]: text };
  if (what === 'opening') return { ...state, pasted, met: null, problem: null };
  // A seal that was read stays: whoever could exchange it after seeing an opening could cheat.
  if (!state.mine || state.theirs !== null) return state;
  const seal = readSeal(text, state.mine.party);
  return { ...state, pasted, theirs: typeof seal === 'string' ? null : seal.commitment };
}

export function reduceSeal(state: SealState, act: SealAct): SealState {
  switch (act.type) {
    case 'party':
      return state.mine ? state : { ...state, party: act.party, problem: null };
    case 'number':
      return state.mine ? state : { ...state, number: act.text, problem: null };
    case 'sealed':
      return state.mine ? state : { ...state, mine: { ...act.sealed, commitment: act.commitment }, problem: null };
    case 'paste':
      return paste(state, act.what, act.text);
    case 'met':
      return { ...state, met: act.met, problem: null };
    case 'refused':
      return { ...state, problem: act.problem };
    case 'again':
      return { ...UNSEALED, party: state.party };
  }
}
