/// <reference lib="esnext.disposable" preserve="true" />
import type {
  Education,
  Level,
  Posted,
  PremiumSection,
  Problem,
  Report,
  SkillFound,
} from '../../../web/src/engine/generated/report.ts';
import type { Request } from '../../../web/src/engine/generated/request.ts';
import type { LoadedModel, ResourceKind } from '../../../web/src/engine/messages.ts';

export type { LoadedModel, Problem, Report, Request, ResourceKind };

/** A request; `schema` and `id` (0) are filled in. What is absent is not stated. */
export interface Question extends Omit<Request, 'schema' | 'id'>, Partial<Pick<Request, 'schema' | 'id'>> {}

/** A file that the engine reads: JSON of the kind's schema. */
export interface Resource {
  kind: ResourceKind;
  bytes: ArrayBuffer | Uint8Array;
}

export interface OpenOptions {
  /** Instead of the shipped files, in this order; the lexicon comes before the salary model and the screening tables, which name its skills. */
  resources?: Resource[];
}

/** What a text says. Spans are UTF-16 code units of it, as `text.slice` counts. */
export interface Extraction {
  skills: Pick<SkillFound, 'id' | 'name' | 'kind' | 'strength' | 'spans'>[];
  years_min: number | null;
  years_max: number | null;
  education: Education | null;
  level: Level | null;
  /** The city's id in the lexicon. */
  city: string | null;
  /** The pay that it states. */
  pay: WrittenPay | null;
}

/** As in a report; currency and period are null where it says no more than that pay is negotiable. */
export interface WrittenPay extends Omit<
  Posted,
  'wording' | 'percentile_low' | 'percentile_high' | 'currency' | 'period'
> {
  currency: Posted['currency'] | null;
  period: Posted['period'] | null;
}

/** The premium coefficient of a list of tags, over plain Go. */
export interface Prediction extends Omit<PremiumSection, 'clamped'> {
  clamped: boolean;
}

/** One engine. Not shared between threads: each opens its own. After `close`, every call throws a ChoumaError of code `closed`. */
export interface Chouma extends Disposable {
  /** Of the engine. */
  readonly version: string;
  /** What the posting, the tags or the résumé are worth, and what else `question` asks for. Throws a ChoumaError when the request cannot be read; what one part of it lacks is in `warnings`. */
  analyze(question: Question): Report;
  /** The same from request text to report text, as the engine writes it, byte for byte the same on every platform; a refusal is in its `error`. */
  analyzeText(request: string): string;
  /** Skills, years, education, level, city and pay that a text states. */
  extract(text: string): Extraction;
  /** The premium coefficient of tags (names, ids or aliases). */
  predict(tags: string[]): Prediction;
  /** Loads a file. A salary model is added (one of the same id is replaced) and used from now on where the question names none; a file of another kind replaces the one before. */
  load(kind: ResourceKind, bytes: ArrayBuffer | Uint8Array): LoadedModel | { id: string; hash: string };
  /** Forgets a salary model. */
  removeModel(id: string): void;
  /** Gives the engine's memory back; closing again does nothing. */
  close(): void;
}

/** An engine in a worker of the browser. */
export interface ChoumaWorker extends Disposable {
  /** Of the engine. */
  readonly version: string;
  /** The salary models that it loaded. */
  readonly models: LoadedModel[];
  /** Asks; the report comes to the handler. While the worker is busy only the newest question is kept, and a report that is not the newest question's is dropped: made for typing. */
  ask(question: Omit<Question, 'schema' | 'id'>): void;
  /** Adds a salary model. Its bytes move to the worker. */
  addModel(bytes: ArrayBuffer): Promise<LoadedModel>;
  /** Forgets a salary model. */
  removeModel(id: string): void;
  /** Ends the worker; closing again does nothing. */
  close(): void;
}
