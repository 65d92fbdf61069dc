// Builds the page twice from one source: the site (index.html and hashed assets) and chouma.html, one file that runs from disk.
//   CHOUMA_WASM_DIR  folder with engine.js and engine.wasm (required)
//   CHOUMA_MODELS    folder with the resources named in resources.json (default ../models)
//   CHOUMA_OUT       where the page goes (default ../build/site)
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const web = fileURLToPath(new URL('..', import.meta.url));
const wasmDir = process.env.CHOUMA_WASM_DIR;
const models = path.resolve(process.env.CHOUMA_MODELS ?? path.join(web, '../models'));
const out = path.resolve(process.env.CHOUMA_OUT ?? path.join(web, '../build/site'));
if (!wasmDir) throw new Error('CHOUMA_WASM_DIR is not set; it must name the folder with engine.js and engine.wasm');

/** What the page loads at run time, in the order in which the engine takes it. */
async function readAssets() {
  const resources = JSON.parse(await readFile(path.join(web, 'resources.json'), 'utf8'));
  const files = [
    { kind: 'glue', file: path.join(wasmDir, 'engine.js') },
    { kind: 'wasm', file: path.join(wasmDir, 'engine.wasm') },
    ...resources.map(({ kind, file }) => ({ kind, file: path.join(models, file) })),
  ];
  return Promise.all(
    files.map(async ({ kind, file }) => {
      const bytes = await readFile(file);
      const { name, ext } = path.parse(file);
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
      return { kind, bytes, path: `assets/${name}-${digest}${ext}` };
    }),
  );
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

const policy = (script, style, connect) =>
  [
    "default-src 'none'",
    `script-src ${script} 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    `style-src ${style}`,
    `connect-src ${connect}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const cspTag = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}" />`;
const listTag = (assets) => {
  const list = assets.map(({ kind, path, bytes }) => ({ kind, size: bytes.length, ...(path ? { path } : {}) }));
  return `<script type="application/json" id="chouma-assets">${JSON.stringify(list)}</script>`;
};

function pagePlugin(assets, worker) {
  return {
    name: 'chouma-page',
    resolveId: (id) => (id === 'virtual:worker-text' ? `\0${id}` : null),
    load: (id) => (id === '\0virtual:worker-text' ? `export default ${JSON.stringify(worker)}` : null),
    transformIndexHtml: (html) =>
      html
        .replace('<!-- csp -->', () => cspTag(policy("'self'", "'self'", "'self'")))
        .replace('<!-- preload -->', () =>
          assets.map((a) => `<link rel="preload" as="fetch" crossorigin href="./${a.path}" />`).join('\n    '),
        )
        .replace('<!-- assets -->', () => listTag(assets)),
    generateBundle() {
      for (const a of assets) this.emitFile({ type: 'asset', fileName: a.path, source: a.bytes });
    },
  };
}

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
      .replace('<!-- assets -->', () => `${listTag(assets.map(({ kind, bytes }) => ({ kind, bytes })))}\n${blocks}`)
      .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${script}</script>`);
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

function printSizes(files) {
  let raw = 0;
  let small = 0;
  for (const { name, bytes } of files) {
    const packed = brotli(bytes);
    raw += bytes.length;
    small += packed;
    console.log(`${name.padEnd(36)} ${String(bytes.length).padStart(9)} ${String(packed).padStart(9)}`);
  }
  console.log(
    `${'first answer: raw, brotli bytes'.padEnd(36)} ${String(raw).padStart(9)} ${String(small).padStart(9)}`,
  );
}

const assets = await readAssets();
const result = await build({
  configFile: false,
  root: web,
  base: './',
  logLevel: 'warn',
  plugins: [pagePlugin(assets, await workerText())],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome116', 'firefox121', 'safari17'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
});

const { output } = [result].flat()[0];
const code = output.find((o) => o.type === 'chunk' && o.isEntry).code;
const css = output.find((o) => o.fileName.endsWith('.css')).source.toString();
const source = await readFile(path.join(web, 'index.html'), 'utf8');
await writeFile(path.join(out, 'chouma.html'), singleFile(assets, { code, css })(source));

const names = ['index.html', ...output.map((o) => o.fileName).filter((name) => name !== 'index.html')];
printSizes(await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(out, name)) }))));
