import { html } from 'lit';
import type { ModelInfo } from '../../engine/generated/report.ts';
import { langOf, percent, range, whole } from '../../state/format.ts';
import { Part } from '../base/part.ts';
import './model-card.css';

/** The model's passport: what data, when, with what measured error. */
export class ModelCard extends Part {
  static override properties = { ...Part.properties, model: { attribute: false } };
  declare model: ModelInfo;

  override render() {
    const { s, model } = this;
    const period = model.period[0] === model.period[1] ? model.period[0] : range(...model.period);
    return html`<section class="sheet">
      <h2 class="sec">${s.model}</h2>
      <dl class="kv">
        <div>
          <dt>${model.id}</dt>
          <dd>${s.dataValue(whole(model.rows), whole(model.companies))}<br /><small>${period}</small></dd>
        </div>
        <div>
          <dt>${s.mode}</dt>
          <dd>${s.modes[model.mode]}</dd>
        </div>
        <div>
          <dt>${s.mape}</dt>
          <dd>${percent(model.held_out.mdape)}</dd>
        </div>
        <div>
          <dt>${s.coverage80}</dt>
          <dd>${percent(model.held_out.coverage_80)}</dd>
        </div>
        <div>
          <dt>${s.modelSource}</dt>
          <dd><small lang=${langOf(model.source)}>${model.source}</small></dd>
        </div>
      </dl>
    </section>`;
  }
}
customElements.define('ch-model-card', ModelCard);
