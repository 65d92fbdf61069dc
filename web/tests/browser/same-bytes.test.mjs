// One request, one report: the page's own engine in three browsers, over http (in two halves) and from disk (whole), the engine under Node, and the native command
// give the same bytes for every request of the test cases.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { allRequests } from '../../../tests/package/support.mjs';
import { engines } from './drivers.mjs';
import { fromDisk, serveSite } from './support.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const wasmDir = path.resolve(process.env.CHOUMA_WASM_DIR ?? path.join(root, 'build/wasm/bin'));
const command = process.env.CHOUMA_COMMAND ?? path.join(root, 'build/native/bin/chouma');
const bytes = (file) => readFileSync(path.join(root, file));
const json = (file) => JSON.parse(bytes(file));

/** Code of the page as one script. */
async function bundled(contents, format, plugins = []) {
  const stdin = { contents, resolveDir: path.join(root, 'web') };
  const { outputFiles } = await build({ stdin, bundle: true, format, plugins, write: false, logLevel: 'silent' });
  return outputFiles[0].text;
}
const examplesCode = await bundled(`export * from './src/strings/examples.ts'`, 'esm');
const { EXAMPLES } = await import(`data:text/javascript,${encodeURIComponent(examplesCode)}`);

const posting = EXAMPLES['zh-CN'].posting;
const want = ['next', 'talk', 'screening'];
const inFolder = (folder) => readdirSync(path.join(root, folder)).map((name) => json(`${folder}/${name}`));
/** A case of tests/cases/text is a list that its text begins, or has it by name. */
const textOf = (item) => (Array.isArray(item) ? item[0] : item.text);
const questions = [
  ...Object.values(EXAMPLES).flatMap(({ quote, posting: text, resume }) => [{ text: quote }, { text, resume, want }]),
  ...inFolder('tests/cases/text').map((items) => ({ text: items.map(textOf).join('\n'), want })),
  ...inFolder('tests/cases/resume').map(({ text }) => ({
    text: posting,
    resume: text.join('\n'),
    today: '2026-03',
    want,
  })),
  ...json('tests/cases/screening/swaps.json').map(({ text }) => ({ text, want })),
  { text: posting, offers: json('tests/cases/bargain/offers.json') },
  {
    text: posting,
    negotiation: { walk_away: 30000, rounds: 7, risk_aversion: 2, moves: [{ by: 'employer', amount: 33000 }] },
  },
];
const all = [
  ...allRequests,
  ...questions.map((question, id) => JSON.stringify({ schema: 'chouma.request/1', id, ...question })),
];

const sum = (text) => createHash('sha256').update(text).digest('hex');

async function underNode() {
  const createChouma = createRequire(import.meta.url)(path.join(wasmDir, 'engine.js'));
  const { Engine } = await createChouma({ wasmBinary: readFileSync(path.join(wasmDir, 'engine.wasm')) });
  const engine = new Engine();
  for (const { kind, file, group } of json('web/resources.json'))
    if (group !== 'models') assert.ok(JSON.parse(engine.load(kind, bytes(`models/${file}`))).hash, kind);
  return all.map((request) => engine.analyze(request));
}

/** The command indents what it prints: what stands between strings and is white is its own. */
const closedUp = (text) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string) => string ?? '');
function natively(request) {
  const { stdout, stderr, error } = spawnSync(command, ['analyze', '-'], { input: request, cwd: root });
  assert.ok(!error && stdout.length > 0, `${error ?? stderr}`);
  return closedUp(stdout.toString());
}

/** In the page: the page's own way to an engine, which then answers one request after another; of each report its SHA-256. */
const page = `
import { openEngine } from './src/engine/open.ts';

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const sum = async (text) => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

async function answer(requests, sums) {
  const { port, loaded, later } = await openEngine(() => undefined);
  const refused = [...(await loaded).refused];
  const tell = (message) =>
    new Promise((resolve, reject) => {
      port.onmessage = (told) => (told.type === 'failed' ? reject(new Error(told.problem.message)) : resolve(told));
      port.onerror = ({ message }) => reject(new Error(message));
      port.post(message, []);
    });
  refused.push(...(await tell({ type: 'extend', ...(await later()) })).refused);
  if (refused.length > 0) throw new Error(refused[0].message);
  for (const [id, request] of requests.entries()) sums.push(await sum((await tell({ type: 'analyze', id, request })).report));
  port.close();
}

globalThis.answering = (requests) => {
  const sums = [];
  globalThis.answered = { sums };
  answer(requests, sums).catch((error) => (globalThis.answered = { fault: String(error) }));
};`;

/** The worker's text, as the build of the page puts it in. */
const workerText = {
  name: 'worker-text',
  setup(build) {
    build.onResolve({ filter: /^virtual:worker-text$/ }, ({ path }) => ({ path, namespace: 'worker' }));
    build.onLoad({ filter: /./, namespace: 'worker' }, async () => ({
      contents: await bundled(`import './src/engine/worker.ts'`, 'iife'),
      loader: 'text',
    }));
  },
};

let reports;
let code;
before(async () => {
  reports = await underNode();
  code = await bundled(page, 'iife', [workerText]);
});

test('there are reports of every kind among them', () => {
  assert.ok(all.length > 180, `${all.length} requests`);
  const read = reports.map((report) => JSON.parse(report));
  for (const section of ['pay', 'premium', 'screening', 'negotiation', 'offers', 'error'])
    assert.ok(
      read.some((report) => report[section]),
      section,
    );
});

test('the native command', () => {
  for (const [i, request] of all.entries()) assert.equal(natively(request), reports[i], request);
});

for (const [name, start] of engines)
  describe(name, () => {
    for (const where of ['http', 'file'])
      test(where, async () => {
        const server = await serveSite();
        const browser = await start();
        try {
          await browser.goto(where === 'http' ? server.url : fromDisk);
          await browser.evaluate(`() => { ${code} }`);
          await browser.evaluate('(requests) => globalThis.answering(requests)', all);
          for (const [i, request] of all.entries()) {
            const { told, fault } = await browser.waitFor(
              '(i) => globalThis.answered.fault ? globalThis.answered : globalThis.answered.sums[i] && { told: globalThis.answered.sums[i] }',
              i,
            );
            assert.equal(fault, undefined);
            assert.equal(told, sum(reports[i]), request);
          }
        } finally {
          await browser.close();
          await server.close();
        }
      });
  });
