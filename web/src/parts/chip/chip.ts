import { html, nothing, svg, type TemplateResult } from 'lit';
import './chip.css';

export const rods = (n: number): TemplateResult =>
  html`<span class="rods" aria-hidden="true">${[1, 2, 3].map((i) => html`<i class=${i <= n ? 'on' : ''}></i>`)}</span>`;

/** The bottom edge: worth on one scale for the whole page, --chip-edge px for the dearest chip. */
const edge = (share: number): TemplateResult | typeof nothing =>
  share <= 0
    ? nothing
    : html`<svg class="edge" aria-hidden="true">
        ${svg`<line x2=${`${(share * 100).toFixed(1)}%`} y1="1.5" y2="1.5"></line>`}
      </svg>`;

export interface ChipParts {
  name: string | TemplateResult;
  rods?: number;
  worth?: string;
  zero?: boolean;
  edge?: number;
  look?: 'next' | 'off' | 'their' | '';
  small?: boolean;
  lit?: boolean;
  end?: TemplateResult | typeof nothing;
}

/** `rods | name | worth | end`: the same object in the tray, at the head of a row and of a talking point. */
export const chip = ({
  name,
  rods: n,
  worth,
  zero,
  edge: share = 0,
  look = '',
  small,
  lit,
  end = nothing,
}: ChipParts) =>
  html`<span class="chip ${look} ${small ? 'sm' : ''} ${lit ? 'lit' : ''}"
    >${n === undefined ? nothing : rods(n)}<span class="nm">${name}</span>${
      worth === undefined ? nothing : html`<span class="wt ${zero ? 'zero' : ''}">${worth}</span>`
    }${end}${edge(share)}</span
  >`;
