import type { DeskStrings } from '../../strings/desk.ts';
import type { Keep } from '../../state/profiles.ts';
import type { State } from '../../state/state.ts';
import { Part } from '../base/part.ts';

/** A part of the menu: it has the menu's words, the whole state, and what is kept on the device. */
export abstract class DeskPart extends Part {
  static override properties = { ...Part.properties, state: { attribute: false }, keep: { attribute: false } };
  declare s: DeskStrings;
  declare state: State;
  declare keep: Keep;
}
