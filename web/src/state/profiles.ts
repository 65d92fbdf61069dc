/** Saved cases under names, and the file that carries them: `{"schema": "chouma.profiles/1", "profiles": [{"name", "saved", "case"}]}`. Pure. */
import type { Case } from './case.ts';
import { packCase, unpackCase } from './packed.ts';

export interface Profile {
  name: string;
  /** The day, as 2026-11-30. */
  saved: string;
  case: Case;
}
/** As it is stored and written: plain JSON. */
export interface PackedProfile {
  name: string;
  saved: string;
  case: object;
}

/** What the page keeps on this device. All that is promised rejects where the browser refuses storage (private windows, some files from disk). */
export interface Keep {
  /** The day, as 2026-11-30. */
  today(): string;
  wasGuided(): boolean;
  rememberGuided(): void;
  /** By name. */
  all(): Promise<Profile[]>;
  /** In place of one of the same name. */
  put(profile: Profile): Promise<unknown>;
  delete(name: string): Promise<unknown>;
  /** All profiles and all settings. */
  erase(): Promise<void>;
}

const SCHEMA = 'chouma.profiles/1';
export const LONGEST_NAME = 80;
export const MOST_PROFILES = 1000;
export const LARGEST_FILE = 20 * 1024 * 1024;

export const packProfile = ({ name, saved, case: whole }: Profile): PackedProfile => ({
  name,
  saved,
  case: packCase(whole),
});

/** Null where it is no profile of this version. */
export function unpackProfile(value: unknown): Profile | null {
  const { name, saved, case: packed } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) return null;
  if (typeof saved !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(saved)) return null;
  const whole = unpackCase(packed);
  return whole && { name, saved, case: whole };
}

export const writeProfiles = (profiles: Profile[]): string =>
  `${JSON.stringify({ schema: SCHEMA, profiles: profiles.map(packProfile) }, null, 2)}\n`;

/** All of the file's profiles, or null where any part of it cannot be read: nothing is taken in half. */
export function readProfiles(text: string): Profile[] | null {
  try {
    const { schema, profiles } = (JSON.parse(text) ?? {}) as { schema?: unknown; profiles?: unknown };
    if (schema !== SCHEMA || !Array.isArray(profiles) || profiles.length > MOST_PROFILES) return null;
    const read = profiles.map(unpackProfile);
    return read.every((profile) => profile !== null) ? read : null;
  } catch {
    // Not JSON.
    return null;
  }
}

/** The name itself, or with the next number where others have it already. */
export function freeName(name: string, taken: string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  const numbered = () => `${name.slice(0, LONGEST_NAME - 5)} ${number}`;
  while (taken.includes(numbered())) number += 1;
  return numbered();
}
