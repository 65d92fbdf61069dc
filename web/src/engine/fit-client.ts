/**
 * The page's side of a fit. Each fit has a worker of its own, which is closed when the fit ends: that gives its memory
 * back. A cancel waits for the step under way, and ends the worker where that takes longer than a person waits.
 */
import { problemOf, type Port } from './client.ts';
import type { Fit } from './generated/fit.ts';
import type { Problem } from './generated/report.ts';
import type { FitOrder, FitProgress, FromWorker } from './messages.ts';

export interface FitOpened {
  port: Port;
  wasm: ArrayBuffer;
  lexicon: ArrayBuffer;
  shipped: ArrayBuffer;
}
export interface FitHandlers {
  progress(progress: FitProgress): void;
  done(fit: Fit): void;
  cancelled(): void;
  /** The engine refused the recipe or the table, or the worker failed. */
  failure(problem: Problem): void;
}

/** The fit under way. */
interface Run {
  port: Port | null;
  cancelled: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

const PATIENCE_MS = 2000;

export class FitClient {
  #run: Run | null = null;

  constructor(
    private readonly open: () => Promise<FitOpened>,
    private readonly handlers: FitHandlers,
    private readonly patience = PATIENCE_MS,
  ) {}

  /** Does nothing while another fit is under way. */
  async start(order: FitOrder, file: Blob): Promise<void> {
    if (this.#run) return;
    const run: Run = { port: null, cancelled: false };
    this.#run = run;
    try {
      // Read here and handed over: of a page opened from disk, WebKit lets no worker read a file.
      const table = await file.arrayBuffer();
      const { port, wasm, lexicon, shipped } = await this.open();
      run.port = port;
      if (run.cancelled) return this.#end(() => this.handlers.cancelled());
      port.onmessage = (message) => this.#receive(message);
      port.onerror = (problem) => this.#end(() => this.handlers.failure(problem));
      port.post({ type: 'fit', wasm, lexicon, shipped, table, order }, [wasm, lexicon, shipped, table]);
    } catch (error) {
      this.#end(() => this.handlers.failure(problemOf(error)));
    }
  }

  cancel(): void {
    const run = this.#run;
    if (!run || run.cancelled) return;
    run.cancelled = true;
    if (!run.port) return;
    run.port.post({ type: 'cancel' }, []);
    run.timer = setTimeout(() => this.#end(() => this.handlers.cancelled()), this.patience);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'progress') this.handlers.progress(message.progress);
    if (message.type === 'fitted') this.#end(() => this.handlers.done(JSON.parse(message.fit) as Fit));
    if (message.type === 'cancelled') this.#end(() => this.handlers.cancelled());
    if (message.type === 'refused' || message.type === 'failed')
      this.#end(() => this.handlers.failure(message.problem));
  }

  #end(tell: () => void): void {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    clearTimeout(run.timer);
    run.port?.close();
    tell();
  }
}
