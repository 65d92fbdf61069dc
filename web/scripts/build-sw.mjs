// The service worker of the served page: its text, made of the list of files that it keeps, and the manifest with its icons.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('..', import.meta.url));
const ICONS = [
  { file: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
  { file: 'icon-192.png', sizes: '192x192', type: 'image/png' },
  { file: 'icon-512.png', sizes: '512x512', type: 'image/png' },
  { file: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
];
const MANIFEST = {
  name: '筹码 Chouma',
  short_name: '筹码',
  lang: 'zh-CN',
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f6f7f8',
  theme_color: '#f6f7f8',
};

/** What makes the page one that can be installed, as files beside it. */
export async function installFiles() {
  const icons = ICONS.map(({ file, ...icon }) => ({ src: `./icons/${file}`, ...icon }));
  const manifest = JSON.stringify({ ...MANIFEST, icons }, null, 2);
  const read = ({ file }) =>
    readFile(path.join(web, 'icons', file)).then((bytes) => ({ path: `icons/${file}`, bytes }));
  return [{ path: 'chouma.webmanifest', bytes: Buffer.from(manifest) }, ...(await Promise.all(ICONS.map(read)))];
}

export const installTags = [
  '<link rel="manifest" href="./chouma.webmanifest" />',
  '<link rel="apple-touch-icon" href="./icons/icon-192.png" />',
].join('\n    ');

async function workerText() {
  const result = await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: path.join(web, 'src/sw/worker.ts'), formats: ['iife'], name: 'choumaOffline' },
    },
  });
  return [result].flat()[0].output[0].code;
}

/** Writes sw.js into `folder` for the files there of these names. Its version is the hash of all that it is made of. */
export async function writeServiceWorker(folder, names) {
  const hashed = names.toSorted().map(async (name) => {
    const hash = createHash('sha256').update(await readFile(path.join(folder, name)));
    return [name, `sha256-${hash.digest('base64')}`];
  });
  const files = JSON.stringify(Object.fromEntries(await Promise.all(hashed)));
  const code = await workerText();
  const version = createHash('sha256').update(files).update(code).digest('hex').slice(0, 16);
  await writeFile(path.join(folder, 'sw.js'), `const FILES = ${files};\nconst VERSION = '${version}';\n${code}`);
}
