/** The engine in a worker of the browser: the page's own client and worker. */
import { EngineClient, type Loaded, type Opened } from '../../../web/src/engine/client.ts';
import type { FromWorker } from '../../../web/src/engine/messages.ts';
import { dispose } from './dispose.ts';
import { ChoumaError, refused } from './error.ts';
import { shipped, wasm } from './shipped.ts';
import type { ChoumaWorker, LoadedModel, OpenOptions, Problem, Report, Resource, ResourceKind } from './types.ts';

export { ChoumaError, shipped };
export type * from './types.ts';

export interface Handlers {
  /** The newest question's report, and how long the engine took, in milliseconds. A request that could not be read has its `error`. */
  report(report: Report, milliseconds: number): void;
  /** The worker can answer no more. */
  failure(error: ChoumaError): void;
}

const message = (code: string, value: string, message: string) =>
  new ChoumaError({ code, where: 'worker', value, allowed: '', message });

function start(): { worker: Worker; port: Opened['port'] } {
  if (typeof Worker === 'undefined')
    throw message(
      'no_worker',
      'none',
      'There is no Worker here; in Node, call open of chouma in a thread of node:worker_threads.',
    );
  const worker = new Worker(new URL('./chouma-files/worker.js', import.meta.url), { type: 'module' });
  const port: Opened['port'] = {
    post: (sent, transfer) => worker.postMessage(sent, transfer),
    onmessage: () => undefined,
    onerror: () => undefined,
    close: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => port.onmessage(data);
  worker.onerror = (event) =>
    port.onerror(
      message('internal', event.message, `The worker failed: ${event.message || 'its script was not loaded'}.`),
    );
  return { worker, port };
}

class InWorker implements ChoumaWorker {
  readonly version: string;
  readonly models: LoadedModel[];
  #client: EngineClient;
  #worker: Worker | null;

  constructor(client: EngineClient, worker: Worker, { version, models }: Loaded) {
    this.version = version;
    this.models = models;
    this.#client = client;
    this.#worker = worker;
  }

  get #open(): EngineClient {
    if (this.#worker) return this.#client;
    throw message('closed', 'closed', 'chouma is closed; open another.');
  }

  ask(question: Parameters<ChoumaWorker['ask']>[0]): void {
    this.#open.ask(question);
  }

  addModel(bytes: ArrayBuffer): Promise<LoadedModel> {
    return this.#open.add(bytes).catch(refusal);
  }

  removeModel(id: string): void {
    this.#open.remove(id);
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  [dispose](): void {
    this.close();
  }
}

/** Bytes of its own, which may move to the worker. */
const owned = ({ kind, bytes }: Resource): { kind: ResourceKind; bytes: ArrayBuffer } => ({
  kind,
  bytes: new Uint8Array(bytes).slice().buffer,
});

/** Starts an engine in a worker, with the shipped resources or with those given instead. Rejects with a ChoumaError. */
export async function openInWorker(handlers: Handlers, { resources }: OpenOptions = {}): Promise<ChoumaWorker> {
  const { worker, port } = start();
  const begin = async (): Promise<Opened> => {
    const [bytes, files] = await Promise.all([wasm(), resources ?? shipped()]);
    return { port, wasm: bytes, resources: files.map(owned), later: async () => [] };
  };
  let opened: ChoumaWorker | undefined;
  const failure = (problem: Problem) => {
    opened?.close();
    handlers.failure(new ChoumaError(problem));
  };
  const client = new EngineClient(begin, { report: handlers.report, failure });
  try {
    const loaded = await client.load();
    const [first] = loaded.refused;
    if (first) throw new ChoumaError(first);
    opened = new InWorker(client, worker, loaded);
    return opened;
  } catch (error) {
    worker.terminate();
    return refusal(error);
  }
}

const refusal = refused('internal', 'worker');
