import type { OffersAct } from '../../state/offers.ts';
import { Part } from '../base/part.ts';

/** Base of the parts about offers: what the user does with them reaches the app as the act `offers`. */
export abstract class OffersPart extends Part {
  protected tell(act: OffersAct): void {
    this.act({ type: 'offers', act });
  }
}
