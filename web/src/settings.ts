/** What the page remembers of itself: language, colours, and that the guide was seen. Storage may be closed (private windows, files from disk). */
import type { Lang, Theme } from './state/state.ts';

const KEYS = { lang: 'chouma.lang', theme: 'chouma.theme', guided: 'chouma.guided' };

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(entries: [string, string][]): void {
  try {
    for (const [key, value] of entries) localStorage.setItem(key, value);
  } catch {
    // Remembering is a convenience; what was asked for has been done all the same.
  }
}

export function readSettings(): { lang: Lang; theme: Theme } {
  const lang = read(KEYS.lang) ?? navigator.language;
  const theme = read(KEYS.theme);
  return {
    lang: lang.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
  };
}

export const writeSettings = ({ lang, theme }: { lang: Lang; theme: Theme }): void =>
  write([
    [KEYS.lang, lang],
    [KEYS.theme, theme],
  ]);

export const wasGuided = (): boolean => read(KEYS.guided) !== null;
export const rememberGuided = (): void => write([[KEYS.guided, '1']]);

export function eraseSettings(): void {
  for (const key of Object.values(KEYS)) localStorage.removeItem(key);
}
