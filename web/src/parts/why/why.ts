import { html, nothing, svg } from 'lit';
import type { Contribution, Pay, Report } from '../../engine/generated/report.ts';
import { factor, percentile, range, signed, whole } from '../../state/format.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import './why.css';

/** How the median came about: every term of the model with its factor, amount, interval, rows and companies. */
export class Why extends Part {
  static override properties = { ...Part.properties, report: { attribute: false }, lang: { attribute: false } };
  declare report: Report;
  declare lang: Lang;

  #text(text: { zh: string; en: string }): string {
    return this.lang === 'zh-CN' ? text.zh : text.en;
  }

  /** A bar from the middle: right adds, left takes away (hatched). */
  #bar(amount: number, most: number) {
    const width = (Math.abs(amount) / most) * 50;
    const x = amount < 0 ? 50 - width : 50;
    return html`<svg class="amount-bar" height="12" aria-hidden="true">
      ${svg`<line class="conn" x1="50%" x2="50%" y1="0" y2="12"></line><rect class=${amount < 0 ? 'f-hatch' : 'f-mid'} x=${`${x.toFixed(2)}%`} width=${`${width.toFixed(2)}%`} y="1" height="10"></rect>`}
    </svg>`;
  }

  #term(term: Contribution, most: number) {
    const isBase = term.kind === 'base';
    return html`<tr>
      <th scope="row">
        ${this.#text(term.name)} ${isBase ? nothing : html`<small>${this.s.kinds[term.kind] ?? term.kind}</small>`}
      </th>
      <td class="n">${isBase ? whole(term.amount) : html`×${factor(term.factor)}`}</td>
      <td class="n"><small>${isBase ? '' : range(factor(term.interval[0]), factor(term.interval[1]))}</small></td>
      <td class="n">${isBase ? '' : signed(term.amount)}</td>
      <td class="bar-cell">${isBase ? nothing : this.#bar(term.amount, most)}</td>
      <td class="n">${term.rows > 0 ? whole(term.rows) : '–'}</td>
      <td class="n">${term.companies > 0 ? whole(term.companies) : '–'}</td>
    </tr>`;
  }

  #table(pay: Pay) {
    const { s } = this;
    const terms = pay.contributions;
    const moves = terms.filter((term) => term.kind !== 'base').map((term) => Math.abs(term.amount));
    const most = Math.max(1, ...moves);
    const median = pay.quantiles[2].amount;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${s.tableName}>
      <table>
        <caption class="vh">
          ${s.tableName}
        </caption>
        <thead>
          <tr>
            <th scope="col">${s.tableWhat}</th>
            <th scope="col" class="n">${s.tableFactor}</th>
            <th scope="col" class="n">${s.tableInterval}</th>
            <th scope="col" class="n">${s.tableAmount}</th>
            <td></td>
            <th scope="col" class="n">${s.tableRows}</th>
            <th scope="col" class="n">${s.tableCompanies}</th>
          </tr>
        </thead>
        <tbody>
          ${terms.map((term) => this.#term(term, most))}
          <tr class="sum">
            <th scope="row">P50</th>
            <td class="n">${whole(median)}</td>
            <td class="n"><small>${range(whole(pay.median_interval[0]), whole(pay.median_interval[1]))}</small></td>
            <td class="n"></td>
            <td></td>
            <td class="n"></td>
            <td class="n"></td>
          </tr>
        </tbody>
      </table>
    </div>`;
  }

  #facts() {
    const { s, report } = this;
    const { premium, model } = report;
    const elasticity = premium
      ? s.elasticityValue(
          factor3(premium.elasticity),
          factor3(premium.elasticity_interval[0]),
          factor3(premium.elasticity_interval[1]),
        )
      : null;
    const reasons = report.anchors.map(
      (a) =>
        html`<li>
          <b>${s.anchors[a.id]} <span class="num">${whole(a.amount)}</span></b>
          <span class="muted">${s.percentileOf(percentile(a.percentile))}</span> ${this.#text(a.reason)}
        </li>`,
    );
    return html`<dl class="facts">
      ${
        reasons.length === 0
          ? nothing
          : html`<dt>${s.anchorReasons}</dt>
              <dd>
                <ul class="reasons">
                  ${reasons}
                </ul>
              </dd>`
      }
      ${
        elasticity === null
          ? nothing
          : html`<dt>${s.elasticity}</dt>
              <dd>${elasticity}</dd>`
      }
      ${
        model
          ? html`<dt>${s.data}</dt>
              <dd>${s.dataValue(whole(model.rows), whole(model.companies))} · ${model.id}</dd>`
          : nothing
      }
      <dt>${s.limits}</dt>
      <dd>${s.limitsValue}</dd>
    </dl>`;
  }

  override render() {
    const { s, report } = this;
    const { pay } = report;
    if (!pay) return nothing;
    return html`<details class="why">
      <summary>${s.why(whole(pay.quantiles[2].amount))}</summary>
      <p class="xs muted">${s.formulaNote}</p>
      ${this.#table(pay)} ${this.#facts()}
    </details>`;
  }
}
const factor3 = (n: number): string => n.toFixed(3);
customElements.define('ch-why', Why);
