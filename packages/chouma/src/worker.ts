/** The engine in a worker of the browser: the page's own client and worker. */
import {
  EngineClient,
  loadInto,
  type Loaded,
  type Port,
} from "../../../web/src/engine/client.ts";
import type { FromWorker } from "../../../web/src/engine/messages.ts";
import { dispose } from "./dispose.ts";
import { ChoumaError, closed, refused } from "./error.ts";
import { allOf, shipped, wasm } from "./shipped.ts";
import type {
  ChoumaWorker,
  LoadedModel,
  OpenOptions,
  Problem,
  Report,
  Resource,
  ResourceKind,
} from "./types.ts";

export { ChoumaError, shipped };
export type * from "./types.ts";

export interface Handlers {
  /** The newest question's report, and how long the engine took, in milliseconds. A request that could not be read has its `error`. */
  report(report: Report, milliseconds: number): void;
  /** The worker can answer no more. */
  failure(error: ChoumaError): void;
}

function start(): Port {
  const worker = new Worker(
    new URL("./chouma-files/worker.js", import.meta.url),
    { type: "module" },
  );
  const port: Port = {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onmessage: () => undefined,
    onerror: () => undefined,
    close: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
    port.onmessage(data);
  worker.onerror = ({ message = "its script was not run" }) =>
    port.onerror({
      code: "internal",
      where: "worker",
      value: message,
      allowed: "",
      message: `The worker failed: ${message}.`,
    });
  return port;
}

class InWorker implements ChoumaWorker {
  readonly version: string;
  readonly models: LoadedModel[];
  #client: EngineClient;
  #port: Port | null;
  #refuse: (error: ChoumaError) => void = () => undefined;
  /** Refuses what is under way when the worker ends. */
  #ended = new Promise<never>((_, reject) => (this.#refuse = reject));

  constructor(client: EngineClient, port: Port, { version, models }: Loaded) {
    this.version = version;
    this.models = models;
    this.#client = client;
    this.#port = port;
    this.#ended.catch(() => undefined);
  }

  get #open(): EngineClient {
    if (this.#port) return this.#client;
    throw closed();
  }

  ask(question: Parameters<ChoumaWorker["ask"]>[0]): void {
    this.#open.ask(question);
  }

  addModel(bytes: ArrayBuffer): Promise<LoadedModel> {
    return Promise.race([this.#open.add(bytes), this.#ended]).catch(refusal);
  }

  removeModel(id: string): void {
    this.#open.remove(id);
  }

  end(why: ChoumaError): void {
    this.#port?.close();
    this.#port = null;
    this.#refuse(why);
  }

  close(): void {
    this.end(closed());
  }

  [dispose](): void {
    this.close();
  }
}

/** Bytes of its own, which may move to the worker. */
const owned = ({
  kind,
  bytes,
}: Resource): { kind: ResourceKind; bytes: ArrayBuffer } => ({
  kind,
  bytes: new Uint8Array(bytes).slice().buffer,
});

/** Starts an engine in a worker, with the shipped resources or with those given instead. Rejects with a ChoumaError. */
export async function openInWorker(
  handlers: Handlers,
  { resources }: OpenOptions = {},
): Promise<ChoumaWorker> {
  if (typeof Worker === "undefined") {
    const message =
      "There is no Worker here; in Node, open an engine in each thread of node:worker_threads.";
    throw new ChoumaError({
      code: "no_worker",
      where: "worker",
      value: "none",
      allowed: "a browser",
      message,
    });
  }
  const [bytes, files] = await allOf([wasm(), resources ?? shipped()]);
  const port = start();
  let opened: InWorker | undefined;
  const failure = (problem: Problem) => {
    const error = new ChoumaError(problem);
    opened?.end(error);
    handlers.failure(error);
  };
  const later = async () => ({ rest: null, resources: [] });
  const begin = async () => {
    const loaded = loadInto(port, {
      wasm: bytes,
      rest: null,
      resources: files.map(owned),
    });
    return { port, loaded, later };
  };
  const client = new EngineClient(begin, { report: handlers.report, failure });
  try {
    const loaded = await client.load();
    const [first] = loaded.refused;
    if (first) throw new ChoumaError(first);
    opened = new InWorker(client, port, loaded);
    return opened;
  } catch (error) {
    port.close();
    return refusal(error);
  }
}

const refusal = refused("internal", "worker");
