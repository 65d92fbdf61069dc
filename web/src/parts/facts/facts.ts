import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Education, Level, Origin, ProfileSection } from '../../engine/generated/report.ts';
import type { CityName } from '../../state/search.ts';
import type { Input, Lang } from '../../state/state.ts';
import { lineOf } from '../../state/spans.ts';
import { Part } from '../base/part.ts';
import './facts.css';

/** City, years, education, level: what the text says, until the user says otherwise. */
export class Facts extends Part {
  static override properties = {
    ...Part.properties,
    input: { attribute: false },
    profile: { attribute: false },
    cities: { attribute: false },
    lang: { attribute: false },
  };
  declare input: Input;
  declare profile: ProfileSection | null;
  declare cities: CityName[];
  declare lang: Lang;

  #says(value: string | null, origin: Origin | undefined): string {
    return value !== null && origin === 'text' ? `${value} · ${this.s.fromText}` : this.s.notStated;
  }

  #pick(event: Event): string | null {
    const { value } = event.target as HTMLSelectElement;
    return value === '' ? null : value;
  }

  #select(id: string, label: string, value: string | null, unsaid: string, options: [string, string][], act: (v: string | null) => void) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} class="input" @change=${(event: Event) => act(this.#pick(event))}>
        <option value="" .selected=${live(value === null)}>${unsaid}</option>
        ${options.map(([v, name]) => html`<option value=${v} .selected=${live(v === value)}>${name}</option>`)}
      </select>
    </div>`;
  }

  #city() {
    const { s, input, profile, lang } = this;
    const said = profile?.city;
    const inText = said?.origin === 'text' ? (lang === 'zh-CN' ? said.value : said.en) : null;
    const options = this.cities.map(({ id, en }): [string, string] => [id, lang === 'zh-CN' ? id : en]);
    return this.#select('city', s.city, input.city, this.#says(inText, said?.origin), options, (city) =>
      this.act({ type: 'city', city }),
    );
  }

  #education() {
    const { s, input, profile } = this;
    const said = profile?.education;
    const inText = said?.value ? (s.educations[said.value] ?? said.value) : null;
    return this.#select('education', s.education, input.education, this.#says(inText, said?.origin), Object.entries(s.educations), (v) =>
      this.act({ type: 'education', education: v as Education | null }),
    );
  }

  #yearsNote(): string {
    const { s, input, profile } = this;
    if (input.years !== null) return s.byYou;
    const years = profile?.years;
    if (years?.origin !== 'text' || years.value === null) return '';
    return years.span ? s.fromLine(lineOf(input.text, years.span[0])) : s.fromText;
  }

  #years() {
    const { s, input, profile } = this;
    const said = profile?.years.origin === 'text' ? profile.years.value : null;
    const change = (event: Event) => {
      const { value, validity } = event.target as HTMLInputElement;
      if (validity.valid) this.act({ type: 'years', years: value === '' ? null : Number(value) });
    };
    return html`<div class="field">
      <label for="years">${s.years}</label>
      <div class="input combined">
        <input
          id="years"
          type="number"
          min="0"
          max="60"
          step="any"
          inputmode="decimal"
          placeholder=${said ?? s.notStated}
          aria-describedby="years-note"
          .value=${live(input.years === null ? '' : String(input.years))}
          @input=${change}
        />
        <span id="years-note" class="muted">${this.#yearsNote()}</span>
      </div>
    </div>`;
  }

  #level() {
    const { s, input, profile } = this;
    const shown = input.level ?? profile?.level.value ?? null;
    const origin = input.level !== null ? s.byYou : profile?.level.origin === 'text' ? s.fromText : s.notStated;
    const pick = (level: Level) => () => this.act({ type: 'level', level: input.level === level ? null : level });
    return html`<div class="field wide-field">
      <span class="lab" id="level-label">${s.level} · ${origin}</span>
      <div class="seg" role="group" aria-labelledby="level-label">
        ${Object.entries(s.levels).map(
          ([id, name]) =>
            html`<button
              aria-pressed=${id === shown ? 'true' : 'false'}
              class=${id === shown && input.level === null ? 'read' : nothing}
              @click=${pick(id as Level)}
            >
              ${name}
            </button>`,
        )}
      </div>
    </div>`;
  }

  override render() {
    return html`<div class="fields">${this.#city()} ${this.#years()} ${this.#education()} ${this.#level()}</div>`;
  }
}
customElements.define('ch-facts', Facts);
