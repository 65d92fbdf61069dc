import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { yuan } from '../../state/format.ts';
import type { ChipView } from '../../state/chips.ts';
import { Part } from '../base/part.ts';
import { chip } from '../chip/chip.ts';
import './chip-tray.css';

/** The chips on the table, and the tags that the lexicon does not know. */
export class ChipTray extends Part {
  static override properties = {
    ...Part.properties,
    chips: { attribute: false },
    unknown: { attribute: false },
    lit: {},
    compact: { type: Boolean },
  };
  declare chips: ChipView[];
  declare unknown: string[];
  declare lit: string | null;
  /** In the phone's rail: held chips only. */
  declare compact: boolean;

  #worth(view: ChipView): string {
    if (view.base) return this.s.base;
    return view.worth === null ? this.s.notCounted : yuan(view.worth);
  }

  #end(view: ChipView) {
    const { s } = this;
    if (view.state === 'negated') return nothing;
    const held = view.state === 'held';
    const click = () =>
      this.act(held ? { type: 'remove', id: view.id, names: view.names } : { type: 'restore', id: view.id });
    const label = held ? s.remove(view.name) : s.restore(view.name);
    return html`<button class="x" aria-label=${label} @click=${click}>${held ? '×' : '+'}</button>`;
  }

  #chip(view: ChipView) {
    const held = view.state === 'held';
    const light = (id: string | null) => () => this.act({ type: 'light', id });
    return html`<li
      @pointerenter=${light(view.id)}
      @pointerleave=${light(null)}
      @focusin=${light(view.id)}
      @focusout=${light(null)}
    >
      ${chip({
        name: view.name,
        rods: held ? view.rods : undefined,
        worth: held ? this.#worth(view) : undefined,
        zero: view.base || (view.worth ?? 0) <= 0,
        edge: held && !view.base ? view.edge : 0,
        look: held ? '' : 'off',
        lit: this.lit === view.id,
        end: this.#end(view),
      })}
    </li>`;
  }

  #unknown() {
    const { s } = this;
    if (this.compact || this.unknown.length === 0) return nothing;
    return html`<div class="unknown">
      <p class="cap">${s.unknownTags} <span class="muted">${s.unknownNote}</span></p>
      <ul class="chips">
        ${this.unknown.map((tag) => {
          const click = () => this.act({ type: 'remove', id: tag, names: [tag] });
          const end = html`<button class="x" aria-label=${s.remove(tag)} @click=${click}>×</button>`;
          return html`<li>${chip({ name: tag, look: 'next', end })}</li>`;
        })}
      </ul>
    </div>`;
  }

  override render() {
    const shown = this.compact ? this.chips.filter((view) => view.state === 'held') : this.chips;
    return html`<ul class="chips" aria-label=${this.s.chips}>
        ${repeat(
          shown,
          (view) => view.id,
          (view) => this.#chip(view),
        )}
      </ul>
      ${this.#unknown()}`;
  }
}
customElements.define('ch-chip-tray', ChipTray);
