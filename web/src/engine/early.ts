/**
 * The engine's start before the page's own code is there: fetching, compiling and reading take a worker as long as the first picture takes the page, and neither
 * waits for the other.
 */
import type { Progress } from './assets.ts';
import type { Opened } from './client.ts';
import { openEngine } from './open.ts';

/** What came before there was somebody to hear it. */
let heard: Progress = () => undefined;
let reached: Parameters<Progress> = [0, 0];
const progress: Progress = (done, total) => heard(...(reached = [done, total]));

let early: Promise<Opened> | null = openEngine(progress);
// Whoever opens it is told.
early.then(({ loaded }) => loaded).catch(() => undefined);

/** What `openEngine` does: the first time with what is under way, afterwards anew. */
export function openEarly(tell: Progress): Promise<Opened> {
  if (!early) return openEngine(tell);
  const started = early;
  early = null;
  heard = tell;
  tell(...reached);
  return started;
}
