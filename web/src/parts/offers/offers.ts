import { html, nothing } from 'lit';
import type { OffersSection, Problem } from '../../engine/generated/report.ts';
import { columns } from '../../state/offer-rows.ts';
import type { OffersState } from '../../state/offers.ts';
import type { Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import type { OfferStrings } from '../../strings/offers.ts';
import '../offers-form/offers-form.ts';
import '../offers-table/offers-table.ts';
import './offers.css';
import { OffersPart } from './part.ts';

/** Offers as they are typed, and what the report makes of them side by side. */
export class Offers extends OffersPart {
  static override properties = {
    ...OffersPart.properties,
    slice: { attribute: false },
    answered: { attribute: false },
    section: { attribute: false },
    problems: { attribute: false },
    lang: { attribute: false },
    scale: { attribute: false },
    walkAway: { attribute: false },
  };
  declare s: OfferStrings;
  declare slice: OffersState;
  /** What the report answers. */
  declare answered: OffersState;
  declare section: OffersSection | null;
  /** What the engine could not read of the request. */
  declare problems: Problem[];
  declare lang: Lang;
  declare scale: Domain;
  declare walkAway: number | null;

  override render() {
    const { s, slice, section, lang, scale } = this;
    const all = columns(section, this.answered);
    return html`<ch-offers-form
        .s=${s}
        .slice=${slice}
        .columns=${all}
        .problems=${this.problems}
        .lang=${lang}
      ></ch-offers-form>
      ${
        section && all.length > 0
          ? html`<ch-offers-table
              .s=${s}
              .columns=${all}
              .section=${section}
              .scale=${scale}
              .walkAway=${this.walkAway ?? null}
            ></ch-offers-table>`
          : nothing
      }`;
  }
}
customElements.define('ch-offers', Offers);
