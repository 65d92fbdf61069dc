import { html, svg } from 'lit';
import type { Act, Theme } from '../../state/state.ts';
import type { Strings } from '../../strings/index.ts';

const THEMES: Theme[] = ['auto', 'light', 'dark'];
/** Half and half, sun, moon: what the page follows. */
const THEME_MARKS: Record<Theme, unknown> = {
  auto: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"></path>`,
  light: svg`<circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M2.9 13.1l1.4-1.4M11.7 4.3l1.4-1.4" stroke="currentColor" stroke-width="1.5"></path>`,
  dark: svg`<path d="M13.6 9.8A6 6 0 0 1 6.2 2.4a6 6 0 1 0 7.4 7.4z" fill="none" stroke="currentColor" stroke-width="1.5"></path>`,
};

/** In the top bar where it has room, else in the menu. */
export const themeSwitch = (s: Strings, current: Theme, act: (act: Act) => void) =>
  html`<div class="switch themes" role="group" aria-label=${s.theme}>
    ${THEMES.map(
      (theme) =>
        html`<button
          aria-label=${s.themes[theme]}
          title=${s.themes[theme]}
          aria-pressed=${theme === current ? 'true' : 'false'}
          @click=${() => act({ type: 'theme', theme })}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${THEME_MARKS[theme]}</svg>
        </button>`,
    )}
  </div>`;
