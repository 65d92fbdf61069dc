import { html, nothing, svg } from 'lit';
import type { PremiumPart, Report } from '../../engine/generated/report.ts';
import { nameIn, rodsOf } from '../../state/chips.ts';
import { factor, percent, range, signed, whole } from '../../state/format.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import { folded, waterfall, type Step, type Waterfall as Fall } from '../../state/waterfall.ts';
import { box, plot, row, vertical, whisker } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import { chip } from '../chip/chip.ts';

const HEIGHT = 38;
const KEEP = 7;

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

  #names(part: PremiumPart): string[] {
    return part.names.map((name) => (this.lang === 'zh-CN' ? name.zh : name.en) || name.en);
  }
  #name(part: PremiumPart): string {
    const names = this.#names(part);
    return part.source === 'overlap' ? this.s.overlapOf(names.join(' + ')) : names.join(' + ');
  }

  /** Where the factor comes from: prior, estimate and weight, or the parent it was borrowed from. */
  #source(part: PremiumPart): string {
    const { s } = this;
    if (part.source === 'parent' && part.parent !== null) {
      const parent = this.report.profile?.skills.find((skill) => skill.id === part.parent);
      return s.parentOf(parent ? nameIn(this.lang, parent) : part.parent);
    }
    if (part.prior !== null && part.estimate !== null)
      return s.priorTo(factor(part.prior), factor(part.estimate), percent(part.weight, 0));
    if (part.prior !== null) return s.prior(factor(part.prior));
    if (part.estimate !== null) return s.estimate(factor(part.estimate), percent(part.weight, 0));
    return s.sources[part.source] ?? part.source;
  }

  #bar({ part, from, to, low, high }: Step) {
    const d = this.domain;
    const end = at(d, to);
    const cls = part.source === 'overlap' || to < from ? 'f-hatch' : 'f-mid';
    return svg`${vertical('conn', at(d, from), 0, 25)}${box(cls, d, from, to, 11, 16)}${vertical('s-end', end, 11, 27)}
      ${vertical('conn', end, 19, HEIGHT)}${whisker(d, low, high, 19)}`;
  }

  #step(step: Step) {
    const { s, report } = this;
    const { part, from, to } = step;
    const name = this.#name(part);
    const [low, high] = part.interval.map(factor) as [string, string];
    const alt = s.stepAlt(name, factor(part.factor), low, high, whole(from), whole(to));
    const head = part.source === 'overlap' ? html`<span>${name}</span>` : chip({ name, small: true, rods: rodsOf(report, part.tags[0] ?? '') });
    const n = part.companies > 0 ? ` · ${s.companies(whole(part.companies))}` : '';
    return row(
      'sub',
      html`${head}<small class="src-note">${this.#source(part)}</small>`,
      plot(this.domain, HEIGHT, alt, this.#bar(step)),
      html`<span class="num"><b>×${factor(part.factor)}</b> <small>${signed(to - from)}</small></span
        ><small>${range(low, high)}${n}</small>`,
    );
  }

  #rest(rest: Step[]) {
    const { s, domain: d } = this;
    const [first, last] = [rest[0], rest.at(-1)];
    if (!first || !last) return nothing;
    const product = last.to / first.from;
    const alt = s.stepAlt(s.restOf(rest.length), factor(product), factor(product), factor(product), whole(first.from), whole(last.to));
    const end = at(d, last.to);
    const marks = svg`${vertical('conn', at(d, first.from), 0, 25)}${box(last.to < first.from ? 'f-hatch' : 'f-soft', d, first.from, last.to, 13, 12)}
      ${vertical('s-end', end, 13, 25)}${vertical('conn', end, 19, HEIGHT)}`;
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
    const marks = svg`${vertical('conn', at(d, fall.raw), 0, 25)}${box('f-hatch', d, fall.raw, fall.total, 11, 16)}
      ${vertical('s-end', at(d, fall.total), 11, 27)}${vertical('conn', at(d, fall.total), 19, HEIGHT)}`;
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
    const marks = svg`${vertical('s-ink', x, 9, 29)}${vertical('conn', x, 29, HEIGHT)}<text class="strong halo" x=${x} dx="8" y="23">${whole(base)}</text>`;
    return row('sub', html`<span>${s.goBase}</span>`, plot(d, HEIGHT, s.baseAlt(whole(base)), marks), html`<span class="num">×1.00</span>`);
  }

  #total({ total, low, high }: Fall) {
    const { s, domain: d, report } = this;
    const { premium } = report;
    if (!premium) return nothing;
    const [from, to] = premium.interval.map(factor) as [string, string];
    const marks = svg`${vertical('conn', at(d, total), 0, 9)}${whisker(d, low, high, 19)}${vertical('s-ink', at(d, total), 9, 29)}`;
    return row(
      'sub total',
      html`<span>${s.total}</span>`,
      plot(d, HEIGHT, s.totalAlt(factor(premium.coefficient), from, to, whole(total)), marks),
      html`<span class="num">×${factor(premium.coefficient)} <small>${whole(total)}</small></span><small>${range(from, to)}</small>`,
    );
  }

  override render() {
    const { s } = this;
    const fall = waterfall(this.report);
    if (!fall || fall.steps.length === 0) return nothing;
    const { shown, rest } = this.open ? { shown: fall.steps, rest: [] } : folded(fall.steps, KEEP);
    const more = fall.steps.length > KEEP + 1;
    const flat = fall.flat.map((part) => this.#name(part)).join(s.listComma);
    return html`<div class="row-head">
        <h2 class="sec">${s.waterfall}<span class="note">${s.waterfallNote}</span></h2>
      </div>
      <div class="axis">
        ${this.#base(fall)} ${shown.map((step) => this.#step(step))} ${this.#rest(rest)} ${this.#clamp(fall)} ${this.#total(fall)}
      </div>
      <div class="acts">
        ${more
          ? html`<button class="txtbtn xs" aria-expanded=${this.open ? 'true' : 'false'} @click=${() => (this.open = !this.open)}>
              ${this.open ? s.hideRest : s.showRest(fall.steps.length - KEEP)}
            </button>`
          : nothing}
        ${flat === '' ? nothing : html`<span class="xs muted">${s.flatOnes(flat)}</span>`}
      </div>`;
  }
}
customElements.define('ch-waterfall', PremiumWaterfall);
