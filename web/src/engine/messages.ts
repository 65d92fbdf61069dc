/** Everything that crosses between page and worker: two closed unions. */
import type { Problem } from './generated/report.ts';

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
  | 'toolchains';
export interface Resource {
  kind: ResourceKind;
  bytes: ArrayBuffer;
}

export type ToWorker =
  | { type: 'load'; wasm: ArrayBuffer; resources: Resource[] }
  | { type: 'extend'; resources: Resource[] }
  | { type: 'analyze'; id: number; request: string };

export type FromWorker =
  | { type: 'loaded'; version: string; refused: Problem[] }
  | { type: 'extended'; refused: Problem[] }
  | { type: 'failed'; problem: Problem }
  | { type: 'report'; id: number; report: string; ms: number };
