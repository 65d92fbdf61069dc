/**
 * The page's own files: WASM, glue, lexicon, models. index.html lists them in groups: what the first answer needs (no group),
 * what is loaded behind it (later), names for search (names), what the models tab alone needs (models); they are fetched beside it, or stand gzipped
 * inside it where the page is one file.
 */
export interface Listed {
  kind: string;
  size: number;
  path?: string;
  group?: 'later' | 'names' | 'models';
}
/** Files and the address that their paths start from. */
export interface Shelf {
  list: Listed[];
  base: string;
}
export type Progress = (done: number, total: number) => void;

const ofPage = (): Shelf => ({
  list: JSON.parse(document.getElementById('chouma-assets')?.textContent ?? '[]') as Listed[],
  base: document.baseURI,
});

async function fetched(path: string, size: number, base: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(new URL(path, base));
  if (!response.ok || !response.body) throw new Error(`${path}: HTTP ${response.status}`);
  const bytes = new Uint8Array(size);
  const reader = response.body.getReader();
  let done = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (done + next.value.length > size)
      throw new Error(`${path} is longer than the ${size} bytes that the page lists`);
    bytes.set(next.value, done);
    done += next.value.length;
    count(next.value.length);
  }
  return done < size ? bytes.slice(0, done).buffer : bytes.buffer;
}

async function inlined(kind: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const text = document.getElementById(`chouma-${kind}`)?.textContent;
  if (!text) throw new Error(`${kind} is not in this file`);
  const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(stream).arrayBuffer();
  count(bytes.byteLength);
  return bytes;
}

/** Where a kind of file is fetched from; nothing where it stands inside the page, or is not there. */
export function addressOf(kind: string, { list, base } = ofPage()): string | null {
  const path = list.find((asset) => asset.kind === kind)?.path;
  return path === undefined ? null : new URL(path, base).href;
}

export const first = ({ group }: Listed): boolean => group === undefined;
export const later = ({ group }: Listed): boolean => group === 'later';
export const kinds =
  (...wanted: string[]) =>
  ({ kind }: Listed): boolean =>
    wanted.includes(kind);

/** Begins to load them all; each is there by itself, and all of them together. */
export function loadAssets(
  wanted: (asset: Listed) => boolean,
  progress: Progress = () => undefined,
  shelf = ofPage(),
): { one(kind: string): Promise<ArrayBuffer>; all: Promise<Map<string, ArrayBuffer>> } {
  const list = shelf.list.filter(wanted);
  const total = list.reduce((sum, asset) => sum + asset.size, 0);
  let done = 0;
  const count = (bytes: number) => progress((done += bytes), total);
  const coming = new Map(
    list.map(({ kind, path, size }) => [kind, path ? fetched(path, size, shelf.base, count) : inlined(kind, count)]),
  );
  const entries = [...coming].map(async ([kind, bytes]) => [kind, await bytes] as const);
  const all = Promise.all(entries).then((found) => new Map(found));
  all.catch(() => undefined); // whoever waits for one of them is told by that one
  return {
    // One that is missing is empty, which the engine refuses by name.
    one: (kind) => coming.get(kind) ?? Promise.resolve(new ArrayBuffer(0)),
    all,
  };
}
