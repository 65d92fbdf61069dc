/** Written by packages/build.mjs from web/resources.json: every address spelt out, since that is how bundlers find files. */
import type { ResourceKind } from './types.ts';
export const wasmFile: URL;
export const files: { kind: ResourceKind; url: URL }[];
