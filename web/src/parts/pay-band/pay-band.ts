import { html, nothing, svg } from 'lit';
import type { Anchor, Pay, Posted, Report } from '../../engine/generated/report.ts';
import { langOf, percent, percentile, range, thousands, whole } from '../../state/format.ts';
import { at, share, spread, type Domain } from '../../state/scale.ts';
import { axisRow, box, horizontal, plot, row, vertical } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import { WidthController } from '../base/width.ts';

/** Room for the staircase of anchors above the band, and for its edge alone where there are none. */
const STAIRS = 72;
const NO_STAIRS = 8;
const BAND_HEIGHT = 34;
const STAIR = [10, 30, 50];
/** Half the width of `44,923` and of `44.9`, with air. */
const LABEL_WIDE = 50;
const LABEL_NARROW = 34;
const NARROW_PLOT = 470;

const SHAPES: Record<Anchor['id'], unknown> = {
  walk_away: svg`<rect class="f-you" x="-4" y="-4" width="8" height="8"></rect>`,
  target: svg`<circle class="f-you" r="4.5"></circle>`,
  opening_ask: svg`<path class="f-you" d="M-5 4.5L0-5 5 4.5z"></path>`,
};

/** The pay band with its anchors above the axis, the posting's own range below it. */
export class PayBand extends Part {
  static override properties = {
    ...Part.properties,
    report: { attribute: false },
    domain: { attribute: false },
    bare: { type: Boolean },
    now: { attribute: false },
  };
  declare report: Report | null;
  declare domain: Domain;
  /** Nothing laid down yet: only the base stands on the axis. */
  declare bare: boolean;
  /** Anchors of the talk in place of the report's: the user's own walk-away, and what is asked now. */
  declare now: Partial<Record<Anchor['id'], { name: string; amount: number }>> | undefined;
  #plot = new WidthController(this, '.row.tall .p');

  #both = (n: number) => svg`<tspan class="wide">${whole(n)}</tspan><tspan class="narrow">${thousands(n)}</tspan>`;

  #anchor(anchor: Anchor, i: number, bottom: number) {
    const { name, amount } = this.now?.[anchor.id] ?? {
      name: this.s.anchors[anchor.id] ?? anchor.id,
      amount: anchor.amount,
    };
    const x = at(this.domain, amount);
    const y = STAIR[i] ?? 50;
    const place =
      amount === anchor.amount ? svg`<tspan dx="5" class="wide">P${percentile(anchor.percentile)}</tspan>` : nothing;
    return svg`${vertical('s-you', x, y, bottom)}
      <svg x=${x} y=${y} overflow="visible">${SHAPES[anchor.id]}</svg>
      <text class="halo" x=${x} dx="9" y=${y + 6}><tspan class="strong">${name}</tspan><tspan dx="5" class="strong t-you wide">${whole(amount)}</tspan><tspan dx="5" class="strong t-you narrow">${thousands(amount)}</tspan>${place}</text>`;
  }

  /** Percentile labels under the band, moved apart where they would touch, with a lead back to their place; in percent, so that paper of another width holds them. */
  #labels(pay: Pay, bottom: number) {
    const { width } = this.#plot;
    if (width === 0) return nothing;
    const exact = pay.quantiles.map((q) => share(this.domain, q.amount) * width);
    const gap = width < NARROW_PLOT ? LABEL_NARROW : LABEL_WIDE;
    const placed = spread(exact, gap, gap / 3, width - gap / 3);
    return pay.quantiles.map((q, i) => {
      const [px, from] = [placed[i] ?? 0, exact[i] ?? 0].map((at) => `${(at / width) * 100}%`);
      const lead =
        Math.abs((placed[i] ?? 0) - (exact[i] ?? 0)) > 3
          ? svg`<line class="lead" x1=${from} x2=${px} y1=${bottom + 1} y2=${bottom + 7}></line>`
          : nothing;
      return svg`${lead}<text class="tick" x=${px} y=${bottom + 17} text-anchor="middle">P${Math.round(q.p * 100)}</text>
        <text class=${q.p === 0.5 ? 'strong' : ''} x=${px} y=${bottom + 32} text-anchor="middle">${this.#both(q.amount)}</text>`;
    });
  }

  #band(pay: Pay, anchors: Anchor[]) {
    const { s, domain: d } = this;
    const [p10, p25, p50, p75, p90] = pay.quantiles.map((q) => q.amount) as [number, number, number, number, number];
    const alt = s.bandAlt(
      pay.quantiles.map((q) => `P${Math.round(q.p * 100)} ${whole(q.amount)}`).join(s.listComma),
      anchors
        .map(
          (a) => `${this.now?.[a.id]?.name ?? s.anchors[a.id] ?? a.id} ${whole(this.now?.[a.id]?.amount ?? a.amount)}`,
        )
        .join(s.listComma),
    );
    const top = anchors.length > 0 ? STAIRS : NO_STAIRS;
    const bottom = top + BAND_HEIGHT;
    const marks = svg`${box('f-soft', d, p10, p90, top, BAND_HEIGHT)}${box('f-mid', d, p25, p75, top, BAND_HEIGHT)}
      ${vertical('s-ink', at(d, p50), top - 4, bottom + 4)}${anchors.map((a, i) => this.#anchor(a, i, bottom))}${this.#labels(pay, bottom)}`;
    return row(
      'full tall',
      html`<span class="side-tag you">${s.yourSide}</span><small>${s.bandNote}</small>`,
      plot(d, bottom + 40, alt, marks),
      html`<small>P10 – P90</small><span class="num">${range(whole(p10), whole(p90))}</span
        ><small>${s.coverage(percent(pay.coverage_80))}</small>`,
    );
  }

  #bare() {
    const { s, domain: d, report } = this;
    const base = report?.pay?.base_median;
    if (base === undefined) return row('full tall', nothing, plot(d, 72, null, nothing), nothing);
    const x = at(d, base);
    const marks = svg`${vertical('s-ink', x, 20, 72)}<text class="halo" x=${x} dx="9" y="34"><tspan class="strong">${s.goBase}</tspan><tspan dx="6">${whole(base)}</tspan></text>`;
    return row('full tall', nothing, plot(d, 72, s.baseAlt(whole(base)), marks), nothing);
  }

  #posted(posted: Posted, walkAway: number | undefined) {
    const { s, domain: d } = this;
    const wording = html`<span>${s.posted}</span
      ><small class="wide" lang=${langOf(posted.wording)}>${posted.wording}</small>`;
    const ref = walkAway === undefined ? nothing : vertical('ref', at(d, walkAway), 0, 34);
    const { monthly_low: low, monthly_high: high } = posted;
    if (low === null || high === null)
      return row('first', wording, plot(d, 34, null, ref), html`<small>${s.negotiable}</small>`);
    const { ends } = posted;
    const text = ends === 'both' ? range(whole(low), whole(high)) : `${ends === 'from' ? '≥' : '≤'} ${whole(low)}`;
    const marks = svg`${ref}${horizontal('s-them', at(d, low), at(d, high), 17)}${vertical('s-them', at(d, low), 11, 23)}${vertical('s-them', at(d, high), 11, 23)}`;
    const place =
      posted.percentile_low === null || posted.percentile_high === null
        ? nothing
        : html`<small>${s.percentiles(percentile(posted.percentile_low), percentile(posted.percentile_high))}</small>`;
    return row('first', wording, plot(d, 34, s.postedAlt(text), marks), html`<span class="num">${text}</span>${place}`);
  }

  #theirs(posted: Posted | null, anchors: Anchor[]) {
    if (!posted) return nothing;
    const walkAway = this.now?.walk_away?.amount ?? anchors.find((a) => a.id === 'walk_away')?.amount;
    const ref = walkAway === undefined ? nothing : vertical('ref', at(this.domain, walkAway), 0, 20);
    return html`${row('full', html`<span class="side-tag them">${this.s.theirSide}</span>`, plot(this.domain, 20, null, ref), nothing)}
    ${this.#posted(posted, walkAway)}`;
  }

  override render() {
    const { report, domain } = this;
    const pay = this.bare ? null : (report?.pay ?? null);
    const anchors = report?.anchors ?? [];
    return html`<div class="axis">
      ${pay ? this.#band(pay, anchors) : this.#bare()} ${axisRow(domain, this.s.perMonth)}
      ${this.bare ? nothing : this.#theirs(report?.posted ?? null, anchors)}
    </div>`;
  }
}
customElements.define('ch-pay-band', PayBand);
