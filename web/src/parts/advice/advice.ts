import { html, nothing } from 'lit';
import { say } from '../../state/posting.ts';
import { TablePart } from '../practice/part.ts';
import './advice.css';

/** What each side of a sealed check learns stands there. */
const ELSEWHERE = 'overlap.';

/** What studies of others found, each sentence with its source: priors, not promises. */
export class Advice extends TablePart {
  override render() {
    const { s, lang, section } = this;
    const sentences = section.advice.filter(({ id }) => !id.startsWith(ELSEWHERE));
    if (sentences.length === 0) return nothing;
    return html`<section class="sheet advice">
      <h2 class="sec">${s.advice}<span class="note">${s.adviceNote}</span></h2>
      <ul>
        ${sentences.map(
          ({ text, source }) =>
            html`<li>
              <p>${say(lang, text)}</p>
              <p class="xs muted"><cite lang="en">${source}</cite></p>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
customElements.define('ch-advice', Advice);
