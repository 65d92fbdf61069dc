import { html, nothing, svg } from 'lit';
import type { NegotiationSection } from '../../engine/generated/report.ts';
import { percent, whole } from '../../state/format.ts';
import { area, odds, onAxis, path, some } from '../../state/plan-views.ts';
import { at, share, type Domain } from '../../state/scale.ts';
import type { PlanStrings } from '../../strings/plan.ts';
import { axisRow, plot, row, vertical } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import '../why/why.css';
import './deal-curve.css';

type Curve = NonNullable<NegotiationSection['curve']>;
const HEIGHT = 168;
const LEVELS = [0, 25, 50, 75, 100];
/** The pale ground reaches this share of the height, so that it stays behind the lines. */
const GROUND = 0.42;
const TABLE_ROWS = 8;
/** Beyond this share of the axis a label stands to the left of its mark. */
const TURN = 0.72;

/** What asking for more wins and costs, against the ask on the money axis. */
export class DealCurve extends Part {
  static override properties = { ...Part.properties, section: { attribute: false }, domain: { attribute: false } };
  declare s: PlanStrings;
  declare section: NegotiationSection;
  declare domain: Domain;

  #levels() {
    return LEVELS.map((level) => {
      const y = HEIGHT * (1 - level / 100);
      return svg`<line class="grid" x1="0" x2="100%" y1=${y} y2=${y}></line><text class="tick" x="0" dx="-8" y=${y + 4} text-anchor="end">${level}%</text>`;
    });
  }

  #paths(curve: Curve) {
    const d = this.domain;
    const { deal, withdrawn, gain } = odds(curve, this.section.settings.batna);
    const ground = onAxis(
      d,
      gain.map(([ask, height]) => [ask, GROUND * height]),
    );
    return svg`<svg class="edge" width="100%" height=${HEIGHT} viewBox="0 0 100 100" preserveAspectRatio="none">
      <path class="gain" d=${area(ground)}></path>
      <path class="odds-withdrawn" d=${path(onAxis(d, withdrawn))} vector-effect="non-scaling-stroke"></path>
      <path class="odds-deal" d=${path(onAxis(d, deal))} vector-effect="non-scaling-stroke"></path>
    </svg>`;
  }

  #opening({ ask, deal, withdrawn }: NonNullable<NegotiationSection['opening']>) {
    const { s, domain: d } = this;
    const x = at(d, ask);
    const left = share(d, ask) > TURN;
    const [dx, anchor] = left ? [-9, 'end'] : [9, 'start'];
    const y = HEIGHT * (1 - deal);
    return svg`${vertical('s-you thin', x, y, HEIGHT)}<circle class="f-you" cx=${x} cy=${y} r="4.5"></circle>
      <text class="halo" x=${x} dx=${dx} y=${Math.max(12, y - 6)} text-anchor=${anchor}><tspan class="strong t-you">${percent(deal, 0)}</tspan><tspan dx="4">${s.oddsDeal}</tspan></text>
      <circle class="f-them" cx=${x} cy=${HEIGHT * (1 - withdrawn)} r="3"></circle>
      <text class="halo" x=${x} dx=${dx} y=${HEIGHT - 8 - HEIGHT * withdrawn} text-anchor=${anchor}><tspan class="t-them">${percent(withdrawn, 1)}</tspan><tspan dx="4">${s.oddsWithdrawn}</tspan></text>`;
  }

  #table(curve: Curve) {
    const { s, section } = this;
    return html`<details class="why">
      <summary>${s.asTable}</summary>
      <p class="xs muted">${s.oddsUncertain}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${s.oddsTitle}>
        <table>
          <caption class="vh">
            ${s.oddsTitle}
          </caption>
          <thead>
            <tr>
              ${[s.oddsAsk, s.oddsDeal, s.oddsTaken, s.oddsWithdrawn, s.oddsPay, s.oddsCertain].map(
                (name) => html`<th scope="col" class="n">${name}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${some(curve, section.opening?.ask ?? null, TABLE_ROWS).map(
              ([ask, deal, taken, withdrawn, pay, certain]) =>
                html`<tr>
                  <th scope="row" class="n">${whole(ask)}</th>
                  <td class="n">${percent(deal)}</td>
                  <td class="n">${percent(taken)}</td>
                  <td class="n">${percent(withdrawn)}</td>
                  <td class="n">${whole(pay)}</td>
                  <td class="n">${whole(certain)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  override render() {
    const { s, section, domain: d } = this;
    const { curve, opening, settings, beyond_posted: beyond } = section;
    if (!curve || !opening) return nothing;
    const alt = s.oddsAlt(whole(opening.ask), percent(opening.deal), percent(opening.withdrawn));
    const marks = svg`${this.#levels()}${this.#paths(curve)}${vertical('ref', at(d, settings.walk_away), 0, HEIGHT)}${this.#opening(opening)}`;
    return html`<h3 class="sec gap">${s.oddsTitle}<span class="note">${s.oddsNote}</span></h3>
      <div class="axis odds">
        ${row(
          'full',
          html`<span>${s.oddsLeft}</span><small><span class="key-deal">${s.oddsDeal}</span></small
            ><small><span class="key-withdrawn">${s.oddsWithdrawn}</span></small>`,
          plot(d, HEIGHT, alt, marks),
          html`<small>${s.oddsGain}</small><span class="num">${whole(opening.ask)}</span
            ><small class="num">${s.oddsDeal} ${percent(opening.deal, 0)}</small
            ><small class="num">${s.oddsWithdrawn} ${percent(opening.withdrawn)}</small>`,
        )}
        ${axisRow(d, s.perMonth)}
      </div>
      ${beyond === null ? nothing : html`<p class="xs ink2">${s.oddsBeyond(whole(beyond))}</p>`} ${this.#table(curve)}`;
  }
}
customElements.define('ch-deal-curve', DealCurve);
