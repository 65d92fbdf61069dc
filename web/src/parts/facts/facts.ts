import { html, noChange, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Education, Level, Origin, ProfileSection } from '../../engine/generated/report.ts';
import type { CityName } from '../../state/search.ts';
import type { Input } from '../../state/input.ts';
import type { Lang } from '../../state/state.ts';
import { lineOf } from '../../state/spans.ts';
import { Part } from '../base/part.ts';
import './facts.css';

/** Read from what was pasted, not set by hand and not the model's own. */
const isRead = (origin: Origin | undefined): boolean => origin === 'text' || origin === 'resume';

/** City, years, education, level: what the text says, until the user says otherwise. */
export class Facts extends Part {
  static override properties = {
    ...Part.properties,
    input: { attribute: false },
    profile: { attribute: false },
    cities: { attribute: false },
    lang: { attribute: false },
    refused: { state: true },
  };
  declare input: Input;
  declare profile: ProfileSection | null;
  declare cities: CityName[];
  declare lang: Lang;
  /** The years field holds something that is no number of years: said beside it, not sent. */
  declare refused: boolean;

  constructor() {
    super();
    this.refused = false;
  }

  /** The names may come later than the city that somebody chose, or a case brought. */
  #offered(): CityName[] {
    const { city } = this.input;
    if (city === null || this.cities.some(({ id }) => id === city)) return this.cities;
    const said = this.profile?.city;
    return [...this.cities, { id: city, en: said?.value === city && said.en !== null ? said.en : city }];
  }

  /** Where a fact comes from, behind its label. */
  #origin(mine: unknown, origin: Origin | undefined): string {
    if (mine !== null) return this.s.byYou;
    if (origin === 'resume') return this.s.fromResume;
    return origin === 'text' ? this.s.fromText : this.s.notStated;
  }

  #city() {
    const { s, input, profile, lang } = this;
    const said = profile?.city;
    const inText = said && isRead(said.origin) ? (lang === 'zh-CN' ? said.value : said.en) : null;
    const change = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.act({ type: 'city', city: value === '' ? null : value });
    };
    return html`<div class="field">
      <label for="city">${s.city} · ${this.#origin(input.city, said?.origin)}</label>
      <select id="city" class="input" @change=${change}>
        <option value="" .selected=${live(input.city === null)}>${inText ?? '–'}</option>
        ${this.#offered().map(
          ({ id, en }) =>
            html`<option value=${id} .selected=${live(id === input.city)}>${lang === 'zh-CN' ? id : en}</option>`,
        )}
      </select>
    </div>`;
  }

  #yearsNote(): string {
    const { s, input, profile } = this;
    if (this.refused) return s.yearsAllowed;
    if (input.years !== null) return s.byYou;
    const years = profile?.years;
    if (!years || !isRead(years.origin) || years.value === null) return '';
    if (years.origin === 'resume') return s.fromResume;
    return years.span ? s.fromLine(lineOf(input.text, years.span[0])) : s.fromText;
  }

  #years() {
    const { s, input, profile } = this;
    const said = isRead(profile?.years.origin) ? profile?.years.value : null;
    const change = (event: Event) => {
      const { value, validity } = event.target as HTMLInputElement;
      this.refused = !validity.valid;
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
          aria-invalid=${this.refused ? 'true' : 'false'}
          .value=${this.refused ? noChange : live(input.years === null ? '' : String(input.years))}
          @input=${change}
        />
        <span id="years-note" class=${this.refused ? 'fault' : 'muted'}>${this.#yearsNote()}</span>
      </div>
    </div>`;
  }

  /** One of a few: set by hand, or marked as read from the text. Pressing what is set by hand takes it back. */
  #segments<T extends string>(
    field: { id: string; label: string; names: Record<string, string> },
    mine: T | null,
    said: { value: T | null; origin: Origin } | undefined,
    act: (value: T | null) => void,
  ) {
    const read = isRead(said?.origin) ? (said?.value ?? null) : null;
    const shown = mine ?? read;
    return html`<div class="field wide-field">
      <span class="lab" id="${field.id}-label"
        >${field.label} · ${this.#origin(mine, read === null ? undefined : said?.origin)}</span
      >
      <div class="seg" role="group" aria-labelledby="${field.id}-label">
        ${Object.entries(field.names).map(
          ([id, name]) =>
            html`<button
              aria-pressed=${id === shown ? 'true' : 'false'}
              class=${id === shown && mine === null ? 'read' : nothing}
              @click=${() => act(mine === id ? null : (id as T))}
            >
              ${name}
            </button>`,
        )}
      </div>
    </div>`;
  }

  #education() {
    const { s, input, profile } = this;
    const field = { id: 'education', label: s.education, names: s.educations };
    return this.#segments<Education>(field, input.education, profile?.education, (education) =>
      this.act({ type: 'education', education }),
    );
  }

  #level() {
    const { s, input, profile } = this;
    const field = { id: 'level', label: s.level, names: s.levels };
    return this.#segments<Level>(field, input.level, profile?.level, (level) => this.act({ type: 'level', level }));
  }

  override render() {
    return html`<div class="fields">${this.#city()} ${this.#years()} ${this.#level()} ${this.#education()}</div>`;
  }
}
customElements.define('ch-facts', Facts);
