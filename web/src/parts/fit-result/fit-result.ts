import { html, nothing } from 'lit';
import type { Figure, Figures, Fit } from '../../engine/generated/fit.ts';
import { percent, range, whole } from '../../state/format.ts';
import { isInUse, type ModelsAct, type ModelsState } from '../../state/models.ts';
import { Part } from '../base/part.ts';
import { saveText } from '../base/save.ts';
import type { ModelStrings } from '../../strings/models.ts';
import '../why/why.css';

type Name = keyof Figures;
const PRINT: Record<Name, (value: number) => string> = {
  mdape: (value) => percent(value),
  coverage_80: (value) => percent(value),
  mean_pinball: (value) => value.toFixed(4),
};

/** A finished fit: its figures beside the shipped model's on the same rows, the rows kept, and what to do with it. */
export class FitResult extends Part {
  static override properties = { ...Part.properties, models: { attribute: false }, fit: { attribute: false } };
  declare s: ModelStrings;
  declare models: ModelsState;
  declare fit: Fit;

  #tell(act: ModelsAct): void {
    this.act({ type: 'models', act });
  }

  #cell(name: Name, figure: Figure) {
    const [low, high] = figure.interval_95.map(PRINT[name]);
    return html`<td>
      <span class="num">${PRINT[name](figure.value)}</span>
      <span class="iv num">(${range(low ?? '', high ?? '')})</span>
    </td>`;
  }

  #mode(mode: 'posting' | 'profile') {
    const { s, fit } = this;
    const names: [Name, string][] = [
      ['mdape', s.mape],
      ['coverage_80', s.coverage80],
      ['mean_pinball', s.pinball],
    ];
    return html`<tbody>
      <tr class="part">
        <th scope="rowgroup" colspan="3">${s.modes[mode]}</th>
      </tr>
      ${names.map(
        ([name, text]) =>
          html`<tr>
            <th scope="row">${text}</th>
            ${this.#cell(name, fit.held_out[mode][name])}
            ${fit.shipped ? this.#cell(name, fit.shipped[mode][name]) : nothing}
          </tr>`,
      )}
    </tbody>`;
  }

  #figures() {
    const { s, fit } = this;
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${s.comparison}>
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">${s.figure}</th>
              <th scope="col">${s.newModel}</th>
              ${fit.shipped ? html`<th scope="col">${s.shippedModel(fit.shipped.id)}</th>` : nothing}
            </tr>
          </thead>
          ${this.#mode('posting')}${this.#mode('profile')}
        </table>
      </div>
      <p class="ink2 limits">${fit.shipped ? s.comparisonLimits : s.notCompared}</p>`;
  }

  #ledger() {
    const { s, fit } = this;
    return html`<details class="why">
      <summary>${s.ledger}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${s.rule}</th>
              <th scope="col">${s.left}</th>
              <th scope="col">${s.dropped}</th>
            </tr>
          </thead>
          <tbody>
            ${fit.ledger.map(
              ({ rule, left, dropped }) =>
                html`<tr>
                  <td lang="en">${rule}</td>
                  <td class="num">${whole(left)}</td>
                  <td class="num">${whole(dropped)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  override render() {
    const { s, fit, models } = this;
    const used = isInUse(models, fit);
    return html`<section class="sheet">
      <h2 class="sec">${s.comparison}<span class="note">${s.comparisonNote}</span></h2>
      ${this.#figures()} ${this.#ledger()}
      <div class="acts gap">
        ${used ? nothing : html`<button class="btn main" @click=${() => this.#tell({ type: 'use-fit' })}>${s.useNow}</button>`}
        <button class="btn" @click=${() => saveText('model.json', fit.model)}>${s.save}</button>
        <button class="txtbtn" @click=${() => this.#tell({ type: 'discard' })}>${s.discard}</button>
      </div>
      <p class="ink2 gap" role="status">${used ? s.usedNow : ''}</p>
    </section>`;
  }
}
customElements.define('ch-fit-result', FitResult);
