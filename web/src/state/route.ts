/** What an address names: a tab, and a case behind it (`#quote?case=…`). A citation's address names no tab. */
import type { Tab } from './state.ts';

export const TABS: Tab[] = ['quote', 'posting', 'negotiate', 'models'];

export function routeOf(hash: string): { tab: Tab | null; shared: string | null } {
  const [, name, shared = null] = /^#?([^?]*)(?:\?case=(.*))?$/s.exec(hash) ?? [];
  return { tab: name === '' ? 'quote' : (TABS.find((tab) => tab === name) ?? null), shared };
}
