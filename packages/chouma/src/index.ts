/**
 * The engine in this thread: JSON in, JSON out, nothing kept between calls and nothing sent anywhere.
 * A call takes milliseconds; where a page must not wait for it, use `chouma/worker`.
 */
import createChouma, { type Handle } from './chouma-files/glue.js';
import { dispose } from './dispose.ts';
import { ChoumaError, closed, refused } from './error.ts';
import { allOf, shipped, wasm } from './shipped.ts';
import type {
  Chouma,
  Extraction,
  LoadedModel,
  OpenOptions,
  Prediction,
  Problem,
  Question,
  Report,
  ResourceKind,
} from './types.ts';

export { ChoumaError, shipped };
export type * from './types.ts';

class Opened implements Chouma {
  readonly version: string;
  #handle: Handle | null;

  constructor(version: string, handle: Handle) {
    this.version = version;
    this.#handle = handle;
  }

  get #engine(): Handle {
    if (this.#handle) return this.#handle;
    throw closed();
  }

  analyze(question: Question): Report {
    const request = { schema: 'chouma.request/1', id: 0, ...question };
    const report = JSON.parse(this.#engine.analyze(JSON.stringify(request))) as Report;
    if (report.error) throw new ChoumaError(report.error);
    return report;
  }

  analyzeText(request: string): string {
    return this.#engine.analyze(request);
  }

  extract(text: string): Extraction {
    return answered<Extraction>(JSON.parse(this.#engine.extract('', text)));
  }

  predict(tags: string[]): Prediction {
    return answered<Prediction>(this.#engine.predictValue(tags));
  }

  load(kind: ResourceKind, bytes: ArrayBuffer | Uint8Array): LoadedModel | { id: string; hash: string } {
    return answered(JSON.parse(this.#engine.load(kind, new Uint8Array(bytes))));
  }

  removeModel(id: string): void {
    answered(JSON.parse(this.#engine.removeModel(id)));
  }

  close(): void {
    this.#handle?.delete();
    this.#handle = null;
  }

  [dispose](): void {
    this.close();
  }
}

/** The answer, unless it is a refusal. */
function answered<Answer extends object>(answer: Answer | { error: Problem }): Answer {
  if ('error' in answer) throw new ChoumaError(answer.error);
  return answer;
}

/** Starts an engine with the shipped resources, or with those given instead. Rejects with a ChoumaError. */
export async function open({ resources }: OpenOptions = {}): Promise<Chouma> {
  const [wasmBinary, files] = await allOf([wasm(), resources ?? shipped()]);
  const glue = await createChouma({ wasmBinary }).catch(refused('internal', 'engine'));
  const chouma = new Opened(glue.version(), new glue.Engine());
  try {
    for (const { kind, bytes } of files) chouma.load(kind, bytes);
  } catch (error) {
    chouma.close();
    throw error;
  }
  return chouma;
}
