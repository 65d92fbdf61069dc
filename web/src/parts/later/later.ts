import { html, nothing } from 'lit';
import type { LaterState } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import '../notices/notices.css';

/** What is loaded behind the first answer is on its way, or did not come. */
export class Later extends Part {
  static override properties = { ...Part.properties, what: {}, standing: { attribute: false } };
  declare what: 'screening' | 'negotiation' | 'models' | 'desk';
  declare standing: LaterState;

  override render() {
    const { s, what, standing } = this;
    if (standing.phase === 'ready') return nothing;
    if (standing.phase === 'absent') return html`<p class="sheet muted" role="status">${s.laterLoading[what]}</p>`;
    const { message, code, where } = standing.problem;
    return html`<section class="sheet">
      <div class="err" role="alert">
        <h3>${s.laterFailed[what]}</h3>
        <p lang="en">${message}</p>
        <p><code>${code} · ${where}</code></p>
        <div class="acts"><button class="btn" @click=${() => this.act({ type: 'retry' })}>${s.retry}</button></div>
      </div>
    </section>`;
  }
}
customElements.define('ch-later', Later);
