/**
 * The page's side of the engine. The load promise is kept, and dropped when it fails so that the next call tries again.
 * At most one request is with the worker; of those that come meanwhile only the newest is kept, and a reply that is no
 * longer the newest is dropped.
 */
import type { Problem, Report } from './generated/report.ts';
import type { Request } from './generated/request.ts';
import type { FromWorker, LoadedModel, PlainCall, Resource, ToWorker } from './messages.ts';

/** The one error class of the page: what the engine, the worker or the network refused. */
export class EngineError extends Error {
  readonly code: string;
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.code = problem.code;
  }
}

/** The rest of the engine's code where the first answer came from a part of it, and more of what it knows. */
export interface Later {
  rest: ArrayBuffer | null;
  resources: Resource[];
}

export interface Port {
  post(message: ToWorker, transfer: ArrayBuffer[]): void;
  onmessage: (message: FromWorker) => void;
  onerror: (problem: Problem) => void;
  close(): void;
}
export interface Opened {
  port: Port;
  /** What `loadInto` answers; the worker is at it already. */
  loaded: Promise<Loaded>;
  /** Fetches what the first answer can do without. */
  later(): Promise<Later>;
}
export interface Loaded {
  version: string;
  refused: Problem[];
  models: LoadedModel[];
}
/** Gives a new worker what it works on, moving it there. The port is the caller's again when the promise settles; a worker that fails is closed. */
export async function loadInto(
  port: Port,
  { wasm, rest, resources }: Omit<Extract<ToWorker, { type: 'load' }>, 'type'>,
): Promise<Loaded> {
  try {
    return await new Promise<Loaded>((resolve, reject) => {
      port.onmessage = (message) => {
        if (message.type === 'loaded') resolve(message);
        if (message.type === 'failed') reject(new EngineError(message.problem));
      };
      port.onerror = (problem) => reject(new EngineError(problem));
      port.post({ type: 'load', wasm, rest, resources }, [wasm, ...resources.map((r) => r.bytes)]);
    });
  } catch (error) {
    port.close();
    throw error;
  }
}

export type Question = Omit<Request, 'schema' | 'id'>;
export interface Handlers {
  report(report: Report, ms: number): void;
  /** The worker can answer no more; `load` starts another. */
  failure(problem: Problem): void;
}

export function problemOf(error: unknown, code = 'internal', where = 'engine'): Problem {
  if (error instanceof EngineError) return error.problem;
  const value = error instanceof Error ? error.message : String(error);
  return { code, where, value, allowed: '', message: value };
}

export class EngineClient {
  #open: () => Promise<Opened>;
  #handlers: Handlers;
  #loading: Promise<Loaded> | null = null;
  #opened: Opened | null = null;
  /** Settles the `extend` that is under way. */
  #extending: { resolve(refused: Problem[]): void; reject(error: EngineError): void } | null = null;
  /** Settle the `add`s under way, which the worker answers in order. */
  #adding: { resolve(model: LoadedModel): void; reject(error: EngineError): void }[] = [];
  /** Settle the `#call`s under way, which the worker answers in order. */
  #calling: { resolve(answer: unknown): void; reject(error: EngineError): void }[] = [];
  #busy = false;
  #waiting: Request | null = null;
  #last = 0;

  constructor(open: () => Promise<Opened>, handlers: Handlers) {
    this.#open = open;
    this.#handlers = handlers;
  }

  load(): Promise<Loaded> {
    this.#loading ??= this.#boot().catch((error: unknown) => {
      this.#drop();
      throw error;
    });
    return this.#loading;
  }

  ask(question: Question): void {
    this.#last += 1;
    this.#waiting = { schema: 'chouma.request/1', id: this.#last, ...question };
    this.#send();
  }

  /** Gives the worker the later group; what it refuses is listed, the rest is in use from the next question on. */
  async extend(): Promise<Problem[]> {
    await this.load();
    const opened = this.#opened;
    const { rest, resources } = (await opened?.later()) ?? { rest: null, resources: [] };
    const moved = resources.map((r) => r.bytes);
    return new Promise((resolve, reject) => {
      this.#extending = { resolve, reject };
      opened?.port.post({ type: 'extend', rest, resources }, rest ? [rest, ...moved] : moved);
    });
  }

  /** Gives the worker another salary model, to be named in questions; what the engine refuses is thrown. */
  async add(bytes: ArrayBuffer): Promise<LoadedModel> {
    await this.load();
    return new Promise((resolve, reject) => {
      this.#adding.push({ resolve, reject });
      this.#opened?.port.post({ type: 'add', bytes }, [bytes]);
    });
  }

  remove(id: string): void {
    this.#opened?.port.post({ type: 'remove', id }, []);
  }

  /** One of the engine's plain functions, by the worker; what the engine refuses is part of the answer. */
  async call<Answer>(name: PlainCall, argument: object): Promise<Answer> {
    await this.load();
    return new Promise<unknown>((resolve, reject) => {
      this.#calling.push({ resolve, reject });
      this.#opened?.port.post({ type: 'call', name, argument: JSON.stringify(argument) }, []);
    }) as Promise<Answer>;
  }

  async #boot(): Promise<Loaded> {
    const opened = await this.#open();
    const { port } = opened;
    const loaded = await opened.loaded;
    port.onmessage = (message) => this.#receive(message);
    port.onerror = (problem) => this.#fail(problem);
    this.#opened = opened;
    this.#send();
    return loaded;
  }

  #send(): void {
    if (!this.#opened || this.#busy || !this.#waiting) return;
    const request = this.#waiting;
    this.#waiting = null;
    this.#busy = true;
    this.#opened.port.post({ type: 'analyze', id: request.id, request: JSON.stringify(request) }, []);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'failed') return this.#fail(message.problem);
    if (message.type === 'extended') this.#extending?.resolve(message.refused);
    if (message.type === 'added') this.#added(message.answer);
    if (message.type === 'called') this.#calling.shift()?.resolve(JSON.parse(message.answer));
    if (message.type !== 'report') return;
    this.#busy = false;
    if (message.id === this.#last) this.#handlers.report(JSON.parse(message.report) as Report, message.ms);
    this.#send();
  }

  #added(answer: LoadedModel | { error: Problem }): void {
    const waiting = this.#adding.shift();
    if ('error' in answer) waiting?.reject(new EngineError(answer.error));
    else waiting?.resolve(answer);
  }

  #fail(problem: Problem): void {
    this.#extending?.reject(new EngineError(problem));
    for (const { reject } of [...this.#adding, ...this.#calling]) reject(new EngineError(problem));
    this.#drop();
    this.#handlers.failure(problem);
  }

  #drop(): void {
    this.#opened?.port.close();
    this.#opened = null;
    this.#extending = null;
    this.#adding = [];
    this.#calling = [];
    this.#busy = false;
    this.#loading = null;
  }
}
