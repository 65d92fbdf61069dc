// The npm package: build/package/chouma, from the WASM build, the models and web/src/engine. Prints the files by their sizes.
//   CHOUMA_WASM_DIR  folder with engine.js and engine.wasm (default build/wasm/bin)
//   CHOUMA_PACKAGE   where the package goes (default build/package/chouma)
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { noticesText } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const wasmDir = path.resolve(process.env.CHOUMA_WASM_DIR ?? at('build/wasm/bin'));
const out = path.resolve(process.env.CHOUMA_PACKAGE ?? at('build/package/chouma'));
const web = createRequire(at('web/package.json'));
const { build } = web('esbuild');

/** All that is fetched at run time stands in one folder, for bundlers that want it copied. */
const FILES = 'chouma-files';

const read = (file) => readFileSync(file, 'utf8');
const json = (file) => JSON.parse(read(file));
const write = (name, content) => writeFileSync(path.join(out, name), content);
const copy = (from, name) => write(name, readFileSync(from));

/** The glue as a module that is the same everywhere: the names by which it would tell one host from another are hidden from it. */
function writeGlue() {
  const hidden = [
    'process',
    'require',
    'module',
    'exports',
    'define',
    '__filename',
    '__dirname',
    'window',
    'document',
    'importScripts',
  ];
  const script = read(path.join(wasmDir, 'engine.js'));
  write(`${FILES}/glue.js`, `export default ((${hidden.join(', ')}) => {\n${script}\nreturn createChouma;\n})();\n`);
}

/** Copies what the engine reads, and lists it with every address spelt out, which is how bundlers find files. */
function writeFiles() {
  const resources = json(at('web/resources.json')).filter(({ group }) => group !== 'models');
  const names = resources.map(({ file }) => file.replaceAll('/', '-'));
  const url = (name) => `new URL('./${FILES}/${name}', import.meta.url)`;
  const lines = resources.map(({ kind }, i) => `  { kind: '${kind}', url: ${url(names[i])} },\n`);
  resources.forEach(({ file }, i) => copy(at('models', file), `${FILES}/${names[i]}`));
  copy(path.join(wasmDir, 'engine.wasm'), `${FILES}/engine.wasm`);
  write('files.js', `export const wasmFile = ${url('engine.wasm')};\nexport const files = [\n${lines.join('')}];\n`);
}

/** Modules stand side by side in the package, wherever their sources stand. */
const flat = (text) =>
  text.replace(/(['"])(\.{1,2}\/(?:[\w.-]+\/)*)([\w-]+)\.[jt]s\1/g, (_, quote, folder, name) => {
    const kept = folder.endsWith(`/${FILES}/`) ? `./${FILES}/` : './';
    return quote + kept + name + '.js' + quote;
  });

/** Modules and types of src/, and of what it takes from the page; modules that hold types alone are left out. */
function compile() {
  const temporary = mkdtempSync(path.join(path.dirname(out), 'tsc-'));
  const tsc = web.resolve('typescript/bin/tsc');
  const args = [tsc, '-p', at('packages/chouma/tsconfig.json'), '--outDir', temporary];
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0)
    throw new Error('packages/chouma/src does not compile');
  for (const file of readdirSync(temporary, { recursive: true, encoding: 'utf8' })) {
    if (!/\.[jt]s$/.test(file)) continue;
    const text = flat(read(path.join(temporary, file)));
    if (text.replace(/\/\*[\s\S]*?\*\//g, '').trim() !== 'export {};') write(path.basename(file), text);
  }
  rmSync(temporary, { recursive: true });
}

/** Types that the entries do not lead to belong to modules inside. */
function pruneTypes() {
  const kept = new Set();
  const keep = (name) => {
    if (kept.has(name)) return;
    kept.add(name);
    for (const [, next] of read(path.join(out, name)).matchAll(/ from ['"]\.\/([\w-]+)\.js['"]/g)) keep(`${next}.d.ts`);
  };
  for (const { types } of Object.values(json(at('packages/chouma/package.json')).exports))
    if (types) keep(path.basename(types));
  for (const name of readdirSync(out)) if (name.endsWith('.d.ts') && !kept.has(name)) rmSync(path.join(out, name));
}

/** The page's worker as a module behind the glue. */
const writeWorker = () =>
  build({
    entryPoints: [at('web/src/engine/worker.ts')],
    outfile: path.join(out, FILES, 'worker.js'),
    banner: { js: "import createChouma from './glue.js';" },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });

function writePapers() {
  const [, version] = /^project\(chouma VERSION (\S+)/m.exec(read(at('CMakeLists.txt')));
  write('package.json', `${JSON.stringify({ version, ...json(at('packages/chouma/package.json')) }, null, 2)}\n`);
  copy(at('packages/chouma/README.md'), 'README.md');
  copy(at('LICENSE'), 'LICENSE');
  write('THIRD-PARTY.md', noticesText('package'));
}

function printSizes() {
  const sum = { raw: 0, small: 0 };
  const line = (name, raw, small) =>
    console.log(`${name.padEnd(44)} ${String(raw).padStart(9)} ${String(small).padStart(9)}`);
  for (const entry of readdirSync(out, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(out, entry);
    if (!statSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    const small = gzipSync(bytes, { level: 9 }).length;
    line(entry, bytes.length, small);
    sum.raw += bytes.length;
    sum.small += small;
  }
  line('package: raw, gzip bytes', sum.raw, sum.small);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(path.join(out, FILES), { recursive: true });
await import(pathToFileURL(at('web/scripts/types.mjs')).href);
writeGlue();
writeFiles();
compile();
pruneTypes();
await writeWorker();
writePapers();
printSizes();
