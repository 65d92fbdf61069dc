import { html, nothing, svg } from 'lit';
import type { Funnel as Found } from '../../engine/generated/report.ts';
import { percent, points, whole } from '../../state/format.ts';
import { cells, heat, say, type Cell } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import './funnel.css';

type Stage = Found['stages'][number];
const MIDDLE = 17;
/** A share in whole percent, without its sign. */
const hundredth = (share = 0): string => String(Math.round(share * 100));
/** The same with a decimal where whole percents would round most of it away. */
const fine = (share = 0): string => (share < 0.1 ? (share * 100).toFixed(1) : hundredth(share));

/** Stages on one scale of counts, why people go at each, and the one edit that pays most. */
export class FunnelPart extends Part {
  static override properties = { ...Part.properties, funnel: { attribute: false }, lang: { attribute: false } };
  declare s: TabStrings;
  declare funnel: Found;
  declare lang: Lang;

  #bar({ name, entered, left, average }: Stage, all: number) {
    const of = (n: number) => `${((n / all) * 100).toFixed(2)}%`;
    const alt = this.s.stageAlt(say(this.lang, name), whole(entered), whole(left), percent(average));
    // Beside a wide bar there is no room: its figures stand inside, behind the part that is left.
    const x = entered === all ? of(left) : of(entered);
    return html`<svg height="34" role="img" aria-label=${alt}>
      ${svg`<rect class="f-tsoft" width=${of(entered)} y="9" height="16"></rect><rect class="f-them" width=${of(left)} y="9" height="16"></rect>
      <text x=${x} dx="8" y=${MIDDLE + 4}>${whole(entered)} → <tspan class="strong">${whole(left)}</tspan></text>`}
    </svg>`;
  }

  #you(pass: number, [low, high]: [number, number] | number[]) {
    return html`<span class="num you-share"
      ><b>${fine(pass)}%</b> <small class="muted">${fine(low)}–${fine(high)}</small></span
    >`;
  }

  #stages({ stages, average, pass, interval }: Found) {
    const { s, lang } = this;
    const all = Math.max(1, stages[0]?.entered ?? 1);
    return html`<div class="funnel">
      <div class="frow fhead">
        <span></span><span></span><span class="num muted">${s.average}</span><span class="muted">${s.youInterval}</span>
      </div>
      ${stages.map(
        (stage) =>
          html`<div class="frow">
            <span>${say(lang, stage.name)}</span>${this.#bar(stage, all)}
            <span class="num muted">${percent(stage.average)}</span>${this.#you(stage.pass, stage.interval)}
          </div>`,
      )}
      <div class="frow ftotal">
        <span>${s.allStages}</span><span></span
        ><span class="num muted">${percent(average)}</span>${this.#you(pass, interval)}
      </div>
    </div>`;
  }

  #cell({ share, average, weak }: Cell) {
    if (share === 0 && average === 0) return html`<td class="h0">–</td>`;
    return html`<td class="h${heat(share)} ${weak ? 'mine' : ''}">
      ${hundredth(share)} <small>${hundredth(average)}</small>
    </td>`;
  }

  #heat(funnel: Found) {
    const { s, lang } = this;
    return html`<h3 class="sec gap">${s.reasons}<span class="note">${s.reasonsNote}</span></h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${s.reasons}>
        <table class="heat">
          <caption class="vh">
            ${s.reasonsNote}
          </caption>
          <thead>
            <tr>
              <td></td>
              ${funnel.stages.map(({ name }) => html`<th scope="col">${say(lang, name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${cells(funnel).map(
              ({ reason, row }) =>
                html`<tr>
                  <th scope="row">${say(lang, reason)}</th>
                  ${row.map((cell) => this.#cell(cell))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #edit({ edit, pass, draws, seed }: Found) {
    const { s, lang } = this;
    const gain = edit
      ? s.editGain(percent(pass), percent(edit.pass), points(edit.interval[0] ?? 0), points(edit.interval[1] ?? 0))
      : '';
    return html`<dl class="kv">
        <div>
          <dt>${s.bestEdit}</dt>
          <dd>${edit ? html`<b>${say(lang, edit.name)}</b><br /><small>${gain} · ${s.editTrue}</small>` : s.noEdit}</dd>
        </div>
      </dl>
      <p class="xs muted">${s.funnelSource} ${s.drawsNote(whole(draws), String(seed))}</p>`;
  }

  override render() {
    const { s, funnel } = this;
    const [first, last] = [funnel.stages[0], funnel.stages.at(-1)];
    if (!first || !last) return nothing;
    return html`<section class="sheet">
      <h2 class="sec">${s.funnel}<span class="note">${s.funnelNote(whole(first.entered), whole(last.left))}</span></h2>
      ${this.#stages(funnel)} ${this.#heat(funnel)} ${this.#edit(funnel)}
    </section>`;
  }
}
customElements.define('ch-funnel', FunnelPart);
