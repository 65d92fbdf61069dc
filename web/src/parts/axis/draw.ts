/** Marks on the money axis as SVG: x in percent of the plot, so that text and hairlines never scale. Computed values are attributes. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { tick, whole } from '../../state/format.ts';
import { at, holds, ticks, type Domain } from '../../state/scale.ts';
import type { Strings } from '../../strings/index.ts';
import './axis.css';

export type Drawn = TemplateResult | typeof nothing;

const line = (cls: string, x1: string, x2: string, y1: number, y2: number): TemplateResult =>
  svg`<line class=${cls} x1=${x1} x2=${x2} y1=${y1} y2=${y2}></line>`;

export const vertical = (cls: string, x: string, y1: number, y2: number): TemplateResult => line(cls, x, x, y1, y2);
export const horizontal = (cls: string, x1: string, x2: string, y: number): TemplateResult => line(cls, x1, x2, y, y);

export const box = (cls: string, d: Domain, from: number, to: number, y: number, height: number): TemplateResult => {
  const [a, b] = from <= to ? [from, to] : [to, from];
  const width = `${(parseFloat(at(d, b)) - parseFloat(at(d, a))).toFixed(2)}%`;
  return svg`<rect class=${cls} x=${at(d, a)} width=${width} y=${y} height=${height}></rect>`;
};

/** An 80 % interval: caps where it ends, none where it runs out of the axis. */
export function whisker(d: Domain, low: number, high: number, y: number, cls = ''): TemplateResult {
  const cap = (v: number): Drawn => (holds(d, v) ? vertical(`whisk ${cls}`, at(d, v), y - 4, y + 4) : nothing);
  return svg`${horizontal('whisk-halo', at(d, low), at(d, high), y)}${horizontal(`whisk ${cls}`, at(d, low), at(d, high), y)}${cap(low)}${cap(high)}`;
}

const grid = (d: Domain, height: number): TemplateResult[] =>
  ticks(d).map((t) => vertical('grid', at(d, t), 0, height));

/** One row's plot with its grid. `alt` is a sentence that holds its figures; without it the plot is decoration. */
export const plot = (d: Domain, height: number, alt: string | null, marks: unknown): TemplateResult =>
  alt === null
    ? html`<svg height=${height} aria-hidden="true">${grid(d, height)}${marks}</svg>`
    : html`<svg height=${height} role="img" aria-label=${alt}>${grid(d, height)}${marks}</svg>`;

/** `name | plot | figure`; on a narrow page the plot drops below name and figure. */
export const row = (cls: string, name: unknown, drawing: unknown, figure: unknown): TemplateResult =>
  html`<div class="row ${cls}">
    <div class="l">${name}</div>
    <div class="p">${drawing}</div>
    <div class="r">${figure}</div>
  </div>`;

export const axisRow = (d: Domain, unit: string): TemplateResult =>
  row(
    'axisrow',
    html`<small>${unit}</small>`,
    html`<svg height="26" aria-hidden="true">
      ${horizontal('base', '0', '100%', 1)}
      ${ticks(d).map(
        (t) =>
          svg`${vertical('base', at(d, t), 1, 6)}<text class="tick" x=${at(d, t)} y="19" text-anchor="middle">${tick(t)}</text>`,
      )}
    </svg>`,
    nothing,
  );

/** The n behind a figure; on a phone it stands in the table only. */
export const companiesNote = (s: Strings, n: number): Drawn =>
  n > 0 ? html`<span class="wide"> · ${s.companies(whole(n))}</span>` : nothing;

/** The hatch of overlaps and reductions, once per page. */
export const patterns = (): TemplateResult =>
  html`<svg width="0" height="0" class="defs" aria-hidden="true">
    <defs>
      ${svg`<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch-line" x1="0" y1="0" x2="0" y2="5"></line></pattern>`}
    </defs>
  </svg>`;
