/** A fit inside its worker: steps of the job, with the worker's own messages let in between them. */
import type { Problem } from './generated/report.ts';
import type { FitOrder, FitProgress, FromWorker } from './messages.ts';

/** What the glue exports of engine/wasm/fit_bindings.cpp. */
export interface Job {
  table(size: number): Uint8Array | { error: Problem };
  begin(lexicon: Uint8Array, recipe: string, shipped: Uint8Array, day: string): string;
  step(): string;
  finish(): string;
  delete(): void;
}

/** Steps run together for so long before messages are let in. */
const SLICE_MS = 50;
/** The table as the engine takes it. */
const asUtf8 = (bytes: Uint8Array, encoding: string): Uint8Array =>
  encoding === 'utf-8' ? bytes : new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));

const refusal = (answer: string): Problem | undefined => (JSON.parse(answer) as { error?: Problem }).error;

/** Lets what waits for the worker in. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

export class Fitting {
  #cancelled = false;

  constructor(
    private readonly FitJob: new () => Job,
    private readonly progress: (progress: FitProgress) => void,
  ) {}

  cancel(): void {
    this.#cancelled = true;
  }

  async run(order: FitOrder, read: Uint8Array, lexicon: Uint8Array, shipped: Uint8Array): Promise<FromWorker> {
    const job = new this.FitJob();
    try {
      const table = asUtf8(read, order.encoding);
      const room = job.table(table.length);
      if ('error' in room) return { type: 'refused', problem: room.error };
      room.set(table);
      const refused = refusal(job.begin(lexicon, order.recipe, shipped, order.day));
      if (refused) return { type: 'refused', problem: refused };
      return await this.#steps(job);
    } finally {
      job.delete();
    }
  }

  async #steps(job: Job): Promise<FromWorker> {
    for (let until = 0; ;) {
      const said = JSON.parse(job.step()) as FitProgress & { error?: Problem };
      if (said.error) return { type: 'refused', problem: said.error };
      if (said.stage === 'done') break;
      if (performance.now() < until) continue;
      this.progress({ stage: said.stage, unit: said.unit, units: said.units, share: said.share });
      await breathe();
      if (this.#cancelled) return { type: 'cancelled' };
      until = performance.now() + SLICE_MS;
    }
    const fit = job.finish();
    const refused = refusal(fit);
    return refused ? { type: 'refused', problem: refused } : { type: 'fitted', fit };
  }
}
