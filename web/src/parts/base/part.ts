import { LitElement } from 'lit';
import type { Act } from '../../state/state.ts';
import type { Strings } from '../../strings/index.ts';

/**
 * Base of all parts. They render into the light DOM: labels, ids, `lang` and print rules work across parts, and whoever
 * hosts the page (a document, or a panel's shadow root) brings the style sheet once.
 */
export abstract class Part extends LitElement {
  static override properties = { s: { attribute: false } };
  declare s: Strings;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Tells the app what the user did. */
  protected act(act: Act): void {
    this.dispatchEvent(new CustomEvent<Act>('act', { detail: act, bubbles: true, composed: true }));
  }
}
