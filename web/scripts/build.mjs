// Builds the page twice from one source: the site (index.html and hashed assets) and chouma.html, one file that runs from disk.
//   CHOUMA_WASM_DIR  folder with engine.js, engine.wasm, fit.js and fit.wasm (required)
//   CHOUMA_MODELS    folder with the resources named in resources.json (default ../models)
//   CHOUMA_OUT       where the page goes (default ../build/site)
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { noticesText } from '../../packages/notices.mjs';
import { packed } from '../../engine/wasm/pack.mjs';
import { buildDocs } from './build-docs.mjs';
import { buildEmbed } from './build-embed.mjs';
import { installFiles, installTags, writeServiceWorker } from './build-sw.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const wasmDir = process.env.CHOUMA_WASM_DIR;
const models = path.resolve(process.env.CHOUMA_MODELS ?? path.join(web, '../models'));
const out = path.resolve(process.env.CHOUMA_OUT ?? path.join(web, '../build/site'));
if (!wasmDir) throw new Error('CHOUMA_WASM_DIR is not set; it must name the folder with engine.js and engine.wasm');

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

/** What the page loads at run time, in the order in which the engine takes it. The file from disk has the engine whole, the site in two halves. */
async function readAssets(engine) {
  const resources = JSON.parse(await readFile(path.join(web, 'resources.json'), 'utf8'));
  const lexicon = path.join(models, resources.find(({ kind }) => kind === 'lexicon').file);
  const files = [
    { kind: 'glue', file: path.join(wasmDir, 'engine.js') },
    ...engine.map(({ file, ...listed }) => ({ ...listed, file: path.join(wasmDir, file) })),
    { kind: 'fit-glue', file: path.join(wasmDir, 'fit.js'), group: 'models' },
    { kind: 'fit-wasm', file: path.join(wasmDir, 'fit.wasm'), group: 'models' },
    ...resources.map(({ file, ...resource }) => ({ ...resource, file: path.join(models, file) })),
    { kind: 'names', file: lexicon, group: 'names' },
  ];
  return Promise.all(
    files.map(async ({ file, ...listed }) => {
      // The engine takes the lexicon packed; the page reads its names for search.
      const pack = listed.kind === 'lexicon';
      const bytes = pack ? Buffer.from(await packed(wasmDir, await readFile(file))) : await readFile(file);
      const { name, ext } = path.parse(file);
      return { ...listed, bytes, path: `assets/${name}-${digest(bytes)}${pack ? '.bin' : ext}` };
    }),
  );
}

/** pdf.js beside the page: its worker, character maps and standard fonts, fetched when a PDF needs them. Fonts and maps keep their names. */
async function readPdfFiles() {
  const from = path.join(web, 'node_modules/pdfjs-dist');
  const { version } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8'));
  const folder = `assets/pdfjs-${version}`;
  const files = [
    { path: `${folder}/pdf.worker.js`, bytes: await readFile(path.join(from, 'legacy/build/pdf.worker.min.mjs')) },
  ];
  for (const sub of ['cmaps', 'standard_fonts'])
    for (const name of await readdir(path.join(from, sub)))
      files.push({ path: `${folder}/${sub}/${name}`, bytes: await readFile(path.join(from, sub, name)) });
  files.push({ path: `${folder}/LICENSE`, bytes: await readFile(path.join(from, 'LICENSE')) });
  return { files, where: { worker: files[0].path, cMaps: `${folder}/cmaps/`, fonts: `${folder}/standard_fonts/` } };
}

/** The worker as the text of one classic script: it is started from a blob, behind the glue. */
async function workerText() {
  const result = await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: path.join(web, 'src/engine/worker.ts'), formats: ['iife'], name: 'choumaWorker' },
    },
  });
  return [result].flat()[0].output[0].code;
}

const policy = (script, style, connect, served = false) =>
  [
    "default-src 'none'",
    `script-src ${script} 'wasm-unsafe-eval' blob:`,
    `worker-src ${served ? "'self' " : ''}blob:`,
    `style-src ${style}`,
    `connect-src ${connect}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(served ? ["manifest-src 'self'"] : []),
  ].join('; ');

const cspTag = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}" />`;
const listTag = (assets) => {
  const list = assets.map(({ bytes, ...listed }) => ({ ...listed, size: bytes.length }));
  return `<script type="application/json" id="chouma-assets">${JSON.stringify(list)}</script>`;
};

/** Names of the chunks that the first picture needs: the entry, the page's own code, and what these import without waiting. */
function atOnce(output) {
  const chunks = new Map(output.filter((o) => o.type === 'chunk').map((o) => [o.fileName, o]));
  const own = ({ isEntry, facadeModuleId }) => isEntry || facadeModuleId === path.join(web, 'src/app.ts');
  const found = new Set([...chunks.values()].filter(own).map((o) => o.fileName));
  for (const name of found) for (const imported of chunks.get(name).imports) found.add(imported);
  return [...found];
}
const moduleTag = (name) => `<link rel="modulepreload" href="./${name}" />`;

/** `assets` are listed in the page and stand beside it with `files`. */
function pagePlugin(assets, files, worker) {
  return {
    name: 'chouma-page',
    resolveId: (id) => (id === 'virtual:worker-text' ? `\0${id}` : null),
    load: (id) => (id === '\0virtual:worker-text' ? `export default ${JSON.stringify(worker)}` : null),
    // Once the chunks have their names: the page's own code is fetched beside the small script that starts the engine.
    transformIndexHtml: (html, { bundle }) =>
      html
        .replace('<!-- csp -->', () => cspTag(policy("'self'", "'self'", "'self'", true)))
        .replace('<!-- preload -->', () =>
          // Scripts are small, and one of them starts the engine: they come before its files.
          atOnce(Object.values(bundle ?? {}))
            .map(moduleTag)
            .concat(
              assets
                .filter(({ group }) => !group)
                .map((a) => `<link rel="preload" as="fetch" crossorigin href="./${a.path}" />`),
              installTags,
            )
            .join('\n    '),
        )
        .replace('<!-- assets -->', () => listTag(assets)),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source: notices });
      for (const a of [...assets, ...files]) this.emitFile({ type: 'asset', fileName: a.path, source: a.bytes });
    },
  };
}

/** What the licences of the parts ask to go with them. */
const notices = noticesText('page');

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** A data block: never run, so no script policy touches it. */
const blockTag = ({ kind, bytes }) =>
  `<script type="text/plain" id="chouma-${kind}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`;

/** The site's own page with everything that it would fetch inside it. */
function singleFile(assets, { code, css }) {
  const script = `\n${code.replaceAll('</script', '<\\/script')}\n`;
  const blocks = assets.map(blockTag).join('\n');
  const csp = policy(sha256(script), sha256(css), "'none'");
  return (html) =>
    html
      .replace('<!-- csp -->', () => cspTag(csp))
      .replace('<!-- preload -->', () => `<style>${css}</style>`)
      .replace(
        '<!-- assets -->',
        () => `${listTag(assets.map(({ kind, group, bytes }) => ({ kind, group, bytes })))}\n${blocks}`,
      )
      .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${script}</script>`)
      .replace('</body>', () => `<!--\n${notices.replaceAll('--', '- -')}\n-->\n</body>`);
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Files by their sizes; `first` are those that the first answer needs. */
function printSizes(files, first) {
  const sum = { raw: 0, small: 0 };
  const line = (name, raw, small) =>
    console.log(`${name.padEnd(36)} ${String(raw).padStart(9)} ${String(small).padStart(9)}`);
  for (const { name, bytes } of files) {
    const packed = brotli(bytes);
    line(`${first(name) ? '' : '(later) '}${name}`, bytes.length, packed);
    if (!first(name)) continue;
    sum.raw += bytes.length;
    sum.small += packed;
  }
  line('first answer: raw, brotli bytes', sum.raw, sum.small);
}

const assets = await readAssets([
  { kind: 'wasm', file: 'engine-first.wasm' },
  { kind: 'wasm-rest', file: 'engine-rest.wasm', group: 'later' },
]);
const inside = await readAssets([{ kind: 'wasm', file: 'engine.wasm' }]);
const worker = await workerText();
const pdf = await readPdfFiles();
const install = await installFiles();

/** The page's own code; the parts that it loads on demand are chunks of the site, and inside it in the single file. */
const compile = (single) =>
  build({
    configFile: false,
    root: web,
    base: './',
    logLevel: 'warn',
    define: { __PDF__: JSON.stringify(single ? null : pdf.where), __SERVED__: JSON.stringify(!single) },
    plugins: [pagePlugin(single ? inside : assets, single ? [] : [...pdf.files, ...install], worker)],
    build: {
      outDir: out,
      emptyOutDir: true,
      write: !single,
      target: 'es2022',
      cssTarget: ['chrome116', 'firefox121', 'safari17'],
      modulePreload: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 600,
      rollupOptions: single ? { output: { codeSplitting: false } } : {},
    },
  });

const { output } = [await compile(false)].flat()[0];
const whole = [await compile(true)].flat()[0].output;
const source = await readFile(path.join(web, 'index.html'), 'utf8');
const code = whole.find((o) => o.type === 'chunk' && o.isEntry).code;
const css = whole.find((o) => o.fileName.endsWith('.css')).source.toString();
await writeFile(path.join(out, 'chouma.html'), singleFile(inside, { code, css })(source));

await buildDocs(out);
await buildEmbed({ web, out, assets, worker, csp: cspTag(policy("'self'", "'self'", "'self'")) });

const firstChunks = new Set(atOnce(output));
const later = new Set([
  ...assets.filter((a) => a.group).map((a) => a.path),
  ...output.filter((o) => o.type === 'chunk' && !firstChunks.has(o.fileName)).map((o) => o.fileName),
  ...[...pdf.files, ...install].map((f) => f.path),
  'notices.txt',
]);
const maps = (name) => name.startsWith(pdf.where.cMaps) || name.startsWith(pdf.where.fonts);
const names = ['index.html', ...output.map((o) => o.fileName).filter((name) => name !== 'index.html' && !maps(name))];
const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(out, name)) })));
printSizes(files, (name) => !later.has(name));
await writeServiceWorker(out, [...new Set(['index.html', ...output.map((o) => o.fileName)])]);
