/**
 * The engine's worker: a classic script behind the glue, started from a blob. Everything it works on is handed to it;
 * it fetches and imports nothing, so the site and the file opened from disk run the same code.
 */
import type { Problem } from './generated/report.ts';
import type { FromWorker, Resource, ToWorker } from './messages.ts';

/** What the glue exports of engine/wasm/bindings.cpp. */
interface Engine {
  load(kind: string, bytes: Uint8Array): string;
  analyze(request: string): string;
  delete(): void;
}
interface Glue {
  Engine: new () => Engine;
  version(): string;
}
declare function createChouma(options: { wasmBinary: ArrayBuffer }): Promise<Glue>;

let engine: Engine | null = null;

const post = (message: FromWorker) => (self as unknown as { postMessage(m: FromWorker): void }).postMessage(message);

function internal(where: string, error: unknown): Problem {
  const value = error instanceof Error ? error.message : String(error);
  return { code: 'internal', where, value, allowed: '', message: `${where} failed: ${value}` };
}

/** The problem for which the engine refused the bytes, or null where it took them. */
function refusal(target: Engine, { kind, bytes }: Resource): Problem | null {
  try {
    const answer = JSON.parse(target.load(kind, new Uint8Array(bytes))) as { error?: Problem };
    return answer.error ?? null;
  } catch (error) {
    return internal(`load ${kind}`, error);
  }
}

const refusals = (target: Engine, resources: Resource[]): Problem[] =>
  resources.map((resource) => refusal(target, resource)).filter((problem) => problem !== null);

async function load(wasm: ArrayBuffer, resources: Resource[]): Promise<void> {
  try {
    const glue = await createChouma({ wasmBinary: wasm });
    engine?.delete();
    const fresh = new glue.Engine();
    engine = fresh;
    post({ type: 'loaded', version: glue.version(), refused: refusals(fresh, resources) });
  } catch (error) {
    post({ type: 'failed', problem: internal('engine', error) });
  }
}

function extend(resources: Resource[]): void {
  try {
    if (!engine) throw new Error('extend came before load');
    post({ type: 'extended', refused: refusals(engine, resources) });
  } catch (error) {
    post({ type: 'failed', problem: internal('extend', error) });
  }
}

function analyze(id: number, request: string): void {
  try {
    if (!engine) throw new Error('analyze came before load');
    const start = performance.now();
    const report = engine.analyze(request);
    post({ type: 'report', id, report, ms: performance.now() - start });
  } catch (error) {
    post({ type: 'failed', problem: internal('analyze', error) });
  }
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'load':
      void load(data.wasm, data.resources);
      break;
    case 'extend':
      extend(data.resources);
      break;
    case 'analyze':
      analyze(data.id, data.request);
      break;
  }
};
