import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Port } from './client.ts';
import { FitClient, type FitOpened } from './fit-client.ts';
import type { FromWorker, ToWorker } from './messages.ts';

class FakePort implements Port {
  sent: ToWorker[] = [];
  closed = false;
  onmessage: (message: FromWorker) => void = () => undefined;
  onerror: Port['onerror'] = () => undefined;
  post(message: ToWorker): void {
    this.sent.push(message);
  }
  close(): void {
    this.closed = true;
  }
}

const problem = { code: 'no_data', where: 'the table', value: '', allowed: '', message: 'empty' };
const order = { recipe: '{}', encoding: 'utf-8', day: '2026-01-02' };
const file = new Blob(['a,b']);
const bytes = () => new ArrayBuffer(1);

function connect(patience?: number) {
  const said: string[] = [];
  const ports: FakePort[] = [];
  const open = async (): Promise<FitOpened> => {
    ports.push(new FakePort());
    return { port: ports.at(-1) as FakePort, wasm: bytes(), lexicon: bytes(), shipped: bytes() };
  };
  const client = new FitClient(
    open,
    {
      progress: ({ share }) => said.push(`progress ${share}`),
      done: ({ id }) => said.push(`done ${id}`),
      cancelled: () => said.push('cancelled'),
      failure: ({ message }) => said.push(`failure ${message}`),
    },
    patience,
  );
  return { client, said, ports };
}

test('a fit has a worker of its own, which is closed when it is done', async () => {
  const { client, said, ports } = connect();
  await client.start(order, file);
  const [port] = ports;
  const [sent] = port?.sent ?? [];
  assert.ok(port && sent?.type === 'fit');
  assert.equal(new TextDecoder().decode(sent.table), 'a,b');
  port.onmessage({ type: 'progress', progress: { stage: 'rows', unit: 0, units: 0, share: 0.1 } });
  port.onmessage({ type: 'fitted', fit: '{"id": "mine"}' });
  assert.deepEqual([said, port.closed], [['progress 0.1', 'done mine'], true]);
  await client.start(order, file);
  assert.equal(ports.length, 2);
});

test('one fit at a time', async () => {
  const { client, ports } = connect();
  await client.start(order, file);
  await client.start(order, file);
  assert.equal(ports.length, 1);
});

test('a cancel waits for the worker, and is told once', async () => {
  const { client, said, ports } = connect();
  await client.start(order, file);
  client.cancel();
  client.cancel();
  assert.deepEqual([said, ports[0]?.closed, ports[0]?.sent.map(({ type }) => type)], [[], false, ['fit', 'cancel']]);
  ports[0]?.onmessage({ type: 'cancelled' });
  assert.deepEqual([said, ports[0]?.closed], [['cancelled'], true]);
});

test('a worker that does not let the cancel in is closed all the same', async () => {
  const { client, said, ports } = connect(1);
  await client.start(order, file);
  client.cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([said, ports[0]?.closed], [['cancelled'], true]);
  ports[0]?.onmessage({ type: 'fitted', fit: '{"id": "late"}' });
  assert.deepEqual(said, ['cancelled']);
});

test('a cancel before the worker is there ends the fit', async () => {
  const { client, said, ports } = connect();
  const started = client.start(order, file);
  client.cancel();
  await started;
  assert.deepEqual([said, ports[0]?.closed, ports[0]?.sent], [['cancelled'], true, []]);
});

test('a table that cannot be read is told, and starts no worker', async () => {
  const { client, said, ports } = connect();
  const gone = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('moved away')) });
  await client.start(order, gone);
  assert.deepEqual([said, ports.length], [['failure moved away'], 0]);
});

test('a refusal and a dead worker are told, and another fit can begin', async () => {
  const { client, said, ports } = connect();
  await client.start(order, file);
  ports[0]?.onmessage({ type: 'refused', problem });
  await client.start(order, file);
  ports[1]?.onerror({ ...problem, message: 'gone' });
  await client.start(order, file);
  assert.deepEqual(
    [said, ports.length, ports[0]?.closed, ports[1]?.closed],
    [['failure empty', 'failure gone'], 3, true, true],
  );
});
