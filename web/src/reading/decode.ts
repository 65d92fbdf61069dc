/** UTF-8, else the Chinese encoding of older editors and spreadsheets; a UTF-16 file says so itself. */
export function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

export const decode = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

/** So much of a table tells its header and its encoding. */
export const HEAD = 1 << 16;
const NEWLINE = 10;

/** The beginning of a table, cut after a line, so that no character is cut. */
export const headOf = (bytes: Uint8Array): Uint8Array =>
  bytes.length <= HEAD ? bytes : bytes.subarray(0, bytes.subarray(0, HEAD).lastIndexOf(NEWLINE) + 1);
