import { read } from '#read';
import { files, wasmFile } from './files.js';
import { refused } from './error.ts';
import type { Resource, ResourceKind } from './types.ts';

/** The bytes of the shipped resources, of these kinds or of all, in the order in which an engine takes them. */
export async function shipped(...kinds: ResourceKind[]): Promise<Resource[]> {
  const wanted = files.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return Promise.all(wanted.map(async ({ kind, url }) => ({ kind, bytes: await bytesOf(url) })));
}

export const wasm = (): Promise<ArrayBuffer> => bytesOf(wasmFile);

const bytesOf = (url: URL): Promise<ArrayBuffer> => read(url).catch(refused('not_loaded', url.href));
