import { html, nothing } from 'lit';
import type { Report, Strength } from '../../engine/generated/report.ts';
import { requirements, type Requirement } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import { statusMark } from '../base/status.ts';
import { rods } from '../chip/chip.ts';
import './requirements.css';

const RODS: Record<Strength, number | null> = { required: 3, preferred: 2, mentioned: 1, negated: null };

/** What the posting asks for, hardest first, against the résumé. Pointing at one shows where both sides say it. */
export class Requirements extends Part {
  static override properties = {
    ...Part.properties,
    report: { attribute: false },
    lang: { attribute: false },
    lit: {},
  };
  declare s: TabStrings;
  declare report: Report;
  declare lang: Lang;
  declare lit: string | null;

  #chip({ id, name, status, via }: Requirement, negated: boolean) {
    const { s, lit } = this;
    const light = (to: string | null) => () => this.act({ type: 'light', id: to });
    const word = s.matchStatus[status] ?? status;
    const label = negated ? name : s.requirementAlt(name, via === null ? word : `${word}, ${s.via(via)}`);
    return html`<li
      @pointerenter=${light(id)}
      @pointerleave=${light(null)}
      @focusin=${light(id)}
      @focusout=${light(null)}
    >
      <button class="chip their ask ${negated ? 'off' : ''} ${lit === id ? 'lit' : ''}" aria-label=${label}>
        <span class="nm">${name}</span>
        ${
          negated
            ? nothing
            : html`<span class="wt zero"
                >${statusMark(status)}${word}${via === null ? nothing : html` · ${s.via(via)}`}</span
              >`
        }
      </button>
    </li>`;
  }

  #group(strength: Strength, items: Requirement[]) {
    if (items.length === 0) return nothing;
    const n = RODS[strength];
    const name = this.s.requirement[strength] ?? strength;
    return html`<div class="group">
      <h3 class="gl key their">${n === null ? nothing : rods(n)}${name}</h3>
      <ul class="chips" aria-label=${name}>
        ${items.map((item) => this.#chip(item, strength === 'negated'))}
      </ul>
    </div>`;
  }

  override render() {
    const { s, report, lang } = this;
    const groups = requirements(report, lang, s.yearsOf);
    const match = report.screening?.match;
    const note = match ? s.matchNote(match.met, match.partly, match.missing, match.unknown) : s.matchNone;
    const order: Strength[] = ['required', 'preferred', 'mentioned', 'negated'];
    return html`<section class="sheet">
      <h2 class="sec">${s.requirements}<span class="note">${note}</span></h2>
      ${order.map((strength) => this.#group(strength, groups[strength]))}
    </section>`;
  }
}
customElements.define('ch-requirements', Requirements);
