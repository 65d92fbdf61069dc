/** The salary models at hand, and a fit of one's own: what the models tab shows, and how each act changes it. Pure. */
import type { Fit } from '../engine/generated/fit.ts';
import type { Problem } from '../engine/generated/report.ts';
import type { FitProgress, LoadedModel } from '../engine/messages.ts';
import { forTable } from './recipe.ts';
import type { LaterState } from './state.ts';

export interface Model extends LoadedModel {
  /** Came with the page; the others are the user's and can be removed. */
  shipped: boolean;
}
export interface Table {
  file: File;
  encoding: string;
  header: string[];
}
export type FitState =
  | { phase: 'none' }
  | { phase: 'busy'; progress: FitProgress | null; stopping: boolean }
  | { phase: 'done'; fit: Fit }
  | { phase: 'cancelled' }
  | { phase: 'failed'; problem: Problem };
/** A model that was not taken, and why. */
export interface Refusal {
  name: string;
  problem: Problem;
}

export interface ModelsState {
  /** The tab's own code and the shipped recipe. */
  later: LaterState;
  list: Model[];
  /** The id of the model that answers. */
  used: string | null;
  recipe: string;
  table: Table | null;
  fit: FitState;
  refusal: Refusal | null;
}

export type ModelsAct =
  | { type: 'ready'; recipe: string }
  | { type: 'absent'; problem: Problem }
  | { type: 'loaded'; models: LoadedModel[] }
  | { type: 'pick-table'; file: File }
  | { type: 'table'; table: Table }
  | { type: 'recipe'; text: string }
  | { type: 'fit' }
  | { type: 'cancel' }
  | { type: 'progress'; progress: FitProgress }
  | { type: 'fitted'; fit: Fit }
  | { type: 'cancelled' }
  | { type: 'failed'; problem: Problem }
  | { type: 'discard' }
  | { type: 'use-fit' }
  | { type: 'pick-model'; file: File }
  | { type: 'added'; model: LoadedModel }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'use'; id: string }
  | { type: 'remove'; id: string };

export const NO_MODELS: ModelsState = {
  later: { phase: 'absent' },
  list: [],
  used: null,
  recipe: '',
  table: null,
  fit: { phase: 'none' },
  refusal: null,
};

export const isBusy = ({ fit }: ModelsState): boolean => fit.phase === 'busy';
/** No other model may take a shipped one's id. */
export const idProblem = (shipped: readonly { id: string }[], id: string | null): Problem | null => {
  if (id === null || !shipped.some((model) => model.id === id)) return null;
  const allowed = 'an id that no shipped model has';
  return { code: 'out_of_range', where: 'id', value: id, allowed, message: `id is ${id}; allowed: ${allowed}.` };
};
/** The finished fit's model is the one that answers. */
export const isInUse = ({ list, used }: ModelsState, { id, hash }: { id: string; hash: string }): boolean =>
  used === id && list.some((model) => model.id === id && model.hash === hash);

/** The shipped model that was loaded last answers unless another is chosen. */
const shippedId = (list: Model[]): string | null => list.findLast(({ shipped }) => shipped)?.id ?? null;

function changedFit(state: ModelsState, act: ModelsAct): FitState {
  const { fit } = state;
  switch (act.type) {
    case 'fit':
      return { phase: 'busy', progress: null, stopping: false };
    case 'cancel':
      return fit.phase === 'busy' ? { ...fit, stopping: true } : fit;
    case 'progress':
      return fit.phase === 'busy' ? { ...fit, progress: act.progress } : fit;
    case 'fitted':
      return { phase: 'done', fit: act.fit };
    case 'cancelled':
      return { phase: 'cancelled' };
    case 'failed':
      return { phase: 'failed', problem: act.problem };
    case 'discard':
      return { phase: 'none' };
    default:
      return fit;
  }
}

export function reduceModels(state: ModelsState, act: ModelsAct): ModelsState {
  switch (act.type) {
    case 'ready':
      return { ...state, later: { phase: 'ready' }, recipe: state.recipe === '' ? act.recipe : state.recipe };
    case 'absent':
      return { ...state, later: { phase: 'failed', problem: act.problem } };
    case 'loaded': {
      const list = act.models.map((model) => ({ ...model, shipped: true }));
      return { ...state, list, used: shippedId(list) };
    }
    case 'table':
      return { ...state, table: act.table, recipe: forTable(state.recipe, act.table.file.name, act.table.header) };
    case 'recipe':
      return { ...state, recipe: act.text };
    case 'added': {
      const others = state.list.filter(({ id }) => id !== act.model.id);
      return { ...state, list: [...others, { ...act.model, shipped: false }], used: act.model.id, refusal: null };
    }
    case 'refused':
      return { ...state, refusal: act.refusal };
    case 'use':
      return { ...state, used: act.id };
    case 'remove': {
      const list = state.list.filter(({ id }) => id !== act.id);
      return { ...state, list, used: state.used === act.id ? shippedId(list) : state.used };
    }
    default: {
      const fit = changedFit(state, act);
      return fit === state.fit ? state : { ...state, fit };
    }
  }
}
