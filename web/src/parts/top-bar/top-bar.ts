import { html, nothing, svg } from 'lit';
import { nextOf, type History } from '../../state/history.ts';
import { TABS } from '../../state/route.ts';
import type { Lang, Tab, Theme } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { themeSwitch } from './theme-switch.ts';
import './top-bar.css';

const LANGS: [Lang, string][] = [
  ['zh-CN', '中'],
  ['en', 'EN'],
];
const STEPS = {
  undo: svg`<path d="M6 3L2.5 6.5L6 10M2.5 6.5h7a4 4 0 0 1 0 8H7"></path>`,
  redo: svg`<path d="M10 3l3.5 3.5L10 10M13.5 6.5h-7a4 4 0 0 0 0 8H9"></path>`,
};

export class TopBar extends Part {
  static override properties = {
    ...Part.properties,
    lang: { attribute: false },
    theme: { attribute: false },
    ms: { attribute: false },
    tab: {},
    steps: { attribute: false },
  };
  declare lang: Lang;
  declare theme: Theme;
  declare ms: number | null;
  declare tab: Tab;
  declare steps: History;

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

  /** What they would take back or do again is in their names. */
  #steps() {
    const { s, steps } = this;
    return html`<div class="switch steps" role="group" aria-label=${s.steps}>
      ${(['undo', 'redo'] as const).map((type) => {
        const touched = nextOf(steps, type);
        const name = s.stepNames[type](touched ? (s.touched[touched] ?? '') : '');
        return html`<button
          aria-label=${name}
          title=${name}
          aria-disabled=${touched ? 'false' : 'true'}
          @click=${() => this.act({ type })}
        >
          <svg class="step" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${STEPS[type]}</svg>
        </button>`;
      })}
    </div>`;
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
          ${this.#steps()} ${themeSwitch(s, this.theme, (act) => this.act(act))}
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
          <button class="btn menu-btn" popovertarget="menu" @click=${() => this.act({ type: 'menu' })}>
            ${s.menu}
          </button>
        </div>
      </div>
    </header>`;
  }
}
customElements.define('ch-top-bar', TopBar);
