import { read } from '#read';
import { ChoumaError } from './error.ts';
import { files, wasmFile } from './files.js';
import type { Resource, ResourceKind } from './types.ts';

/** The bytes of the shipped resources, of these kinds or of all, in the order in which an engine takes them. */
export async function shipped(...kinds: ResourceKind[]): Promise<Resource[]> {
  const wanted = files.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return allOf(wanted.map(async ({ kind, url }) => ({ kind, bytes: await bytesOf(url) })));
}

/** As Promise.all, but of several that fail the first in the list is told, not the first in time. */
export async function allOf<const All extends readonly unknown[]>(all: All) {
  for (const one of await Promise.allSettled(all)) if (one.status === 'rejected') throw one.reason;
  return Promise.all(all);
}

export const wasm = (): Promise<ArrayBuffer> => bytesOf(wasmFile);

const bytesOf = (url: URL): Promise<ArrayBuffer> =>
  read(url).catch((error: unknown) => {
    const where = url.href;
    const value = error instanceof Error ? error.message : String(error);
    const allowed = 'a file of chouma-files, which stands beside the module that reads it';
    throw new ChoumaError({
      code: 'not_loaded',
      where,
      value,
      allowed,
      message: `${where} is not read (${value}); allowed: ${allowed}.`,
    });
  });
