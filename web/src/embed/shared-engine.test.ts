import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadInto, type Opened, type Port } from '../engine/client.ts';
import type { Problem, Report } from '../engine/generated/report.ts';
import type { FromWorker, ToWorker } from '../engine/messages.ts';
import { fixture } from '../test-support.ts';
import { SharedEngine, type Listener } from './shared-engine.ts';

/** A worker that loads at once and answers when the test says so. */
class FakePort implements Port {
  sent: ToWorker[] = [];
  closed = false;
  onmessage: (message: FromWorker) => void = () => undefined;
  onerror: Port['onerror'] = () => undefined;
  post(message: ToWorker): void {
    this.sent.push(message);
    if (message.type === 'load')
      queueMicrotask(() => this.onmessage({ type: 'loaded', version: 'test', refused: [], models: [] }));
    if (message.type === 'extend') queueMicrotask(() => this.onmessage({ type: 'extended', refused: [REFUSED] }));
  }
  close(): void {
    this.closed = true;
  }
  get asked(): (string | null | undefined)[] {
    return this.sent.flatMap((m) => (m.type === 'analyze' ? [(JSON.parse(m.request) as { text: string }).text] : []));
  }
  answer(): void {
    const last = this.sent.findLast((m) => m.type === 'analyze');
    assert.ok(last?.type === 'analyze');
    this.onmessage({ type: 'report', id: last.id, report: JSON.stringify({ ...fixture(), id: last.id }), ms: 1 });
  }
}
const REFUSED: Problem = { code: 'bad_schema', where: 'swaps', value: '', allowed: '', message: 'refused' };

const later = async () => ({ rest: null, resources: [] });
const NOTHING = { wasm: new ArrayBuffer(8), rest: null, resources: [] };

function host() {
  const ports: FakePort[] = [];
  const engine = new SharedEngine(async (): Promise<Opened> => {
    const port = new FakePort();
    ports.push(port);
    return { port, loaded: loadInto(port, NOTHING), later };
  });
  return { engine, ports };
}
function listener(): Listener & { reports: Report[]; failures: Problem[] } {
  const reports: Report[] = [];
  const failures: Problem[] = [];
  return {
    reports,
    failures,
    report: (report) => void reports.push(report),
    failure: (problem) => void failures.push(problem),
    progress: () => undefined,
  };
}
const settled = () => new Promise((done) => setImmediate(done));

test('any number of panels start one worker, and the last to leave closes it', async () => {
  const { engine, ports } = host();
  const seats = [1, 2, 3].map(() => engine.join(listener()));
  await Promise.all(seats.map((seat) => seat.load()));
  assert.equal(ports.length, 1);
  seats[0]?.leave();
  seats[1]?.leave();
  await settled();
  assert.equal(ports[0]?.closed, false);
  seats[2]?.leave();
  await settled();
  assert.equal(ports[0]?.closed, true);
  await engine.join(listener()).load();
  assert.deepEqual(
    ports.map(({ closed }) => closed),
    [true, false],
  );
});

test('a panel that is moved keeps the worker', async () => {
  const { engine, ports } = host();
  const seat = engine.join(listener());
  await seat.load();
  seat.leave();
  await engine.join(listener()).load();
  await settled();
  assert.deepEqual(
    ports.map(({ closed }) => closed),
    [false],
  );
});

test('the last that leaves while the engine loads closes it all the same', async () => {
  const { engine, ports } = host();
  const seat = engine.join(listener());
  void seat.load();
  seat.leave();
  await settled();
  assert.deepEqual(
    ports.map(({ closed }) => closed),
    [true],
  );
});

test('each panel gets its own answer, to its newest question alone, one at a time', async () => {
  const { engine, ports } = host();
  const [a, b] = [listener(), listener()];
  const [one, two] = [engine.join(a), engine.join(b)];
  await one.load();
  one.ask({ text: 'a' });
  two.ask({ text: 'b' });
  two.ask({ text: 'b2' });
  one.ask({ text: 'a2' });
  const [port] = ports as [FakePort];
  assert.deepEqual(port.asked, ['a']);
  port.answer();
  assert.deepEqual([a.reports.length, b.reports.length, port.asked], [0, 0, ['a', 'b2']]);
  port.answer();
  port.answer();
  assert.deepEqual([a.reports.length, b.reports.length, port.asked], [1, 1, ['a', 'b2', 'a2']]);
});

test('an answer to a panel that left goes to nobody, and the line moves on', async () => {
  const { engine, ports } = host();
  const [a, b] = [listener(), listener()];
  const [one, two] = [engine.join(a), engine.join(b)];
  await one.load();
  one.ask({ text: 'a' });
  two.ask({ text: 'b' });
  one.leave();
  const [port] = ports as [FakePort];
  port.answer();
  port.answer();
  assert.deepEqual([a.reports.length, b.reports.length, port.asked], [0, 1, ['a', 'b']]);
});

test('later files are fetched once for all, and each panel hears what was refused', async () => {
  const { engine, ports } = host();
  const [one, two] = [engine.join(listener()), engine.join(listener())];
  assert.deepEqual(await Promise.all([one.extend(), two.extend()]), [[REFUSED], [REFUSED]]);
  assert.equal(ports[0]?.sent.filter(({ type }) => type === 'extend').length, 1);
});

test('a worker that dies is told to every panel, and the next load starts another', async () => {
  const { engine, ports } = host();
  const [a, b] = [listener(), listener()];
  const [one, two] = [engine.join(a), engine.join(b)];
  await one.load();
  one.ask({ text: 'a' });
  ports[0]?.onerror(REFUSED);
  assert.deepEqual([a.failures, b.failures], [[REFUSED], [REFUSED]]);
  await two.load();
  two.ask({ text: 'b' });
  ports[1]?.answer();
  assert.deepEqual([ports.length, b.reports.length], [2, 1]);
});

test('an engine that does not open is opened again by the next load', async () => {
  let tries = 0;
  const engine = new SharedEngine(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no network');
    const port = new FakePort();
    return { port, loaded: loadInto(port, NOTHING), later };
  });
  const seat = engine.join(listener());
  await assert.rejects(seat.load(), /no network/);
  assert.equal((await seat.load()).version, 'test');
});
