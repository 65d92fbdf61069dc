/**
 * The engine's worker: a classic script behind the glue, started from a blob. Everything it works on is handed to it, but for the engine's second half where a
 * text needs that before it came; it imports nothing, so the site and the file opened from disk run the same code.
 */
import type { Problem } from './generated/report.ts';
import { Halves } from './halves.ts';
import { Fitting, type Job } from './worker-fit.ts';
import type { FromWorker, LoadedModel, PlainCall, Resource, ToWorker } from './messages.ts';

/** What the glue exports: of engine/wasm/bindings.cpp in the engine's worker, of fit_bindings.cpp in a fit's. */
interface Engine {
  load(kind: string, bytes: Uint8Array): string;
  removeModel(id: string): string;
  analyze(request: string): string;
  delete(): void;
}
interface Glue extends Record<Exclude<PlainCall, 'decideQuota'>, (argument: string) => string> {
  decideQuota(limits: unknown, before: unknown, now: unknown): object;
  Engine: new () => Engine;
  FitJob: new () => Job;
  version(): string;
}
declare function createChouma(
  options: { wasmBinary: ArrayBuffer } | { instantiateWasm: ReturnType<Halves['instantiator']> },
): Promise<Glue>;

let glue: Glue | null = null;
let engine: Engine | null = null;
let halves: Halves | null = null;
let fitting: Fitting | null = null;

const post = (message: FromWorker) => (self as unknown as { postMessage(m: FromWorker): void }).postMessage(message);

function internal(where: string, error: unknown): Problem {
  const value = error instanceof Error ? error.message : String(error);
  return { code: 'internal', where, value, allowed: '', message: `${where} failed: ${value}` };
}

type Answer = Partial<LoadedModel> & { error?: Problem };

function answer(target: Engine, { kind, bytes }: Resource): Answer {
  try {
    return JSON.parse(target.load(kind, new Uint8Array(bytes))) as Answer;
  } catch (error) {
    return { error: internal(`load ${kind}`, error) };
  }
}

/** What the engine refused of the files, and the salary models that it took. */
function taken(target: Engine, resources: Resource[]): { refused: Problem[]; models: LoadedModel[] } {
  const answers = resources.map((resource) => answer(target, resource));
  return {
    refused: answers.flatMap(({ error }) => error ?? []),
    models: answers.filter((a): a is LoadedModel => a.passport !== undefined),
  };
}

/** The bytes of a file of the page, while everything waits. */
function fetchNow(address: string | null): ArrayBuffer {
  if (address === null) throw new Error('the engine is whole');
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${address}: HTTP ${request.status}`);
  return request.response as ArrayBuffer;
}

async function load({ wasm, rest, resources }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
  try {
    const both = new Halves(() => fetchNow(rest));
    halves = both;
    glue = await new Promise<Glue>((resolve, reject) => {
      createChouma({ instantiateWasm: both.instantiator(wasm, reject) }).then(resolve, reject);
    });
    engine?.delete();
    const fresh = new glue.Engine();
    engine = fresh;
    post({ type: 'loaded', version: glue.version(), ...taken(fresh, resources) });
  } catch (error) {
    post({ type: 'failed', problem: internal('engine', error) });
  }
}

async function extend({ rest, resources }: Extract<ToWorker, { type: 'extend' }>): Promise<void> {
  try {
    if (!engine) throw new Error('extend came before load');
    if (rest) await halves?.join(rest);
    post({ type: 'extended', refused: taken(engine, resources).refused });
  } catch (error) {
    post({ type: 'failed', problem: internal('extend', error) });
  }
}

function add(bytes: ArrayBuffer): void {
  if (!engine) return post({ type: 'failed', problem: internal('add', new Error('add came before load')) });
  post({ type: 'added', answer: answer(engine, { kind: 'salary_model', bytes }) as LoadedModel | { error: Problem } });
}

function decided(by: Glue, argument: string): string {
  const { limits, before, now } = JSON.parse(argument) as Record<string, unknown>;
  return JSON.stringify(by.decideQuota(limits, before, now));
}

function call(name: PlainCall, argument: string): void {
  try {
    if (!glue) throw new Error('call came before load');
    post({ type: 'called', answer: name === 'decideQuota' ? decided(glue, argument) : glue[name](argument) });
  } catch (error) {
    post({ type: 'failed', problem: internal(name, error) });
  }
}

async function fit({ wasm, lexicon, shipped, table, order }: Extract<ToWorker, { type: 'fit' }>): Promise<void> {
  try {
    const { FitJob } = await createChouma({ wasmBinary: wasm });
    fitting = new Fitting(FitJob, (progress) => post({ type: 'progress', progress }));
    const bytes = (buffer: ArrayBuffer) => new Uint8Array(buffer);
    post(await fitting.run(order, bytes(table), bytes(lexicon), bytes(shipped)));
  } catch (error) {
    post({ type: 'failed', problem: internal('fit', error) });
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
      void load(data);
      break;
    case 'extend':
      void extend(data);
      break;
    case 'add':
      add(data.bytes);
      break;
    case 'remove':
      engine?.removeModel(data.id);
      break;
    case 'fit':
      void fit(data);
      break;
    case 'cancel':
      fitting?.cancel();
      break;
    case 'call':
      call(data.name, data.argument);
      break;
    case 'analyze':
      analyze(data.id, data.request);
      break;
  }
};
