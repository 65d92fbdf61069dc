import { html } from 'lit';
import type { Report } from '../../engine/generated/report.ts';
import { factor, range } from '../../state/format.ts';
import { Part } from '../base/part.ts';
import { rich } from '../base/rich.ts';
import { annual, clampNote, placing, sentence, twoAnswers } from './words.ts';
import './answer.css';

/** Coefficient with its interval; the median; where the posting stands. */
export class Answer extends Part {
  static override properties = { ...Part.properties, report: { attribute: false } };
  declare report: Report;

  override render() {
    const { s, report } = this;
    const { premium } = report;
    const notes = [placing(s, report), annual(s, report), twoAnswers(s, report), clampNote(s, report)].filter(
      (note) => note !== '',
    );
    return html`<div class="answer">
      ${
        premium
          ? html`<div>
              <div class="coef">${factor(premium.coefficient)}<small>×</small></div>
              <div class="coef-sub">
                ${range(factor(premium.interval[0]), factor(premium.interval[1]))}<span class="wide">
                  · ${s.interval80}</span
                >
              </div>
            </div>`
          : html`<div></div>`
      }
      <p class="say">${rich(sentence(s, report))}</p>
      <div class="notes">${notes.map((note) => html`<p class="say-sub">${note}</p>`)}</div>
    </div>`;
  }
}
customElements.define('ch-answer', Answer);
