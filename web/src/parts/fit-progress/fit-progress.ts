import { html, nothing } from 'lit';
import type { Problem } from '../../engine/generated/report.ts';
import { whole } from '../../state/format.ts';
import type { FitState } from '../../state/models.ts';
import { Part } from '../base/part.ts';
import type { ModelStrings } from '../../strings/models.ts';
import '../notices/notices.css';

/** What a fit is doing, a way to stop it, and how it ended. The stage is said aloud when it changes, the figures are not. */
export class FitProgressPart extends Part {
  static override properties = { ...Part.properties, fit: { attribute: false } };
  declare s: ModelStrings;
  declare fit: FitState;

  #busy({ progress, stopping }: Extract<FitState, { phase: 'busy' }>) {
    const { s } = this;
    const share = Math.round((progress?.share ?? 0) * 100);
    return html`<div class="acts">
        <b>${s.fitting}</b>
        <span class="num muted">${share}%</span>
        ${progress && progress.units > 0 ? html`<span class="num muted">${s.unitsOf(progress.unit + 1, progress.units)}</span>` : nothing}
        <button class="btn" ?disabled=${stopping} @click=${() => this.act({ type: 'models', act: { type: 'cancel' } })}>
          ${s.stop}
        </button>
      </div>
      <svg
        class="progress"
        height="4"
        role="progressbar"
        aria-label=${s.fitting}
        aria-valuenow=${share}
        aria-valuemin="0"
        aria-valuemax="100"
      >
        <rect width=${`${share}%`} height="4"></rect>
      </svg>`;
  }

  #failed({ message, code, where }: Problem) {
    return html`<div class="err" role="alert">
      <h3>${this.s.fitFailed}</h3>
      <p lang="en">${message}</p>
      <p><code>${code} · ${where}</code></p>
    </div>`;
  }

  /** Changes only with the stage, so that a screen reader is not kept talking. */
  #said(): string {
    const { s, fit } = this;
    if (fit.phase === 'busy') {
      if (fit.stopping) return s.stopping;
      return (fit.progress ? s.stages[fit.progress.stage] : s.starting) ?? '';
    }
    if (fit.phase === 'done') return s.fitDone(whole(fit.fit.rows), whole(fit.fit.companies));
    return fit.phase === 'cancelled' ? s.stopped : '';
  }

  override render() {
    const { fit } = this;
    return html`<section class=${fit.phase === 'none' ? '' : 'sheet loading'}>
      ${fit.phase === 'busy' ? this.#busy(fit) : nothing}
      <p class="ink2" role="status">${this.#said()}</p>
      ${fit.phase === 'failed' ? this.#failed(fit.problem) : nothing}
    </section>`;
  }
}
customElements.define('ch-fit-progress', FitProgressPart);
