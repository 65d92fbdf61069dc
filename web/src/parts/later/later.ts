import { html, nothing } from 'lit';
import type { ScreeningState } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import '../notices/notices.css';

/** What is loaded behind the first answer is on its way, or did not come. */
export class Later extends Part {
  static override properties = { ...Part.properties, screening: { attribute: false } };
  declare screening: ScreeningState;

  override render() {
    const { s, screening } = this;
    if (screening.phase === 'ready') return nothing;
    if (screening.phase === 'absent') return html`<p class="sheet muted" role="status">${s.screeningLoading}</p>`;
    const { message, code, where } = screening.problem;
    return html`<section class="sheet">
      <div class="err" role="alert">
        <h3>${s.screeningFailed}</h3>
        <p lang="en">${message}</p>
        <p><code>${code} · ${where}</code></p>
        <div class="acts"><button class="btn" @click=${() => this.act({ type: 'retry' })}>${s.retry}</button></div>
      </div>
    </section>`;
  }
}
customElements.define('ch-later', Later);
