import type { NegotiationSection, Problem } from '../../engine/generated/report.ts';
import type { NegotiationAct, NegotiationState } from '../../state/negotiation.ts';
import type { Act, Lang } from '../../state/state.ts';
import { dealIssues, type DealIssue } from '../../state/table-views.ts';
import type { TableStrings } from '../../strings/table.ts';
import { Part } from '../base/part.ts';

/** Base of the parts about what is on the table: what the user does reaches the app as the act `negotiation`. */
export abstract class TablePart extends Part {
  static override properties = {
    ...Part.properties,
    section: { attribute: false },
    slice: { attribute: false },
    lang: { attribute: false },
    problems: { attribute: false },
  };
  declare s: TableStrings;
  declare section: NegotiationSection;
  declare slice: NegotiationState;
  declare lang: Lang;
  /** What the engine could not read of the request. */
  declare problems: Problem[];

  protected tell(act: NegotiationAct): void {
    this.act({ type: 'negotiation', act } as unknown as Act);
  }

  protected issues(): DealIssue[] {
    return dealIssues(this.section, this.slice, this.problems);
  }
}
