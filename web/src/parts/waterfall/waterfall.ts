import { html, nothing, svg } from 'lit';
import type { PremiumPart, Report } from '../../engine/generated/report.ts';
import { rodsOf } from '../../state/chips.ts';
import { factor, range, signed, whole } from '../../state/format.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import { folded, waterfall, type Step, type Waterfall as Fall } from '../../state/waterfall.ts';
import { box, companiesNote, plot, row, vertical, whisker } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import { chip } from '../chip/chip.ts';
import { partName, premiumTable, shortSource } from './table.ts';

const HEIGHT = 44;
const MIDDLE = HEIGHT / 2;
const BAR = 16;
const TOP = MIDDLE - BAR / 2;
const KEEP = 6;

/** The premium's factors as steps from the Go base. */
export class PremiumWaterfall extends Part {
  static override properties = {
    ...Part.properties,
    report: { attribute: false },
    domain: { attribute: false },
    lang: { attribute: false },
    open: { state: true },
  };
  declare report: Report;
  declare domain: Domain;
  declare lang: Lang;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  #name(part: PremiumPart): string {
    return partName(this.s, this.lang, part);
  }

  #bar({ part, from, to, low, high }: Step) {
    const d = this.domain;
    const end = at(d, to);
    const cls = part.source === 'overlap' || to < from ? 'f-hatch' : 'f-mid';
    return svg`${vertical('conn', at(d, from), 0, MIDDLE)}${box(cls, d, from, to, TOP, BAR)}${vertical('s-end', end, TOP, TOP + BAR)}
      ${vertical('conn', end, MIDDLE, HEIGHT)}${whisker(d, low, high, MIDDLE)}`;
  }

  #step(step: Step) {
    const { s, report } = this;
    const { part, from, to } = step;
    const name = this.#name(part);
    const [low, high] = part.interval.map(factor) as [string, string];
    const alt = s.stepAlt(name, factor(part.factor), low, high, whole(from), whole(to));
    const overlap = part.source === 'overlap';
    const head = overlap
      ? html`<span>${s.overlap}</span>`
      : chip({ name, small: true, rods: rodsOf(report, part.tags[0] ?? '') });
    const note = overlap ? part.names.map((n) => n.en).join(' + ') : shortSource(s, part);
    return row(
      'sub',
      html`${head}<small class="wide one-line">${note}</small>`,
      plot(this.domain, HEIGHT, alt, this.#bar(step)),
      html`<span class="num"><b>×${factor(part.factor)}</b> <small>${signed(to - from)}</small></span
        ><small>${range(low, high)}${companiesNote(s, part.companies)}</small>`,
    );
  }

  #rest(rest: Step[]) {
    const { s, domain: d } = this;
    const [first, last] = [rest[0], rest.at(-1)];
    if (!first || !last) return nothing;
    const product = last.to / first.from;
    const alt = s.stepAlt(
      s.restOf(rest.length),
      factor(product),
      factor(product),
      factor(product),
      whole(first.from),
      whole(last.to),
    );
    const end = at(d, last.to);
    const marks = svg`${vertical('conn', at(d, first.from), 0, MIDDLE)}${box(last.to < first.from ? 'f-hatch' : 'f-soft', d, first.from, last.to, TOP, BAR)}
      ${vertical('s-end', end, TOP, TOP + BAR)}${vertical('conn', end, MIDDLE, HEIGHT)}`;
    return row(
      'sub',
      html`<span>${s.restOf(rest.length)}</span>`,
      plot(d, HEIGHT, alt, marks),
      html`<span class="num">×${factor(product)} <small>${signed(last.to - first.from)}</small></span>`,
    );
  }

  #clamp(fall: Fall) {
    const { s, domain: d, report } = this;
    if (!report.premium || report.premium.clamped === 'none') return nothing;
    const by = report.premium.coefficient / report.premium.raw;
    const marks = svg`${vertical('conn', at(d, fall.raw), 0, MIDDLE)}${box('f-hatch', d, fall.raw, fall.total, TOP, BAR)}
      ${vertical('s-end', at(d, fall.total), TOP, TOP + BAR)}${vertical('conn', at(d, fall.total), MIDDLE, HEIGHT)}`;
    const alt = s.stepAlt(s.clamp, factor(by), factor(by), factor(by), whole(fall.raw), whole(fall.total));
    return row(
      'sub',
      html`<span>${s.clamp}</span><small>${s.clampNote}</small>`,
      plot(d, HEIGHT, alt, marks),
      html`<span class="num">×${factor(by)} <small>${signed(fall.total - fall.raw)}</small></span>`,
    );
  }

  #base({ base }: Fall) {
    const { s, domain: d } = this;
    const x = at(d, base);
    const marks = svg`${vertical('s-ink', x, MIDDLE - 10, MIDDLE + 10)}${vertical('conn', x, MIDDLE + 10, HEIGHT)}<text class="strong halo" x=${x} dx="8" y=${MIDDLE + 4}>${whole(base)}</text>`;
    return row(
      'sub',
      html`<span>${s.goBase}</span>`,
      plot(d, HEIGHT, s.baseAlt(whole(base)), marks),
      html`<span class="num">×1.00</span>`,
    );
  }

  #total({ total, low, high }: Fall) {
    const { s, domain: d, report } = this;
    const { premium } = report;
    if (!premium) return nothing;
    const [from, to] = premium.interval.map(factor) as [string, string];
    const marks = svg`${vertical('conn', at(d, total), 0, MIDDLE - 10)}${whisker(d, low, high, MIDDLE)}${vertical('s-ink', at(d, total), MIDDLE - 10, MIDDLE + 10)}`;
    return row(
      'sub total',
      html`<span>${s.total}</span>`,
      plot(d, HEIGHT, s.totalAlt(factor(premium.coefficient), from, to, whole(total)), marks),
      html`<span class="num">×${factor(premium.coefficient)} <small>${whole(total)}</small></span
        ><small>${range(from, to)}</small>`,
    );
  }

  override render() {
    const { s } = this;
    const fall = waterfall(this.report);
    if (!fall || fall.steps.length === 0) return nothing;
    const { first, rest, overlaps } = folded(fall.steps, this.open ? fall.steps.length : KEEP);
    const hidden = folded(fall.steps, KEEP).rest.length;
    const flat = fall.flat.map((part) => this.#name(part)).join(s.listComma);
    return html`<div class="row-head">
        <h2 class="sec">${s.waterfall}<span class="note">${s.waterfallNote}</span></h2>
      </div>
      <div class="axis">
        ${this.#base(fall)} ${first.map((step) => this.#step(step))} ${this.#rest(rest)}
        ${overlaps.map((step) => this.#step(step))} ${this.#clamp(fall)} ${this.#total(fall)}
      </div>
      <div class="acts">
        ${
          hidden > 0
            ? html`<button
                class="txtbtn xs"
                aria-expanded=${this.open ? 'true' : 'false'}
                @click=${() => (this.open = !this.open)}
              >
                ${this.open ? s.hideRest : s.showRest(hidden)}
              </button>`
            : nothing
        }
        ${flat === '' ? nothing : html`<span class="xs muted">${s.flatOnes(flat)}</span>`}
      </div>
      ${premiumTable(s, this.lang, this.report)}`;
  }
}
customElements.define('ch-waterfall', PremiumWaterfall);
