/** Starts the worker from a blob and gives it what the page loaded: the one place where page, assets and worker meet. */
import workerText from 'virtual:worker-text';
import { loadAssets, type Progress } from './assets.ts';
import { EngineError, problemOf, type Opened, type Port } from './client.ts';
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

const resourcesOf = (assets: Map<string, ArrayBuffer>): Resource[] =>
  [...assets]
    .filter(([kind]) => kind !== 'glue' && kind !== 'wasm')
    .map(([kind, bytes]) => ({ kind: kind as ResourceKind, bytes }));

const notLoaded = (error: unknown): never => {
  throw new EngineError(problemOf(error, 'not_loaded', 'page'));
};

const later = async (): Promise<Resource[]> => resourcesOf(await loadAssets('later', () => undefined).catch(notLoaded));

/** `onLexicon` gets the lexicon's bytes before they move to the worker: the page searches it too. */
export async function openEngine(progress: Progress, onLexicon: (bytes: ArrayBuffer) => void): Promise<Opened> {
  requireSimd();
  const assets = await loadAssets('first', progress).catch(notLoaded);
  const take = (kind: string): ArrayBuffer => assets.get(kind) ?? new ArrayBuffer(0);
  onLexicon(take('lexicon'));
  const port = blobWorker([take('glue'), '\n', workerText]);
  return { port, wasm: take('wasm'), resources: resourcesOf(assets), later };
}
