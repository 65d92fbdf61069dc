import { html, nothing, svg } from 'lit';
import type { Next, Report } from '../../engine/generated/report.ts';
import { nameIn } from '../../state/chips.ts';
import { range, signed, signedYuan } from '../../state/format.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import { axisRow, companiesNote, plot, row, vertical, whisker } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import { chip } from '../chip/chip.ts';

const MOST = 5;

/** Skills not yet held, by what the median would gain; each adds itself when picked. */
export class NextChips extends Part {
  static override properties = {
    ...Part.properties,
    report: { attribute: false },
    domain: { attribute: false },
    lang: { attribute: false },
  };
  declare report: Report;
  declare domain: Domain;
  declare lang: Lang;

  #row(next: Next, median: number, dearest: number) {
    const { s, domain: d } = this;
    const name = nameIn(this.lang, next);
    const [low, high] = next.interval;
    const marks = svg`${vertical('conn dash', at(d, median), 0, 38)}${whisker(d, median + low, median + high, 19, 'y')}
      <circle class="f-hollow" cx=${at(d, median + next.delta)} cy="19" r="4.5"></circle>`;
    const button = html`<button aria-label=${s.add(name)} @click=${() => this.act({ type: 'add', tag: next.name })}>
      ${name}
    </button>`;
    return row(
      'sub',
      chip({ name: button, look: 'next', small: true, edge: Math.max(0, next.delta) / dearest }),
      plot(d, 38, s.nextAlt(name, signed(next.delta), signed(low), signed(high)), marks),
      html`<span class="num"><b>${signedYuan(next.delta)}</b></span
        ><small>${range(signed(low), signed(high))}${companiesNote(s, next.companies)}</small>`,
    );
  }

  override render() {
    const { s, report } = this;
    const median = report.pay?.quantiles[2]?.amount;
    const list = report.next.slice(0, MOST);
    if (median === undefined || list.length === 0) return nothing;
    const worths = (report.profile?.skills ?? []).map((skill) => skill.worth ?? 0);
    const dearest = Math.max(1, ...worths, ...list.map((next) => next.delta));
    return html`<div class="row-head">
        <h2 class="sec">${s.next}<span class="note">${s.nextNote}</span></h2>
      </div>
      <div class="axis">
        ${list.map((next) => this.#row(next, median, dearest))} ${axisRow(this.domain, s.perMonth)}
      </div>`;
  }
}
customElements.define('ch-next-chips', NextChips);
