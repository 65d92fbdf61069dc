/** What the page remembers: language and colours, nothing else. Storage may be closed (private windows, files from disk). */
import type { Lang, Theme } from './state/state.ts';

const KEYS = { lang: 'chouma.lang', theme: 'chouma.theme' };

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
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

export function writeSettings({ lang, theme }: { lang: Lang; theme: Theme }): void {
  try {
    localStorage.setItem(KEYS.lang, lang);
    localStorage.setItem(KEYS.theme, theme);
  } catch {
    // Remembering is a convenience; the switch has worked all the same.
  }
}
