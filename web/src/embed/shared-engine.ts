/**
 * One engine for all panels of a page, counted by reference: the first panel that joins starts it, the last that leaves
 * closes its worker. Each panel has its newest question in the line once, the worker has one question at a time, and a stale answer is dropped.
 */
import { EngineClient, type Loaded, type Opened, type Question } from '../engine/client.ts';
import type { Problem, Report } from '../engine/generated/report.ts';
import type { PlainCall } from '../engine/messages.ts';

export interface Listener {
  report(report: Report): void;
  failure(problem: Problem): void;
  progress(done: number, total: number): void;
}
export interface Seat {
  load(): Promise<Loaded>;
  /** The later files, for all panels once; what the engine refuses is listed for each that asks. */
  extend(): Promise<Problem[]>;
  call<Answer>(name: PlainCall, argument: object): Promise<Answer>;
  ask(question: Question): void;
  leave(): void;
}
type Open = (progress: (done: number, total: number) => void) => Promise<Opened>;
interface Run {
  client: EngineClient;
  opened: Opened | null;
  extending: Promise<Problem[]> | null;
  closed: boolean;
}
interface Guest {
  listener: Listener;
  next: Question | null;
}

export class SharedEngine {
  #open: Open;
  #run: Run | null = null;
  #guests = new Set<Guest>();
  #line: Guest[] = [];
  #asking: Guest | null = null;

  constructor(open: Open) {
    this.#open = open;
  }

  join(listener: Listener): Seat {
    const guest: Guest = { listener, next: null };
    this.#guests.add(guest);
    return {
      load: () => this.#load(this.#started()),
      extend: () => this.#extend(this.#started()),
      call: (name, argument) => this.#started().client.call(name, argument),
      ask: (question) => this.#ask(guest, question),
      leave: () => this.#leave(guest),
    };
  }

  #started(): Run {
    this.#run ??= this.#start();
    return this.#run;
  }

  #start(): Run {
    const open = async (): Promise<Opened> => {
      const opened = await this.#open((done, total) => {
        for (const { listener } of this.#guests) listener.progress(done, total);
      });
      run.opened = opened;
      if (run.closed) opened.port.close();
      return opened;
    };
    const run: Run = {
      client: new EngineClient(open, {
        report: (report) => this.#answered(run, report),
        failure: (problem) => this.#failed(run, problem),
      }),
      opened: null,
      extending: null,
      closed: false,
    };
    return run;
  }

  /** A run that did not load is over: the next `load` starts another. */
  #load(run: Run): Promise<Loaded> {
    return run.client.load().catch((error: unknown) => {
      if (run === this.#run) this.#close();
      throw error;
    });
  }

  #extend(run: Run): Promise<Problem[]> {
    run.extending ??= run.client.extend().catch((error: unknown) => {
      run.extending = null;
      throw error;
    });
    return run.extending;
  }

  #ask(guest: Guest, question: Question): void {
    guest.next = question;
    if (!this.#line.includes(guest)) this.#line.push(guest);
    this.#serve();
  }

  #serve(): void {
    if (this.#asking) return;
    const guest = this.#line.shift();
    if (!guest?.next) return;
    this.#asking = guest;
    this.#started().client.ask(guest.next);
    guest.next = null;
  }

  #answered(run: Run, report: Report): void {
    if (run !== this.#run) return;
    const guest = this.#asking;
    this.#asking = null;
    // A guest that left, or has asked anew, waits for no old answer.
    if (guest && this.#guests.has(guest) && guest.next === null) guest.listener.report(report);
    this.#serve();
  }

  /** The worker is gone, and with it what was asked; who asks again starts another. */
  #failed(run: Run, problem: Problem): void {
    if (run !== this.#run) return;
    this.#close();
    for (const { listener } of this.#guests) listener.failure(problem);
  }

  #leave(guest: Guest): void {
    this.#guests.delete(guest);
    this.#line = this.#line.filter((other) => other !== guest);
    // A panel that is only moved leaves and joins within one task.
    queueMicrotask(() => {
      if (this.#guests.size === 0) this.#close();
    });
  }

  #close(): void {
    if (this.#run) {
      this.#run.closed = true;
      this.#run.opened?.port.close();
    }
    this.#run = null;
    this.#asking = null;
    this.#line = [];
  }
}
