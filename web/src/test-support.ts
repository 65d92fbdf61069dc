/** For unit tests only: a schema-valid report written by hand. */
import { readFileSync } from 'node:fs';
import type { Report } from './engine/generated/report.ts';

export const fixture = (): Report => JSON.parse(readFileSync('tests/fixture/report.json', 'utf8')) as Report;
