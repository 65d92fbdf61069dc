import { html, nothing } from 'lit';
import type { Carry } from '../../engine/generated/report.ts';
import { range, signed, signedYuan } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import { rich } from '../base/rich.ts';
import './carries.css';

/** Skills held that reach to what is asked for, why, and what the pay model makes of it. */
export class Carries extends Part {
  static override properties = { ...Part.properties, carries: { attribute: false }, lang: { attribute: false } };
  declare s: TabStrings;
  declare carries: Carry[];
  declare lang: Lang;

  #carry({ from_name, to_name, degree, why, source, asked, delta, interval }: Carry) {
    const { s, lang } = this;
    const sentence = (asked ? s.carry : s.carryKnown)(
      say(lang, from_name),
      say(lang, to_name),
      s.degrees[degree] ?? degree,
    );
    return html`<li class="carry">
      <div>
        <p>${rich(sentence)}</p>
        <p class="xs muted">${say(lang, why)} · <cite>${source}</cite></p>
      </div>
      <div class="worth">
        ${
          delta === null
            ? html`<small class="muted">${s.unpriced}</small>`
            : html`<b class="num">${signedYuan(delta)}</b>${
                  interval
                    ? html`<small class="num muted"
                        >${range(signed(interval[0] ?? 0), signed(interval[1] ?? 0))}</small
                      >`
                    : nothing
                }`
        }
      </div>
    </li>`;
  }

  override render() {
    const { s, carries } = this;
    if (carries.length === 0) return nothing;
    return html`<section class="sheet">
      <h2 class="sec">${s.carries}<span class="note">${s.carriesNote}</span></h2>
      <ul>
        ${carries.map((carry) => this.#carry(carry))}
      </ul>
    </section>`;
  }
}
customElements.define('ch-carries', Carries);
