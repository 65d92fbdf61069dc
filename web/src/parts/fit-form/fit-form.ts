import { html, nothing } from 'lit';
import { isBusy, type ModelsAct, type ModelsState } from '../../state/models.ts';
import { COLUMNS, columnsOf, NEEDED, withColumn, type Column, type Columns } from '../../state/recipe.ts';
import { Part } from '../base/part.ts';
import type { ModelStrings } from '../../strings/models.ts';
import '../facts/facts.css';
import './fit-form.css';

/** A table, which of its columns is what, and the recipe. */
export class FitForm extends Part {
  static override properties = { ...Part.properties, models: { attribute: false } };
  declare s: ModelStrings;
  declare models: ModelsState;

  #tell(act: ModelsAct): void {
    this.act({ type: 'models', act });
  }

  #picked(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file) this.#tell({ type: 'pick-table', file });
    field.value = '';
  }

  #column(column: Column, columns: Columns, header: string[]) {
    const { s, models } = this;
    const named = columns[column] ?? '';
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.#tell({ type: 'recipe', text: withColumn(models.recipe, column, value) });
    };
    return html`<div class="field">
      <label for="column-${column}"
        >${s.columnNames[column]}${NEEDED.includes(column) ? html` <span class="muted">${s.needed}</span>` : nothing}</label
      >
      <select class="input" id="column-${column}" .value=${named} @change=${choose}>
        <option value="" ?selected=${named === ''}>${s.noColumn}</option>
        ${header.map((name) => html`<option value=${name} ?selected=${name === named}>${name}</option>`)}
      </select>
    </div>`;
  }

  #columns() {
    const { s, models } = this;
    const { table, recipe } = models;
    if (!table) return nothing;
    const columns = columnsOf(recipe);
    return html`<h3 class="sec gap">${s.columnsTitle}<span class="note">${s.columnsNote}</span></h3>
      ${
        columns === null
          ? html`<p class="ink2">${s.notJson}</p>`
          : html`<div class="columns">${COLUMNS.map((column) => this.#column(column, columns, table.header))}</div>`
      }`;
  }

  override render() {
    const { s, models } = this;
    const { table, recipe } = models;
    const idle = table !== null && !isBusy(models);
    return html`<section class="sheet">
      <h2 class="sec">${s.refit}<span class="note">${s.refitNote}</span></h2>
      <div class="acts gap">
        <label class="btn file"
          ><input class="vh" type="file" accept=".csv,text/csv" @change=${this.#picked} />${s.openTable}</label
        >
        <span class="xs muted" role="status"
          >${table ? s.tableRead(table.file.name, table.header.length) : s.openTableNote}</span
        >
      </div>
      ${this.#columns()}
      <h3 class="sec gap"><label for="recipe">${s.recipe}</label><span class="note">${s.recipeNote}</span></h3>
      <textarea
        class="recipe-text"
        id="recipe"
        spellcheck="false"
        autocapitalize="off"
        .value=${recipe}
        @input=${(event: Event) => this.#tell({ type: 'recipe', text: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      <div class="acts gap">
        <button class="btn main" ?disabled=${!idle} @click=${() => this.#tell({ type: 'fit' })}>${s.fit}</button>
        ${table ? nothing : html`<span class="xs muted">${s.fitNeedsTable}</span>`}
      </div>
    </section>`;
  }
}
customElements.define('ch-fit-form', FitForm);
