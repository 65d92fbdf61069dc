/** Everything that crosses between page and worker: two closed unions. */
import type { HeldOut, Problem } from './generated/report.ts';

/** The kinds of `Engine::load`. */
export type ResourceKind =
  | 'lexicon'
  | 'salary_model'
  | 'scarcity'
  | 'anchors'
  | 'talk'
  | 'swaps'
  | 'vetoes'
  | 'funnel'
  | 'carryover'
  | 'toolchains'
  | 'tax'
  | 'negotiation'
  | 'packages'
  | 'advice';
export interface Resource {
  kind: ResourceKind;
  bytes: ArrayBuffer;
}

/** What `Engine::load` says of a salary model. */
export interface LoadedModel {
  id: string;
  hash: string;
  passport: {
    recipe: string;
    source: string;
    fitted_on: string;
    period: [string, string];
    rows: number;
    companies: number;
    held_out: { posting: HeldOut; profile: HeldOut };
  };
}

/** What a fit is made of, beside its table. */
export interface FitOrder {
  recipe: string;
  /** Of the table, as TextDecoder names it. */
  encoding: string;
  /** The day of the fit, for the passport. */
  day: string;
}
/** What the next step of a fit does, its units done and in all, and the share of all work done. */
export interface FitProgress {
  stage: 'rows' | 'posting' | 'profile' | 'compare' | 'done';
  unit: number;
  units: number;
  share: number;
}

/** Functions of the glue that need no loaded file: JSON in, JSON out. */
export type PlainCall = 'sealNumber' | 'openSeals' | 'decideQuota';

export type ToWorker =
  /** `rest`: where the second half of the engine's code is fetched from should it be called before `extend` brings it; null where `wasm` is whole. */
  | { type: 'load'; wasm: ArrayBuffer; rest: string | null; resources: Resource[] }
  | { type: 'extend'; rest: ArrayBuffer | null; resources: Resource[] }
  | { type: 'add'; bytes: ArrayBuffer }
  | { type: 'remove'; id: string }
  | { type: 'analyze'; id: number; request: string }
  | { type: 'call'; name: PlainCall; argument: string }
  | { type: 'fit'; wasm: ArrayBuffer; lexicon: ArrayBuffer; shipped: ArrayBuffer; table: ArrayBuffer; order: FitOrder }
  | { type: 'cancel' };

export type FromWorker =
  | { type: 'loaded'; version: string; refused: Problem[]; models: LoadedModel[] }
  | { type: 'extended'; refused: Problem[] }
  | { type: 'added'; answer: LoadedModel | { error: Problem } }
  | { type: 'failed'; problem: Problem }
  | { type: 'report'; id: number; report: string; ms: number }
  | { type: 'called'; answer: string }
  | { type: 'progress'; progress: FitProgress }
  | { type: 'fitted'; fit: string }
  | { type: 'refused'; problem: Problem }
  | { type: 'cancelled' };
