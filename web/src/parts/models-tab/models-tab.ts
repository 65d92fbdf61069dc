import { html, LitElement, nothing } from 'lit';
import type { ModelsState } from '../../state/models.ts';
import type { EngineState, Lang } from '../../state/state.ts';
import { MODEL_STRINGS } from '../../strings/models.ts';
import '../fit-form/fit-form.ts';
import '../fit-progress/fit-progress.ts';
import '../fit-result/fit-result.ts';
import '../model-list/model-list.ts';
import '../notices/notices.ts';
import './models-tab.css';

/** The models at hand, and a fit of one's own. */
export class ModelsTab extends LitElement {
  static override properties = {
    models: { attribute: false },
    engine: { attribute: false },
    lang: { attribute: false },
  };
  declare models: ModelsState;
  declare engine: EngineState;
  declare lang: Lang;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render() {
    const { models, engine } = this;
    const s = MODEL_STRINGS[this.lang];
    const { fit } = models;
    return html`<div class="stack">
      <ch-notices .s=${s} .engine=${engine} .warnings=${[]}></ch-notices>
      <ch-model-list .s=${s} .models=${models}></ch-model-list>
      <ch-fit-form .s=${s} .models=${models}></ch-fit-form>
      <ch-fit-progress .s=${s} .fit=${fit}></ch-fit-progress>
      ${fit.phase === 'done' ? html`<ch-fit-result .s=${s} .models=${models} .fit=${fit.fit}></ch-fit-result>` : nothing}
    </div>`;
  }
}
customElements.define('ch-models-tab', ModelsTab);
