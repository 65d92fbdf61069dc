import type { NegotiationAct } from '../../state/negotiation.ts';
import { Part } from '../base/part.ts';

/** Base of the parts of the talk: what the user does with them reaches the app as the act `negotiation`. */
export abstract class TalkPart extends Part {
  protected tell(act: NegotiationAct): void {
    this.act({ type: 'negotiation', act });
  }
}
