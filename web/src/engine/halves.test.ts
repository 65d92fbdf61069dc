import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { Halves } from './halves.ts';

interface Engine {
  load(kind: string, bytes: Uint8Array): string;
  analyze(request: string): string;
}
type Create = (options: object) => Promise<{ Engine: new () => Engine }>;
type CreateFit = (options: object) => Promise<{ packLexicon(json: ArrayBuffer): Uint8Array }>;

const folder = path.resolve(process.env.CHOUMA_WASM_DIR ?? '../build/wasm/bin');
const require = createRequire(`${process.cwd()}/`);
const create = require(path.join(folder, 'engine.js')) as Create;
const createFit = require(path.join(folder, 'fit.js')) as CreateFit;
const bytes = (file: string): ArrayBuffer => new Uint8Array(readFileSync(file)).buffer;
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const resources = json('resources.json') as { kind: string; file: string; group?: string }[];
type Read = (kind: string, file: string) => Uint8Array;
const asWritten: Read = (_, file) => new Uint8Array(bytes(`../models/${file}`));
const fit = await createFit({ wasmBinary: bytes(path.join(folder, 'fit.wasm')) });
const packed: Read = (kind, file) =>
  kind === 'lexicon' ? fit.packLexicon(bytes(`../models/${file}`)) : asWritten(kind, file);

function load(engine: Engine, wanted: (group: string | undefined) => boolean, read: Read): void {
  for (const { kind, file, group } of resources)
    if (wanted(group)) assert.ok('id' in JSON.parse(engine.load(kind, read(kind, file))));
}
const first = (group: string | undefined) => group === undefined;
const later = (group: string | undefined) => group === 'later';

async function whole(): Promise<Engine> {
  const engine = new (await create({ wasmBinary: bytes(path.join(folder, 'engine.wasm')) })).Engine();
  load(engine, first, asWritten);
  return engine;
}

async function halved(restNow: () => ArrayBuffer) {
  const halves = new Halves(restNow);
  const made = await new Promise<{ Engine: new () => Engine }>((resolve, reject) => {
    const instantiateWasm = halves.instantiator(bytes(path.join(folder, 'engine-first.wasm')), reject);
    create({ instantiateWasm }).then(resolve, reject);
  });
  const engine = new made.Engine();
  load(engine, first, packed);
  return { halves, engine };
}

const rest = () => bytes(path.join(folder, 'engine-rest.wasm'));
const none = () => assert.fail('the rest was called for');
const long = { text: readFileSync('../bench/posting.txt', 'utf8') };
const requests = [...(json('../engine/wasm/first_answers.json') as object[]), long].map((request, id) =>
  JSON.stringify({ schema: 'chouma.request/1', id, ...request }),
);
const screening = JSON.stringify({
  schema: 'chouma.request/1',
  id: 1,
  text: '高级 Go 工程师，30-45K，熟悉 Kubernetes',
  resume: '张三\n5 年 Go 后端，用 Kubernetes 做网关',
  want: ['next', 'talk', 'screening'],
});

test('the first half gives first answers by itself, and the whole engine the same bytes', async () => {
  const { engine } = await halved(none);
  const other = await whole();
  for (const request of requests) assert.equal(engine.analyze(request), other.analyze(request));
});

test('a call of the rest before it came fetches it, once', async () => {
  let asked = 0;
  const { engine } = await halved(() => {
    asked += 1;
    return rest();
  });
  const other = await whole();
  assert.equal(engine.analyze(screening), other.analyze(screening));
  engine.analyze(screening);
  assert.equal(asked, 1);
});

test('once joined, nothing is fetched, and screening answers', async () => {
  const { halves, engine } = await halved(none);
  await halves.join(rest());
  await halves.join(rest());
  const other = await whole();
  for (const target of [engine, other]) load(target, later, asWritten);
  const report = engine.analyze(screening);
  assert.ok((JSON.parse(report) as { screening: object | null }).screening);
  assert.equal(report, other.analyze(screening));
});

test('a rest that cannot be had is an exception, not a wrong answer', async () => {
  const { engine } = await halved(() => {
    throw new Error('engine-rest.wasm: HTTP 404');
  });
  assert.throws(() => engine.analyze(screening), /HTTP 404/);
});

test('what is no WebAssembly fails by the way that was given', async () => {
  const failure = await new Promise((resolve) => {
    const halves = new Halves(none);
    void create({ instantiateWasm: halves.instantiator(new ArrayBuffer(4), resolve) });
  });
  assert.ok(failure instanceof WebAssembly.CompileError);
});
