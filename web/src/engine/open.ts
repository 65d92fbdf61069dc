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

/** The files are those of the page, or of the `shelf` that a panel brings. */
export async function openEngine(progress: Progress, shelf?: Shelf): Promise<Opened> {
  requireSimd();
  const { one, all } = loadAssets(first, progress, shelf);
  // The worker starts while the rest is still coming.
  const port = blobWorker([await one('glue').catch(notLoaded), '\n', workerText]);
  const refused = new Promise<never>((_, reject) => {
    port.onerror = (problem) => reject(new EngineError(problem));
  });
  const [assets, wasm] = await Promise.race([Promise.all([all, one('wasm')]), refused]).catch((error: unknown) => {
    port.close();
    return notLoaded(error);
  });
  const more = async () => {
    const behind = await loadAssets(later, undefined, shelf).all.catch(notLoaded);
    return { rest: behind.get('wasm-rest') ?? null, resources: resourcesOf(behind) };
  };
  const loaded = loadInto(port, { wasm, rest: addressOf('wasm-rest', shelf), resources: resourcesOf(assets) });
  return { port, loaded, later: more };
}

/** A second worker, of the same script, behind the glue that fits. */
export async function openFit(): Promise<FitOpened> {
  const { one, all } = loadAssets(kinds('fit-glue', 'fit-wasm', 'lexicon', 'salary_model'));
  await all.catch(notLoaded);
  const port = blobWorker([await one('fit-glue'), '\n', workerText]);
  return { port, wasm: await one('fit-wasm'), lexicon: await one('lexicon'), shipped: await one('salary_model') };
}

/** The lexicon as it is written, for search. */
export const loadNames = (): Promise<ArrayBuffer> => loadAssets(kinds('names')).one('names').catch(notLoaded);

/** The shipped recipe's text: what a recipe of one's own begins with. */
export async function loadRecipe(): Promise<string> {
  return new TextDecoder().decode(await loadAssets(kinds('recipe')).one('recipe').catch(notLoaded));
}
