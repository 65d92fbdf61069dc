/**
 * A case as the end of an address, and back: `#quote?case=1.` and then base64url (RFC 4648 §5) of raw deflate (RFC 1951) of the packed
 * case's JSON in UTF-8. A server never sees what stands behind `#`. The number is the version of this writing.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { Case } from './case.ts';
import { packCase, unpackCase } from './packed.ts';
import type { Tab } from './state.ts';

/** Some mail and chat programs break longer addresses. */
export const COMFORTABLE = 2000;
/** What is read at all: characters of the address's end, and bytes once inflated. */
export const LONGEST = 64 * 1024;
export const LARGEST = 512 * 1024;
const VERSION = '1';

/** Why a shared address was not read; each has its sentence. */
export type ShareFault = 'broken' | 'version' | 'large';

/** Bytes to text, without an argument for each. */
function binary(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += String.fromCharCode(byte);
  return out;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(binary(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

export const writeShare = (whole: Case): string =>
  `${VERSION}.${base64url(deflateSync(strToU8(JSON.stringify(packCase(whole))), { level: 9 }))}`;

/** What stands behind `#`; `page` is the address without it. */
export const addressOf = (page: string, tab: Tab, shared: string): string => `${page}#${tab}?case=${shared}`;

/** Inflates into a room of fixed size: what would not fit is never held. */
function inflate(bytes: Uint8Array): Uint8Array | 'large' {
  const out = inflateSync(bytes, { out: new Uint8Array(LARGEST + 1) });
  return out.length > LARGEST ? 'large' : out;
}

/** Reads what `writeShare` wrote; the text may come from anyone. */
export function readShare(shared: string): Case | ShareFault {
  if (shared.length > LONGEST) return 'large';
  const [, version, data] = /^(\d{1,4})\.([A-Za-z0-9_-]+)$/.exec(shared) ?? [];
  if (version === undefined || data === undefined) return 'broken';
  if (version !== VERSION) return 'version';
  try {
    const bytes = inflate(bytesOf(data));
    if (bytes === 'large') return 'large';
    return unpackCase(JSON.parse(strFromU8(bytes))) ?? 'broken';
  } catch {
    // Not base64, not deflate or not JSON.
    return 'broken';
  }
}
