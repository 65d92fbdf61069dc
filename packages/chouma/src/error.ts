import type { Problem } from '../../../web/src/engine/generated/report.ts';
import { problemOf } from '../../../web/src/engine/client.ts';

/** What the engine refused, or what kept it from starting. `message` is one English sentence: what, where, the value and what is allowed. */
export class ChoumaError extends Error {
  override readonly name = 'ChoumaError';
  /** For programs: bad_schema, bad_version, unknown_name, not_loaded, closed, … */
  readonly code: string;
  /** The field, as a path. */
  readonly where: string;
  /** What stood there. */
  readonly value: string;
  /** What may stand there. */
  readonly allowed: string;
  constructor({ code, where, value, allowed, message }: Problem) {
    super(message);
    this.code = code;
    this.where = where;
    this.value = value;
    this.allowed = allowed;
  }
}

/** What a call upon a closed engine throws. */
export const closed = (): ChoumaError => {
  const message = 'chouma is closed; open another.';
  return new ChoumaError({ code: 'closed', where: 'chouma', value: 'closed', allowed: 'an open engine', message });
};

/** For `.catch`: whatever was thrown, as a ChoumaError with this code and place where it has none of its own. */
export const refused =
  (code: string, where: string) =>
  (error: unknown): never => {
    throw error instanceof ChoumaError ? error : new ChoumaError(problemOf(error, code, where));
  };
