import { html, nothing } from 'lit';
import { chips } from '../../state/chips.ts';
import { isBare } from '../../state/state.ts';
import { factsOf } from './facts-of.ts';
import { DeskPart } from './part.ts';

/** What stands above a printed report in place of the page's controls: the day, the facts and the chips that it answers. */
export class PrintHead extends DeskPart {
  #again = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.#again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.#again);
  }

  override render() {
    const { s, state } = this;
    const { report, lang, tab } = state;
    const shown = report && !isBare(state) ? report : null;
    const held = shown ? chips(shown, lang).filter((chip) => chip.state === 'held') : [];
    return html`<div class="print-head">
      <p class="brand">${s.brand} <span>${s.tabNames[tab]}</span></p>
      <p>${[this.keep.today(), ...(shown ? factsOf(s, shown, lang) : [])].join(' · ')}</p>
      ${
        held.length === 0
          ? nothing
          : html`<p class="held">
              <b>${s.chips}</b>
              ${held.map(({ name }) => html`<span class="chip sm"><span class="nm">${name}</span></span>`)}
            </p>`
      }
    </div>`;
  }
}
customElements.define('ch-print-head', PrintHead);
