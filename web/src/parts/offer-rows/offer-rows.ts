import { html, nothing, svg } from 'lit';
import { signed, whole } from '../../state/format.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { NegotiateStrings } from '../../strings/negotiate.ts';
import { plot, row, vertical } from '../axis/draw.ts';
import { Part } from '../base/part.ts';

/** One offer on the money axis: pay of a year before tax by twelve. */
export interface OfferMark {
  name: string;
  monthly: number;
}

/** The offers on the table, each with its distance to the walk-away. */
export class OfferRows extends Part {
  static override properties = {
    ...Part.properties,
    offers: { attribute: false },
    domain: { attribute: false },
    walkAway: { attribute: false },
  };
  declare s: NegotiateStrings;
  declare offers: OfferMark[];
  declare domain: Domain;
  declare walkAway: number | null;

  #row({ name, monthly }: OfferMark) {
    const { s, domain: d, walkAway } = this;
    const ref = walkAway === null ? nothing : vertical('ref', at(d, walkAway), 0, 34);
    const mark = svg`${ref}<svg x=${at(d, monthly)} y="17" overflow="visible"><path class="f-them" d="M-6 0L0-6 6 0 0 6z"></path></svg>`;
    const distance = walkAway === null ? nothing : html`<small>${s.toWalkAway(signed(monthly - walkAway))}</small>`;
    return row(
      '',
      html`<span>${name}</span><small class="wide">${s.offerMonthly}</small>`,
      plot(d, 34, s.offerAlt(name, whole(monthly)), mark),
      html`<span class="num">${whole(monthly)}</span>${distance}`,
    );
  }

  override render() {
    return html`<div class="axis">${this.offers.map((offer) => this.#row(offer))}</div>`;
  }
}
customElements.define('ch-offer-rows', OfferRows);
