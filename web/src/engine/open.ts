/** Starts the worker from a blob and gives it what the page loaded: the one place where page, assets and worker meet. */
import workerText from 'virtual:worker-text';
import { addressOf, first, kinds, later, loadAssets, type Progress, type Shelf } from './assets.ts';
import { EngineError, loadInto, problemOf, type Opened, type Port } from './client.ts';
import type { FitOpened } from './fit-client.ts';
import type { FromWorker, Resource, ResourceKind } from './messages.ts';

/** A module of one function that uses a v128 constant: valid only where WASM SIMD is. */
const SIMD = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];

function requireSimd(): void {
  if (typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(SIMD))) return;
  const message = 'This browser has no WebAssembly SIMD.';
  throw new EngineError({ code: 'no_simd', where: 'browser', value: '', allowed: '', message });
}

function blobWorker(parts: BlobPart[]): Port {
  const url = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  const port: Port = {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onmessage: () => undefined,
    onerror: () => undefined,
    close: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => port.onmessage(data);
  worker.onerror = (event) => port.onerror(problemOf(event.message, 'internal', 'worker'));
  return port;
}

const notLoaded = (error: unknown): never => {
  throw new EngineError(problemOf(error, 'not_loaded', 'page'));
};

/** Kinds of files that are the engine, not what it knows. */
const CODE = new Set(['glue', 'wasm', 'wasm-rest']);

const resourcesOf = (assets: Map<string, ArrayBuffer>): Resource[] =>
  [...assets].filter(([kind]) => !CODE.has(kind)).map(([kind, bytes]) => ({ kind: kind as ResourceKind, bytes }));

/** A reader of assets by kind; one that is missing is empty, which the engine refuses by name. */
const taker =
  (assets: Map<string, ArrayBuffer>) =>
  (kind: string): ArrayBuffer =>
    assets.get(kind) ?? new ArrayBuffer(0);

/**
 * `onLexicon` gets the lexicon's bytes before they move to the worker: the page searches it too. The files are those of
 * the page, or of the `shelf` that a panel brings.
 */
export async function openEngine(
  progress: Progress,
  onLexicon: (bytes: ArrayBuffer) => void,
  shelf?: Shelf,
): Promise<Opened> {
  requireSimd();
  const assets = await loadAssets(first, progress, shelf).catch(notLoaded);
  const take = taker(assets);
  onLexicon(take('lexicon'));
  const port = blobWorker([take('glue'), '\n', workerText]);
  const more = async () => {
    const behind = await loadAssets(later, undefined, shelf).catch(notLoaded);
    return { rest: behind.get('wasm-rest') ?? null, resources: resourcesOf(behind) };
  };
  const rest = addressOf('wasm-rest', shelf);
  const loaded = loadInto(port, { wasm: take('wasm'), rest, resources: resourcesOf(assets) });
  return { port, loaded, later: more };
}

/** A second worker, of the same script, behind the glue that fits. */
export async function openFit(): Promise<FitOpened> {
  const take = taker(await loadAssets(kinds('fit-glue', 'fit-wasm', 'lexicon', 'salary_model')).catch(notLoaded));
  const port = blobWorker([take('fit-glue'), '\n', workerText]);
  return { port, wasm: take('fit-wasm'), lexicon: take('lexicon'), shipped: take('salary_model') };
}

/** The shipped recipe's text: what a recipe of one's own begins with. */
export async function loadRecipe(): Promise<string> {
  const assets = await loadAssets(kinds('recipe')).catch(notLoaded);
  return new TextDecoder().decode(taker(assets)('recipe'));
}
