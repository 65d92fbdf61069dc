import { html, noChange, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Veto } from '../../engine/generated/report.ts';
import type { Said } from '../../state/input.ts';
import { say, words } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import { statusMark } from '../base/status.ts';
import './vetoes.css';

const MOST_STARS = 10_000_000;

/** What teams reject for without saying so: met, not met or unknown, why, and what would settle it. */
export class Vetoes extends Part {
  static override properties = {
    ...Part.properties,
    vetoes: { attribute: false },
    said: { attribute: false },
    lang: { attribute: false },
    refused: { state: true },
  };
  declare s: TabStrings;
  declare vetoes: Veto[];
  declare said: Said;
  declare lang: Lang;
  /** The stars field holds something that is no count. */
  declare refused: boolean;

  constructor() {
    super();
    this.refused = false;
  }

  #answer(id: string, name: string) {
    const { s, said } = this;
    const given = said.answers.find(({ veto }) => veto === id)?.met;
    const button = (met: boolean, label: string) =>
      html`<button
        aria-pressed=${given === met ? 'true' : 'false'}
        @click=${() => this.act({ type: 'answer', veto: id, met: given === met ? null : met })}
      >
        ${label}
      </button>`;
    return html`<div class="seg small" role="group" aria-label=${s.answerOf(name)}>
      ${button(true, s.answerYes)} ${button(false, s.answerNo)}
    </div>`;
  }

  #evidence({ id, asked, resume }: Veto) {
    if (asked.length + resume.length === 0) return nothing;
    const light = (to: string | null) => () => this.act({ type: 'light', id: to });
    return html`<button
      class="txtbtn xs"
      @pointerenter=${light(`veto:${id}`)}
      @pointerleave=${light(null)}
      @focus=${light(`veto:${id}`)}
      @blur=${light(null)}
      @click=${light(`veto:${id}`)}
    >
      ${this.s.seeEvidence}
    </button>`;
  }

  #veto(veto: Veto) {
    const { s, lang } = this;
    const name = say(lang, veto.name);
    const settle = say(lang, veto.settle);
    return html`<li class="check">
      <span class="st ${veto.status}">${statusMark(veto.status)}${s.vetoStatus[veto.status]}</span>
      <div class="what">
        <p>${name}${veto.asked.length > 0 ? html` <small class="muted">${s.spelledOut}</small>` : nothing}</p>
        <p class="xs muted">${say(lang, veto.why)}</p>
        ${settle === '' ? nothing : html`<p class="xs muted">${settle}</p>`}
        <div class="acts">${this.#answer(veto.id, name)}${this.#evidence(veto)}</div>
      </div>
    </li>`;
  }

  #stars() {
    const { s, said } = this;
    const change = (event: Event) => {
      const { value, validity } = event.target as HTMLInputElement;
      this.refused = !validity.valid;
      if (validity.valid) this.act({ type: 'said', said: { stars: value === '' ? null : Number(value) } });
    };
    return html`<div class="field">
      <label for="stars">${s.stars}</label>
      <input
        id="stars"
        class="input"
        type="number"
        min="0"
        max=${MOST_STARS}
        step="1"
        inputmode="numeric"
        aria-describedby="stars-note"
        aria-invalid=${this.refused ? 'true' : 'false'}
        .value=${this.refused ? noChange : live(said.stars === null ? '' : String(said.stars))}
        @input=${change}
      />
      <span id="stars-note" class="fault xs">${this.refused ? s.starsAllowed : ''}</span>
    </div>`;
  }

  #merged() {
    const { s, said } = this;
    const none = said.merged !== null && said.merged.length === 0;
    const change = (event: Event) => {
      const list = words((event.target as HTMLInputElement).value);
      this.act({ type: 'said', said: { merged: list.length === 0 ? null : list } });
    };
    const tick = (event: Event) =>
      this.act({ type: 'said', said: { merged: (event.target as HTMLInputElement).checked ? [] : null } });
    return html`<div class="field">
      <label for="merged">${s.merged}</label>
      <input
        id="merged"
        class="input"
        placeholder=${s.mergedHint}
        maxlength="2000"
        autocomplete="off"
        spellcheck="false"
        .value=${said.merged === null ? noChange : live(said.merged.join(', '))}
        @change=${change}
      />
      <label class="tick"><input type="checkbox" .checked=${live(none)} @change=${tick} />${s.mergedNone}</label>
    </div>`;
  }

  override render() {
    const { s } = this;
    if (this.vetoes.length === 0) return nothing;
    return html`<section class="sheet">
      <h2 class="sec">${s.vetoes}<span class="note">${s.vetoNote}</span></h2>
      <ul>
        ${this.vetoes.map((veto) => this.#veto(veto))}
      </ul>
      <fieldset class="github">
        <legend>${s.github} <span class="muted">${s.githubNote}</span></legend>
        ${this.#stars()} ${this.#merged()}
      </fieldset>
    </section>`;
  }
}
customElements.define('ch-vetoes', Vetoes);
