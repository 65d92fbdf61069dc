import { html, nothing } from 'lit';
import type { HeldOut } from '../../engine/generated/report.ts';
import { langOf, percent, range, whole } from '../../state/format.ts';
import type { Model, ModelsAct, ModelsState } from '../../state/models.ts';
import { Part } from '../base/part.ts';
import type { ModelStrings } from '../../strings/models.ts';

/** The passports of the loaded models side by side: which answers, which may go, and another from a file. */
export class ModelList extends Part {
  static override properties = { ...Part.properties, models: { attribute: false } };
  declare s: ModelStrings;
  declare models: ModelsState;

  #tell(act: ModelsAct): void {
    this.act({ type: 'models', act });
  }

  #picked(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file) this.#tell({ type: 'pick-model', file });
    field.value = '';
  }

  #head({ id, shipped }: Model) {
    const { s, models } = this;
    const used = models.used === id;
    return html`<th scope="col">
      <label class="pick"
        ><input
          type="radio"
          name="used-model"
          aria-label=${s.useOf(id)}
          .checked=${used}
          @change=${() => this.#tell({ type: 'use', id })}
        />
        <span>${id}</span></label
      >
      <small>${used ? s.inUse : nothing}</small>
      ${
        shipped
          ? nothing
          : html`<button
              class="txtbtn xs"
              aria-label="${s.removeIt} ${id}"
              @click=${() => this.#tell({ type: 'remove', id })}
            >
              ${s.removeIt}
            </button>`
      }
    </th>`;
  }

  #row(name: string, value: (model: Model) => unknown) {
    return html`<tr>
      <th scope="row">${name}</th>
      ${this.models.list.map((model) => html`<td>${value(model)}</td>`)}
    </tr>`;
  }

  #mode(mode: 'posting' | 'profile') {
    const { s } = this;
    const of = (value: (held: HeldOut) => string) => (model: Model) =>
      html`<span class="num">${value(model.passport.held_out[mode])}</span>`;
    return html`<tr class="part">
        <th scope="rowgroup" colspan=${this.models.list.length + 1}>${s.modes[mode]}</th>
      </tr>
      ${this.#row(
        s.mape,
        of((held) => percent(held.mdape)),
      )}
      ${this.#row(
        s.coverage80,
        of((held) => percent(held.coverage_80)),
      )}
      ${this.#row(
        s.pinball,
        of((held) => held.mean_pinball.toFixed(4)),
      )}`;
  }

  #table() {
    const { s, models } = this;
    const period = ([from, to]: [string, string]) => (from === to ? from : range(from, to));
    const quoted = (text: string) => html`<span lang=${langOf(text)}>${text}</span>`;
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${s.modelsAtHand}>
      <table class="compare">
        <thead>
          <tr>
            <td></td>
            ${models.list.map((model) => this.#head(model))}
          </tr>
        </thead>
        <tbody>
          ${this.#row(s.recipeName, ({ passport }) => quoted(passport.recipe))}
          ${this.#row(s.modelSource, ({ passport }) => html`<small>${quoted(passport.source)}</small>`)}
          ${this.#row(
            s.rowsAndCompanies,
            ({ passport }) => html`<span class="num">${whole(passport.rows)} / ${whole(passport.companies)}</span>`,
          )}
          ${this.#row(s.period, ({ passport }) => html`<span class="num">${period(passport.period)}</span>`)}
          ${this.#row(s.fittedOn, ({ passport }) => html`<span class="num">${passport.fitted_on}</span>`)}
        </tbody>
        <tbody>
          ${this.#mode('posting')}
        </tbody>
        <tbody>
          ${this.#mode('profile')}
        </tbody>
      </table>
    </div>`;
  }

  #refusal() {
    const { s } = this;
    const { refusal } = this.models;
    if (!refusal) return nothing;
    const { message, code, where } = refusal.problem;
    return html`<div class="err">
      <h3>${s.notTaken(refusal.name)}</h3>
      <p lang="en">${message}</p>
      <p><code>${code} · ${where}</code></p>
    </div>`;
  }

  override render() {
    const { s } = this;
    return html`<section class="sheet">
      <h2 class="sec">${s.modelsAtHand}<span class="note">${s.modelsNote}</span></h2>
      ${this.models.list.length === 0 ? nothing : this.#table()}
      <div class="acts gap">
        <label class="btn file"
          ><input class="vh" type="file" accept=".json,application/json" @change=${this.#picked} />${s.openModel}</label
        >
        <span class="xs muted">${s.openModelNote}</span>
      </div>
      <div class="gap" role="status">${this.#refusal()}</div>
    </section>`;
  }
}
customElements.define('ch-model-list', ModelList);
