import { html, nothing, svg } from 'lit';
import type { OffersSection } from '../../engine/generated/report.ts';
import { whole } from '../../state/format.ts';
import {
  GROUP_IDS,
  axisOf,
  monthlyRange,
  rows,
  working,
  type Cell,
  type Column,
  type GroupId,
  type Row,
  type RowId,
} from '../../state/offer-rows.ts';
import { at, holds, type Domain } from '../../state/scale.ts';
import type { OfferStrings } from '../../strings/offers.ts';
import '../answer/answer.css';
import { horizontal, vertical, whisker } from '../axis/draw.ts';
import { markOf, nameOf } from '../offers/names.ts';
import { OffersPart } from '../offers/part.ts';
import '../why/why.css';
import { notes } from './notes.ts';
import './offers-table.css';
import { verdict } from './verdict.ts';

const HEAD = 18;
const tenth = (n: number): string => n.toFixed(1);
const hours = (n: number): string => tenth(n).replace(/\.0$/, '');
/** Rows in hours and in yuan an hour; the others are whole yuan. */
const FINE: Partial<Record<RowId, (n: number) => string>> = {
  week: hours,
  overtime: hours,
  per_hour: tenth,
  net_per_hour: tenth,
  worth_per_hour: tenth,
};

/** One column for each offer, headed by its mark on the money axis; every row's name opens to its formula. */
export class OffersTable extends OffersPart {
  static override properties = {
    ...OffersPart.properties,
    columns: { attribute: false },
    section: { attribute: false },
    scale: { attribute: false },
    walkAway: { attribute: false },
    opened: { state: true },
  };
  declare s: OfferStrings;
  declare columns: Column[];
  declare section: OffersSection;
  declare scale: Domain;
  declare walkAway: number | null;
  /** Rows whose formula is shown. */
  declare opened: RowId[];

  constructor() {
    super();
    this.walkAway = null;
    this.opened = [];
  }

  #name = ({ draft, place }: Column): string => nameOf(this.s, draft, place);

  /** The offer on a small axis: the page's own, so that columns compare by position. */
  #mark(column: Column, d: Domain) {
    const { s, walkAway } = this;
    const monthly = column.worth?.monthly;
    if (monthly === undefined) return nothing;
    const range = monthlyRange(column);
    const ref = walkAway !== null && holds(d, walkAway) ? vertical('ref', at(d, walkAway), 0, HEAD) : nothing;
    return html`<svg
      class="offer-axis"
      height=${HEAD}
      role="img"
      aria-label=${s.offerAxisAlt(this.#name(column), whole(monthly))}
    >
      ${horizontal('grid', '0', '100%', HEAD / 2)}${ref}${range ? whisker(d, range[0], range[1], HEAD / 2) : nothing}
      ${svg`<svg x=${at(d, monthly)} y=${HEAD / 2} overflow="visible"><path class="offer-mark" d="M0-6L6 0 0 6-6 0z"></path></svg>`}
    </svg>`;
  }

  #head(column: Column, d: Domain) {
    const { s } = this;
    const { draft, place } = column;
    const { base = '', months = '' } = draft.typed;
    const name = (draft.typed.name ?? '').trim();
    return html`<th class="n" scope="col">
      <span class="offer-title">${markOf(s, place)}${name === '' ? nothing : ` · ${name}`}</span>
      <span class="offer-terms"
        >${column.worth ? `${base} × ${months.trim().replace('-', '–') || '12'}` : s.offerNotValued}</span
      >
      ${this.#mark(column, d)}
    </th>`;
  }

  #under({ id }: Row, { worth }: Column) {
    const { s } = this;
    if (!worth || worth.bonus.amount === 0) return nothing;
    const { tax, best_tax: least, merged } = worth.bonus;
    if (id === 'bonus') return html`<small>${merged ? s.offerBonusWays.merged : s.offerBonusWays.separate}</small>`;
    if (id !== 'best_bonus') return nothing;
    return html`<small>${tax - least >= 1 ? s.offerSaving(whole(tax - least)) : s.offerSplitBest}</small>`;
  }

  #cell(row: Row, cell: Cell | null, i: number) {
    const { s } = this;
    const column = this.columns[i];
    if (!cell || !column) return html`<td class="n muted">–</td>`;
    const print = FINE[row.id] ?? whole;
    const blank = cell.value === 0 && !cell.interval && print === whole;
    const text = blank ? '–' : print(cell.value);
    const best = row.best === i;
    return html`<td class="n">
      ${best ? html`<b><span class="offer-best" aria-hidden="true">◂</span>${text}<span class="vh"> ${s.offerBestMark}</span></b>` : text}
      ${cell.interval ? html`<small class="iv">${print(cell.interval[0])} – ${print(cell.interval[1])}</small>` : nothing}
      ${this.#under(row, column)}
    </td>`;
  }

  #toggle(id: RowId): void {
    const { opened } = this;
    this.opened = opened.includes(id) ? opened.filter((other) => other !== id) : [...opened, id];
  }

  #working(id: RowId, { place, worth }: Column) {
    const line = worth && working(id, worth, this.section.years);
    return line ? html`<p><b>${markOf(this.s, place)}</b> <span class="num">${line}</span></p>` : nothing;
  }

  #row(row: Row) {
    const { s, columns } = this;
    const open = this.opened.includes(row.id);
    const why = `offer-why-${row.id}`;
    return html`<tr class=${row.sum ? 'sum' : ''}>
        <th scope="row">
          <button
            class="offer-row"
            aria-expanded=${open}
            aria-controls=${open ? why : nothing}
            @click=${() => this.#toggle(row.id)}
          >
            ${s.offerRows[row.id]}
          </button>
        </th>
        ${row.cells.map((cell, i) => this.#cell(row, cell, i))}
      </tr>
      ${
        open
          ? html`<tr class="offer-why" id=${why}>
              <td colspan=${columns.length + 1}>
                <p>${s.offerWhy[row.id]}</p>
                ${columns.map((column) => this.#working(row.id, column))}
              </td>
            </tr>`
          : nothing
      }`;
  }

  #group(id: GroupId) {
    const { s } = this;
    const all = rows(id, this.columns);
    if (all.length === 0) return nothing;
    const { start, years, discount_rate: rate } = this.section;
    const note =
      id === 'value' ? s.offerOutlookNote(start, String(years), String(Number((rate * 100).toFixed(4)))) : '';
    return html`<tbody>
      <tr class="offer-group">
        <th scope="rowgroup" colspan=${this.columns.length + 1}>
          <span>${s.offerGroups[id]} <small>${note}</small></span>
        </th>
      </tr>
      ${all.map((row) => this.#row(row))}
    </tbody>`;
  }

  override render() {
    const { s, columns, section } = this;
    const valued = columns.filter(({ worth }) => worth !== null);
    if (valued.length === 0) return nothing;
    const d = axisOf(this.scale, columns);
    return html`<section class="sheet offers-table">
      <h2 class="sec">${s.offerTable}<span class="note">${s.offerTableNote}</span></h2>
      ${verdict(s, section, columns)}
      <div class="scroll" tabindex="0" role="region" aria-label=${s.offerTable}>
        <table class="offer-columns of-${columns.length}">
          <caption class="vh">
            ${s.offerTable}
          </caption>
          <thead>
            <tr>
              <td><small>${s.offerChart}</small></td>
              ${columns.map((column) => this.#head(column, d))}
            </tr>
          </thead>
          ${GROUP_IDS.map((id) => this.#group(id))}
        </table>
      </div>
      ${notes(s, columns)}
    </section>`;
  }
}
customElements.define('ch-offers-table', OffersTable);
