import { html } from 'lit';
import type { Report } from '../../engine/generated/report.ts';
import { yuan } from '../../state/format.ts';
import { EXAMPLES } from '../../strings/examples.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { rich } from '../base/rich.ts';
import { chip } from '../chip/chip.ts';

/** First chips to pick: the tags of the scarcity table and their commonest company. */
const FIRST = ['Go', 'eBPF', 'WASM', 'Kubernetes', 'gRPC'];

/** Nothing on the table yet: what to do, and what the axis already shows. */
export class EmptyTable extends Part {
  static override properties = { ...Part.properties, report: { attribute: false }, lang: { attribute: false } };
  declare report: Report | null;
  declare lang: Lang;

  override render() {
    const { s, report, lang } = this;
    const base = report?.pay?.base_median;
    return html`<div class="empty">
      <p class="say">${s.emptyTitle}</p>
      <p class="say-sub">${s.emptyText}</p>
      <ul class="chips" aria-label=${s.emptyChips}>
        ${FIRST.map((tag) => {
          const add = () => this.act({ type: 'add', tag });
          return html`<li>
            ${chip({ look: 'next', name: html`<button aria-label=${s.add(tag)} @click=${add}>${tag}</button>` })}
          </li>`;
        })}
      </ul>
      <div class="acts">
        <button
          class="btn main"
          @click=${() => this.act({ type: 'example', which: 'quote', text: EXAMPLES[lang].quote })}
        >
          ${s.example}
        </button>
      </div>
      <p class="say-sub ${base === undefined ? 'to-come' : ''}">
        ${rich(s.goBaseMedian(base === undefined ? '¥ ····' : yuan(base)))}
      </p>
    </div>`;
  }
}
customElements.define('ch-empty-table', EmptyTable);
