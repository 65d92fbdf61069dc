import { html, nothing } from 'lit';
import type { Problem } from '../../engine/generated/report.ts';
import type { EngineState } from '../../state/state.ts';
import { whole } from '../../state/format.ts';
import { Part } from '../base/part.ts';
import './notices.css';

/** Loading, failure, refused files, warnings: what happened, with its code, and what is still in use. */
export class Notices extends Part {
  static override properties = { ...Part.properties, engine: { attribute: false }, warnings: { attribute: false } };
  declare engine: EngineState;
  declare warnings: Problem[];

  #list(title: string, problems: Problem[]) {
    if (problems.length === 0) return nothing;
    return html`<section class="warn">
      <h3>${title}</h3>
      <ul>
        ${problems.map(({ message, code, where }) => html`<li><span lang="en">${message}</span> <code>${code} · ${where}</code></li>`)}
      </ul>
    </section>`;
  }

  #loading(done: number, total: number) {
    const { s } = this;
    const share = total === 0 ? 0 : Math.min(100, (done / total) * 100);
    return html`<div class="loading">
      <p>
        <b>${s.loading}</b>
        <span class="num muted">${s.loadedOf(whole(done / 1024), whole(total / 1024))}</span>
      </p>
      <svg
        class="progress"
        height="4"
        role="progressbar"
        aria-label=${s.loading}
        aria-valuenow=${Math.round(share)}
        aria-valuemin="0"
        aria-valuemax="100"
      >
        <rect width=${`${share.toFixed(1)}%`} height="4"></rect>
      </svg>
    </div>`;
  }

  #failed({ code, where, message }: Problem) {
    const { s } = this;
    return html`<section class="err" role="alert">
      <h3>${s.failed}</h3>
      ${
        code === 'no_simd'
          ? html`<p>${s.noSimd}</p>`
          : html`<p>${s.failedText(message)}</p>
              <p><code>${code} · ${where}</code></p>`
      }
      <p class="ink2">${s.kept}</p>
      ${
        code === 'no_simd'
          ? nothing
          : html`<div class="acts">
              <button class="btn" @click=${() => this.act({ type: 'retry' })}>${s.retry}</button>
            </div>`
      }
    </section>`;
  }

  override render() {
    const { s, engine } = this;
    switch (engine.phase) {
      case 'loading':
        return engine.slow ? this.#loading(engine.done, engine.total) : nothing;
      case 'failed':
        return this.#failed(engine.problem);
      case 'ready':
        return html`${this.#list(s.refused, engine.refused)}${this.#list(s.warnings, this.warnings)}`;
    }
  }
}
customElements.define('ch-notices', Notices);
