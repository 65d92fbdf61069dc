import { html, nothing, svg } from 'lit';
import type { Posted, Report } from '../../engine/generated/report.ts';
import { langOf, percent, percentile, range, whole } from '../../state/format.ts';
import { within } from '../../state/posting.ts';
import { at, type Domain } from '../../state/scale.ts';
import { axisRow, box, horizontal, plot, row, vertical } from '../axis/draw.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import './pay-written.css';

const HEIGHT = 34;
type Five = [number, number, number, number, number];

/** The posting's own range under the bands of like postings and of the candidate, and how it is written. */
export class PayWritten extends Part {
  static override properties = { ...Part.properties, report: { attribute: false }, domain: { attribute: false } };
  declare s: TabStrings;
  declare report: Report;
  declare domain: Domain;

  #band([p10, p25, p50, p75, p90]: Five, mine: boolean) {
    const { s, domain: d } = this;
    const [name, note] = mine ? [s.yourBand, s.yourBandNote] : [s.likePostings, s.likePostingsNote];
    const figures = [p10, p25, p50, p75, p90].map(whole).join(s.listComma);
    const [soft, mid] = mine ? ['f-soft', 'f-mid'] : ['f-msoft', 'f-mmid'];
    const marks = svg`${box(soft, d, p10, p90, 7, 20)}${box(mid, d, p25, p75, 7, 20)}${vertical('s-ink', at(d, p50), 4, 30)}`;
    return row(
      'sub',
      html`<span class="side-tag ${mine ? 'you' : ''}">${name}</span><small class="wide">${note}</small>`,
      plot(d, HEIGHT, s.bandFigures(name, figures), marks),
      html`<span class="num">${range(whole(p10), whole(p90))}</span><small>P50 ${whole(p50)}</small>`,
    );
  }

  #bands({ candidate, pay }: Report) {
    const own = candidate?.quantiles ?? [];
    const like = pay?.quantiles.map((q) => q.amount) ?? [];
    return html`${own.length === 5 ? this.#band(own as Five, true) : nothing}
    ${like.length === 5 ? this.#band(like as Five, false) : nothing}`;
  }

  #range({ monthly_low: low, monthly_high: high }: Posted) {
    const { s, domain: d } = this;
    if (low === null || high === null) return nothing;
    const text = range(whole(low), whole(high));
    const marks = svg`${horizontal('s-them', at(d, low), at(d, high), 17)}${vertical('s-them', at(d, low), 11, 23)}${vertical('s-them', at(d, high), 11, 23)}`;
    return row(
      'first',
      html`<span class="side-tag them">${s.posted}</span>`,
      plot(d, HEIGHT, s.postedAlt(text), marks),
      html`<span class="num">${text}</span>`,
    );
  }

  #fact(name: unknown, value: unknown, note: unknown = nothing) {
    return html`<div>
      <dt>${name}</dt>
      <dd class="num">${value}${note === nothing ? nothing : html`<br /><small>${note}</small>`}</dd>
    </div>`;
  }

  #place(low: number, high: number, median: number) {
    const { s } = this;
    const share = within(median, low, high);
    return share === null ? (median < low ? s.medianBelow : s.medianAbove) : percent(share, 0);
  }

  /** The monthly range, or the one end of it that is written. */
  #written({ ends, monthly_low: low, monthly_high: high }: Posted): string {
    const { s } = this;
    if (ends === 'from') return s.payFrom(whole(low ?? 0));
    return ends === 'up_to' ? s.payUpTo(whole(high ?? 0)) : range(whole(low ?? 0), whole(high ?? 0));
  }

  /** What comes on top of pay that is certain, and what the figures are after. */
  #parts({ guaranteed_low: low, guaranteed_high: high, variable, equity, after_tax }: Posted) {
    const { s } = this;
    const notes = [
      variable === null ? '' : (s.variableParts[variable] ?? ''),
      equity ? s.equityToo : '',
      after_tax ? s.afterTax : '',
    ];
    const note = notes.filter((text) => text !== '').join(s.listComma);
    if (note === '') return nothing;
    const sure = low === null || high === null ? '–' : range(whole(low), whole(high));
    return variable === null ? this.#fact(s.payAlso, note) : this.#fact(s.guaranteed, sure, note);
  }

  #facts(posted: Posted, { candidate, pay }: Report) {
    const { s } = this;
    const { monthly_low: low, monthly_high: high, months, percentile_low: from, percentile_high: to } = posted;
    const wording = html`<span lang=${langOf(posted.wording)}>${posted.wording}</span>`;
    if (low === null || high === null) return this.#fact(s.asWritten, wording, s.payNegotiable);
    const median = candidate ? candidate.median : (pay?.quantiles[2].amount ?? null);
    const yearly = posted.ends === 'both' && months !== null;
    return html`${this.#fact(wording, this.#written(posted), `${s.aMonth} · ${s.worded(percent(posted.confidence, 0))}`)}
    ${this.#parts(posted)}
    ${yearly ? this.#fact(s.monthsPaid(String(months)), range(whole(low * months), whole(high * months)), s.aYear) : nothing}
    ${candidate === null || median === null || posted.ends !== 'both' ? nothing : this.#fact(s.medianWithin, this.#place(low, high, median), whole(median))}
    ${from === null || to === null ? nothing : this.#fact(s.rangeAmong, s.percentiles(percentile(from), percentile(to)))}`;
  }

  override render() {
    const { s, report, domain } = this;
    const { posted } = report;
    return html`<section class="sheet pay-written">
      <h2 class="sec">${s.payWritten}<span class="note">${s.payWrittenNote}</span></h2>
      <div class="axis">
        ${this.#bands(report)} ${axisRow(domain, s.perMonth)} ${posted ? this.#range(posted) : nothing}
      </div>
      ${posted ? html`<dl class="kv">${this.#facts(posted, report)}</dl>` : html`<p class="muted">${s.noPay}</p>`}
    </section>`;
  }
}
customElements.define('ch-pay-written', PayWritten);
