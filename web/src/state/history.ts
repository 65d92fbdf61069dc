/** Undo and redo of what the user laid down: whole snapshots, which share all that did not change. Pure. */
import type { NegotiationAct } from './negotiation.ts';
import type { OffersAct } from './offers.ts';
import type { Act, State } from './state.ts';

/** What a step changed; each has its words. */
export type Touched = 'text' | 'resume' | 'chips' | 'facts' | 'said' | 'negotiation' | 'offers' | 'all';

type Laid = Pick<State, 'input' | 'example' | 'exampleResume' | 'negotiation' | 'offers'>;
interface Step {
  /** What lay there before the step, or after it where the step was undone. */
  laid: Laid;
  touched: Touched;
}
export interface History {
  past: Step[];
  future: Step[];
  /** The field that is being typed in: what follows in it is the same step. */
  run: string | null;
}

export const NO_HISTORY: History = { past: [], future: [], run: null };
export const MOST_STEPS = 100;

const TOUCHED: Partial<Record<Act['type'], Touched>> = {
  text: 'text',
  example: 'text',
  clear: 'text',
  resume: 'resume',
  read: 'resume',
  'example-resume': 'resume',
  add: 'chips',
  remove: 'chips',
  restore: 'chips',
  city: 'facts',
  years: 'facts',
  education: 'facts',
  level: 'facts',
  said: 'said',
  answer: 'said',
  tool: 'said',
  negotiation: 'negotiation',
  offers: 'offers',
  open: 'all',
};

const talkRun = (act: NegotiationAct): string | null => {
  if (act.type === 'setting') return `setting ${act.field}`;
  return act.type === 'worth' ? `worth ${act.issue}` : null;
};
const offersRun = (act: OffersAct): string | null => {
  if (act.type === 'field') return `offer ${act.key} ${act.field}`;
  return act.type === 'outlook' ? `outlook ${act.field}` : null;
};

/** The field that an act types in; null where the act is a step by itself. */
function runOf(act: Act): string | null {
  switch (act.type) {
    case 'text':
    case 'resume':
    case 'years':
      return act.type;
    case 'said':
      return `said ${Object.keys(act.said).join()}`;
    case 'negotiation':
      return talkRun(act.act);
    case 'offers':
      return offersRun(act.act);
    default:
      return null;
  }
}

const laidIn = ({ input, example, exampleResume, negotiation, offers }: State): Laid => ({
  input,
  example,
  exampleResume,
  negotiation,
  offers,
});

/** The sealed check is between two people: what was sealed is not taken back, and keys of offers are not used again. */
const put = (state: State, { offers, ...laid }: Laid): State => {
  const { seal, nextKey } = state.offers;
  return { ...state, ...laid, offers: { ...offers, seal, nextKey }, reading: { phase: 'none' } };
};

/** `after` with the step from `before` in its history, where it changed what lies there. */
export function remember(before: State, after: State, act: Act): State {
  const touched = TOUCHED[act.type];
  // Examples that follow the language are no step of the user's.
  const follows = (act.type === 'example' || act.type === 'example-resume') && act.follows === true;
  if (touched === undefined || follows || (act.type === 'offers' && act.act.type === 'seal')) return after;
  const { input, negotiation, offers, history } = before;
  if (input === after.input && negotiation === after.negotiation && offers === after.offers) return after;
  const run = runOf(act);
  const goes = run !== null && run === history.run;
  const past = goes ? history.past : [...history.past, { laid: laidIn(before), touched }].slice(-MOST_STEPS);
  return { ...after, history: { past, future: [], run } };
}

/** The last step taken back. */
export function undo(state: State): State {
  const { past, future } = state.history;
  const step = past.at(-1);
  if (!step) return state;
  const undone = { laid: laidIn(state), touched: step.touched };
  return { ...put(state, step.laid), history: { past: past.slice(0, -1), future: [...future, undone], run: null } };
}

/** The step that was taken back last, taken again. */
export function redo(state: State): State {
  const { past, future } = state.history;
  const step = future.at(-1);
  if (!step) return state;
  const done = { laid: laidIn(state), touched: step.touched };
  return { ...put(state, step.laid), history: { past: [...past, done], future: future.slice(0, -1), run: null } };
}

/** Typing has rested: what comes next is a step of its own. */
export const rest = (state: State): State =>
  state.history.run === null ? state : { ...state, history: { ...state.history, run: null } };

/** What the next undo or redo would touch; null where there is none. */
export const nextOf = ({ past, future }: History, act: 'undo' | 'redo'): Touched | null =>
  (act === 'undo' ? past : future).at(-1)?.touched ?? null;
