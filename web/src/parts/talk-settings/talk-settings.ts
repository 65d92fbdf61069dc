import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { NegotiationSection, Problem } from '../../engine/generated/report.ts';
import { percent, whole } from '../../state/format.ts';
import { SETTINGS, type NegotiationState, type Setting } from '../../state/negotiation.ts';
import type { NegotiateStrings } from '../../strings/negotiate.ts';
import '../facts/facts.css';
import { TalkPart } from '../negotiate-tab/part.ts';
import './talk-settings.css';

/** The user's own numbers of the talk. A blank field shows what is taken in its place, and where that comes from. */
export class TalkSettings extends TalkPart {
  static override properties = {
    ...TalkPart.properties,
    slice: { attribute: false },
    section: { attribute: false },
    problems: { attribute: false },
  };
  declare s: NegotiateStrings;
  declare slice: NegotiationState;
  declare section: NegotiationSection | null;
  /** What the engine could not read of the request. */
  declare problems: Problem[];

  #taken(field: Setting): string {
    const settings = this.section?.settings;
    if (!settings) return '';
    const value = settings[field];
    if (field === 'withdrawal') return percent(value);
    return field === 'walk_away' || field === 'batna' ? whole(value) : String(value);
  }

  #note(field: Setting): string {
    const { s, section } = this;
    if (field === 'walk_away' && section?.settings.walk_away_from === 'anchor') return s.fromAnchor;
    return s.settingNotes[field] ?? '';
  }

  #field(field: Setting) {
    const { s } = this;
    const problem = this.problems.find(({ where }) => where === `request.negotiation.${field}`);
    const change = (event: Event) =>
      this.tell({ type: 'setting', field, text: (event.target as HTMLInputElement).value });
    return html`<div class="field">
      <label for="setting-${field}">${s.settings[field]}</label>
      <input
        id="setting-${field}"
        class="input"
        inputmode="decimal"
        autocomplete="off"
        placeholder=${this.#taken(field)}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="setting-${field}-note"
        .value=${live(this.slice.typed[field] ?? '')}
        @input=${change}
      />
      ${
        problem
          ? html`<small id="setting-${field}-note" class="fault" lang="en">${problem.message}</small>`
          : html`<small id="setting-${field}-note" class="muted">${this.#note(field)}</small>`
      }
    </div>`;
  }

  override render() {
    const { s } = this;
    return html`<section class="sheet">
      <h2 class="sec">${s.settingsTitle}<span class="note">${s.settingsNote}</span></h2>
      <div class="fields talk-settings">${SETTINGS.map((field) => this.#field(field))}</div>
    </section>`;
  }
}
customElements.define('ch-talk-settings', TalkSettings);
