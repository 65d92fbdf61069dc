import { html, nothing, svg } from 'lit';
import type { Lang, Tab, Theme } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import './top-bar.css';

const LANGS: [Lang, string][] = [
  ['zh-CN', '中'],
  ['en', 'EN'],
];
/** The screens that there are, in the order of a visit. */
const TABS: Tab[] = ['quote', 'posting'];
const THEMES: Theme[] = ['auto', 'light', 'dark'];

/** Half and half, sun, moon: what the page follows. */
const THEME_MARKS: Record<Theme, unknown> = {
  auto: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"></path>`,
  light: svg`<circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.5"></circle><path d="M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M2.9 13.1l1.4-1.4M11.7 4.3l1.4-1.4" stroke="currentColor" stroke-width="1.5"></path>`,
  dark: svg`<path d="M13.6 9.8A6 6 0 0 1 6.2 2.4a6 6 0 1 0 7.4 7.4z" fill="none" stroke="currentColor" stroke-width="1.5"></path>`,
};

export class TopBar extends Part {
  static override properties = {
    ...Part.properties,
    lang: { attribute: false },
    theme: { attribute: false },
    ms: { attribute: false },
    tab: {},
  };
  declare lang: Lang;
  declare theme: Theme;
  declare ms: number | null;
  declare tab: Tab;

  #brand() {
    const { s, lang } = this;
    return html`<span class="brand">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect x=".5" y=".5" width="21" height="21" rx="4.5" fill="none" stroke="currentColor"></rect>
        <path d="M6 5.5h10" stroke="currentColor" stroke-width="2"></path>
        <path class="brand-rods" d="M7 9v8M11 9v8M15 9v8" stroke-width="2"></path>
      </svg>
      ${s.brand} <span lang=${lang === 'en' ? 'zh-CN' : 'en'}>${s.brandOther}</span>
    </span>`;
  }

  /** Each tab has an address of its own, so they are links; a phone has them at the bottom. */
  #tabs() {
    const { s, tab } = this;
    return html`<nav class="tabs" aria-label=${s.tabs}>
      ${TABS.map(
        (name) => html`<a href="#${name}" aria-current=${name === tab ? 'page' : nothing}>${s.tabNames[name]}</a>`,
      )}
    </nav>`;
  }

  override render() {
    const { s } = this;
    const ms = this.ms === null ? '' : s.millis(this.ms < 10 ? this.ms.toFixed(1) : this.ms.toFixed(0));
    return html`<header class="top">
      <div class="top-in">
        ${this.#brand()} ${this.#tabs()}
        <div class="top-end">
          <span class="quiet">
            <svg width="8" height="8" aria-hidden="true"><circle class="f-you" cx="4" cy="4" r="4"></circle></svg>
            ${s.here}${ms === '' ? nothing : html` · <span class="num">${ms}</span>`}
          </span>
          <div class="switch" role="group" aria-label=${s.theme}>
            ${THEMES.map(
              (theme) =>
                html`<button
                  aria-label=${s.themes[theme]}
                  title=${s.themes[theme]}
                  aria-pressed=${theme === this.theme ? 'true' : 'false'}
                  @click=${() => this.act({ type: 'theme', theme })}
                >
                  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${THEME_MARKS[theme]}</svg>
                </button>`,
            )}
          </div>
          <div class="switch" role="group" aria-label=${s.language}>
            ${LANGS.map(
              ([lang, name]) =>
                html`<button
                  lang=${lang}
                  aria-pressed=${lang === this.lang ? 'true' : 'false'}
                  @click=${() => this.act({ type: 'lang', lang })}
                >
                  ${name}
                </button>`,
            )}
          </div>
        </div>
      </div>
    </header>`;
  }
}
customElements.define('ch-top-bar', TopBar);
