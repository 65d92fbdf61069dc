import { html } from 'lit';
import type { Funnel } from '../../engine/generated/report.ts';
import { figures } from '../../state/posting.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import { statusMark } from '../base/status.ts';
import './bp-score.css';

const tenth = (n: number): string => n.toFixed(1);

/** The technical BP's filter: its three rules with their points, the threshold, and past scores that move it. */
export class BpScore extends Part {
  static override properties = {
    ...Part.properties,
    bp: { attribute: false },
    scores: { attribute: false },
    refused: { state: true },
  };
  declare s: TabStrings;
  declare bp: Funnel['bp'];
  declare scores: number[];
  declare refused: boolean;

  constructor() {
    super();
    this.refused = false;
  }

  #part({ id, points, met, spans }: Funnel['bp']['parts'][number]) {
    const { s } = this;
    const light = (to: string | null) => () => this.act({ type: 'light', id: to });
    const name = s.bpParts[id] ?? id;
    return html`<li class="bp-part">
      <span class="st ${met ? 'met' : ''}">${statusMark(met ? 'met' : 'missing')}</span>
      <span>${name}</span>
      ${
        spans.length === 0
          ? html`<span></span>`
          : html`<button
              class="txtbtn xs"
              aria-label="${s.seeEvidence}: ${name}"
              @pointerenter=${light(`bp:${id}`)}
              @pointerleave=${light(null)}
              @focus=${light(`bp:${id}`)}
              @blur=${light(null)}
            >
              ${s.seeEvidence}
            </button>`
      }
      <span class="num ${met ? '' : 'muted'}">+${tenth(points)}</span>
    </li>`;
  }

  #past() {
    const { s } = this;
    const change = (event: Event) => {
      const scores = figures((event.target as HTMLInputElement).value, 0, 1);
      this.refused = scores === null;
      if (scores) this.act({ type: 'said', said: { scores } });
    };
    return html`<div class="field">
      <label for="scores">${s.pastScores}</label>
      <input
        id="scores"
        class="input"
        placeholder=${s.pastScoresHint}
        autocomplete="off"
        aria-describedby="scores-note"
        aria-invalid=${this.refused ? 'true' : 'false'}
        @change=${change}
      />
      <span id="scores-note" class="fault xs">${this.refused ? s.pastScoresAllowed : ''}</span>
    </div>`;
  }

  protected override firstUpdated(): void {
    // Written once: what is typed stays as typed, blanks, commas and all.
    const field = this.querySelector('input');
    if (field) field.value = this.scores.join(', ');
  }

  override render() {
    const { s, bp } = this;
    return html`<section class="sheet">
      <h2 class="sec">
        ${s.bpScore}<span class="note">${s.bpNote}</span
        ><span class="end"
          ><b class="bp-sum num">${s.bpOf(tenth(bp.score), bp.threshold.toFixed(2))}</b>
          ${bp.passed ? s.bpPassed : s.bpFailed}</span
        >
      </h2>
      <ul class="bp-parts">
        ${bp.parts.map((part) => this.#part(part))}
      </ul>
      <p class="xs muted">${bp.calibrated ? s.bpCalibrated : this.scores.length > 0 ? s.bpTooFew : s.bpGiven}</p>
      ${this.#past()}
    </section>`;
  }
}
customElements.define('ch-bp-score', BpScore);
