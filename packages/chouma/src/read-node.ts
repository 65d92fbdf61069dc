import { readFile } from 'node:fs/promises';

export async function read(url: URL): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(url);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
