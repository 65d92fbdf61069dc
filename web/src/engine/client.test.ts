import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../test-support.ts';
import { EngineClient, EngineError, loadInto, problemOf, type Opened, type Port } from './client.ts';
import type { FromWorker, LoadedModel, ToWorker } from './messages.ts';

/** A port whose worker answers when the test says so. */
class FakePort implements Port {
  sent: ToWorker[] = [];
  closed = false;
  onmessage: (message: FromWorker) => void = () => undefined;
  onerror: Port['onerror'] = () => undefined;
  post(message: ToWorker): void {
    this.sent.push(message);
    if (message.type === 'load')
      queueMicrotask(() => this.onmessage({ type: 'loaded', version: 'test', refused: [], models: [] }));
  }
  close(): void {
    this.closed = true;
  }
  get asked(): number[] {
    return this.sent.flatMap((m) => (m.type === 'analyze' ? [m.id] : []));
  }
  answer(id: number): void {
    this.onmessage({ type: 'report', id, report: JSON.stringify({ ...fixture(), id }), ms: 1 });
  }
}

const later = async () => ({ rest: null, resources: [{ kind: 'swaps' as const, bytes: new ArrayBuffer(4) }] });
const opened = (port: Port): Opened => ({
  port,
  loaded: loadInto(port, { wasm: new ArrayBuffer(8), rest: null, resources: [] }),
  later,
});
const problem = { code: 'internal', where: 'worker', value: '', allowed: '', message: 'gone' };

function connect(port = new FakePort()) {
  const seen: number[] = [];
  const failures: string[] = [];
  const client = new EngineClient(async () => opened(port), {
    report: (report) => seen.push(report.id),
    failure: ({ message }) => failures.push(message),
  });
  return { client, port, seen, failures };
}

test('a question asked before the engine is there is sent once it is', async () => {
  const { client, port, seen } = connect();
  client.ask({ text: 'Go' });
  await client.load();
  assert.deepEqual(port.asked, [1]);
  port.answer(1);
  assert.deepEqual(seen, [1]);
});

test('while the worker is busy only the newest question is kept, and stale replies are dropped', async () => {
  const { client, port, seen } = connect();
  await client.load();
  for (const text of ['G', 'Go', 'Go ', 'Go 后']) client.ask({ text });
  assert.deepEqual(port.asked, [1]);
  port.answer(1);
  assert.deepEqual([seen, port.asked], [[], [1, 4]]);
  port.answer(4);
  assert.deepEqual(seen, [4]);
});

test('a late reply to an old question never reaches the page', async () => {
  const { client, port, seen } = connect();
  await client.load();
  client.ask({ text: 'a' });
  client.ask({ text: 'b' });
  port.answer(1);
  port.answer(2);
  port.answer(1);
  assert.deepEqual(seen, [2]);
});

test('the load promise is kept', async () => {
  let opens = 0;
  const client = new EngineClient(async () => ((opens += 1), opened(new FakePort())), {
    report: () => undefined,
    failure: () => undefined,
  });
  const first = client.load();
  assert.equal(client.load(), first);
  await first;
  assert.equal(opens, 1);
});

test('a failed load is dropped, so that the next one tries again and answers', async () => {
  const ports = [new FakePort(), new FakePort()];
  let opens = 0;
  const seen: number[] = [];
  const client = new EngineClient(
    async () => {
      opens += 1;
      if (opens === 1) throw new EngineError(problem);
      return opened(ports[1] as FakePort);
    },
    { report: (report) => seen.push(report.id), failure: () => undefined },
  );
  client.ask({ text: 'kept' });
  await assert.rejects(client.load(), (error: EngineError) => error.code === 'internal');
  await client.load();
  ports[1]?.answer(1);
  assert.deepEqual([opens, seen], [2, [1]]);
});

test('a worker that fails while loading is closed and named', async () => {
  const port = new FakePort();
  port.post = () => queueMicrotask(() => port.onmessage({ type: 'failed', problem }));
  const { client } = connect(port);
  await assert.rejects(client.load(), { message: 'gone' });
  assert.ok(port.closed);
});

test('a worker that dies later is reported once and closed', async () => {
  const { client, port, failures } = connect();
  await client.load();
  client.ask({ text: 'Go' });
  port.onmessage({ type: 'failed', problem });
  assert.deepEqual([failures, port.closed], [['gone'], true]);
});

test('what is loaded later goes to the worker behind the first group, and its refusals come back', async () => {
  const { client, port } = connect();
  const extended = client.extend();
  await client.load();
  while (port.sent.length < 2) await new Promise(setImmediate);
  assert.deepEqual(
    port.sent.map((message) => message.type),
    ['load', 'extend'],
  );
  port.onmessage({ type: 'extended', refused: [problem] });
  assert.deepEqual(await extended, [problem]);
});

test('a worker that dies while it is given more ends the wait', async () => {
  const { client, port, failures } = connect();
  const extended = client.extend();
  await client.load();
  while (port.sent.length < 2) await new Promise(setImmediate);
  port.onmessage({ type: 'failed', problem });
  await assert.rejects(extended, { message: 'gone' });
  assert.deepEqual(failures, ['gone']);
});

test('models are added in order, what the engine refuses of one is thrown, and one is removed by its id', async () => {
  const { client, port } = connect();
  await client.load();
  const first = client.add(new ArrayBuffer(1));
  const second = client.add(new ArrayBuffer(2));
  const third = client.add(new ArrayBuffer(3));
  while (port.sent.length < 4) await new Promise(setImmediate);
  const model = { id: 'mine', hash: 'h' } as LoadedModel;
  port.onmessage({ type: 'added', answer: model });
  port.onmessage({ type: 'added', answer: { error: problem } });
  assert.equal(await first, model);
  await assert.rejects(second, { message: 'gone' });
  client.remove('mine');
  assert.deepEqual(port.sent.at(-1), { type: 'remove', id: 'mine' });
  port.onmessage({ type: 'failed', problem: { ...problem, message: 'dead' } });
  await assert.rejects(third, { message: 'dead' });
});

test('anything thrown becomes a problem with code and place', () => {
  assert.deepEqual(problemOf(new EngineError(problem)), problem);
  assert.deepEqual(problemOf(new TypeError('no network'), 'not_loaded', 'page'), {
    code: 'not_loaded',
    where: 'page',
    value: 'no network',
    allowed: '',
    message: 'no network',
  });
});

test('calls are answered in order, and a worker that fails refuses those under way', async () => {
  const { client, port } = connect();
  const sealed = { party: 'candidate', number: 41000, salt: 'ab' } as const;
  const one = client.call('sealNumber', sealed);
  const other = client.call('openSeals', {});
  await client.load();
  await Promise.resolve();
  const calls = port.sent.flatMap((m) => (m.type === 'call' ? [[m.name, JSON.parse(m.argument)]] : []));
  assert.deepEqual(
    calls.map(([name]) => name),
    ['sealNumber', 'openSeals'],
  );
  assert.deepEqual(calls[0]?.[1], sealed);
  port.onmessage({ type: 'called', answer: '{"commitment":"c"}' });
  assert.deepEqual(await one, { commitment: 'c' });
  port.onmessage({ type: 'failed', problem });
  await assert.rejects(other, { message: 'gone' });
});
