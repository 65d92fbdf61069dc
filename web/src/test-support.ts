/** For unit tests only: schema-valid reports written by hand. */
import { readFileSync } from 'node:fs';
import type { Report } from './engine/generated/report.ts';

/** A posting and a résumé with their full report, screening and all, written by hand. */
export interface Screened {
  text: string;
  resume: string;
  report: Report;
}
export const screened = (): Screened => JSON.parse(readFileSync('tests/fixture/screened.json', 'utf8')) as Screened;

export const fixture = (): Report => JSON.parse(readFileSync('tests/fixture/report.json', 'utf8')) as Report;
