import { html, nothing } from 'lit';
import { isKnown, searchSkills, type Catalogue, type SkillName } from '../../state/search.ts';
import { nameIn } from '../../state/chips.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import './skill-search.css';

/** Editable combobox with a list, after the ARIA Authoring Practices: focus stays in the input, the list is walked by arrows. */
export class SkillSearch extends Part {
  static override properties = {
    ...Part.properties,
    catalogue: { attribute: false },
    lang: { attribute: false },
    typed: { state: true },
    active: { state: true },
  };
  declare catalogue: Catalogue;
  declare lang: Lang;
  declare typed: string;
  declare active: number;

  constructor() {
    super();
    this.typed = '';
    this.active = -1;
  }

  #hits: SkillName[] = [];
  get #fresh(): boolean {
    return this.typed.trim() !== '' && !isKnown(this.catalogue, this.typed);
  }
  get #count(): number {
    return this.#hits.length + (this.#fresh ? 1 : 0);
  }

  protected override willUpdate(): void {
    this.#hits = searchSkills(this.catalogue, this.typed);
    if (this.active >= this.#count) this.active = -1;
  }

  #choose(tag: string): void {
    if (tag.trim() !== '') this.act({ type: 'add', tag });
    this.typed = '';
    this.active = -1;
  }

  /** What Enter takes: the active option, else the best match, else the words as typed. */
  #chosen(): string {
    return (this.#hits[Math.max(0, this.active)] ?? null)?.name ?? this.typed;
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const last = this.#count - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => (this.active = this.active >= last ? 0 : this.active + 1),
      ArrowUp: () => (this.active = this.active <= 0 ? last : this.active - 1),
      Enter: () => this.#choose(this.active === this.#hits.length ? this.typed : this.#chosen()),
      Escape: () => this.#choose(''),
    };
    const move = moves[event.key];
    if (!move || (last < 0 && event.key !== 'Escape')) return;
    event.preventDefault();
    move();
  }

  #option(index: number, label: unknown, tag: string) {
    return html`<li
      id="skill-option-${index}"
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      @pointerdown=${(event: Event) => {
        event.preventDefault();
        this.#choose(tag);
      }}
    >
      ${label}
    </li>`;
  }

  #label(skill: SkillName) {
    const shown = nameIn(this.lang, { name: skill.name, name_zh: skill.zh });
    const other = shown === skill.name ? skill.zh : skill.name;
    return html`<span>${shown}</span>${other === '' ? nothing : html`<small>${other}</small>`}`;
  }

  override render() {
    const { s } = this;
    const open = this.#count > 0;
    return html`<div class="field search">
      <label for="skill-search">${s.addSkill}</label>
      <input
        id="skill-search"
        class="input"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="skill-options"
        aria-activedescendant=${this.active >= 0 ? `skill-option-${this.active}` : nothing}
        placeholder=${s.addSkillHint}
        autocomplete="off"
        spellcheck="false"
        .value=${this.typed}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLInputElement).value;
          this.active = -1;
        }}
        @keydown=${this.#key}
        @blur=${() => this.#choose('')}
      />
      <ul id="skill-options" role="listbox" aria-label=${s.addSkill} ?hidden=${!open}>
        ${this.#hits.map((skill, i) => this.#option(i, this.#label(skill), skill.name))}
        ${this.#fresh ? this.#option(this.#hits.length, s.addAsTyped(this.typed.trim()), this.typed) : nothing}
      </ul>
      <span class="vh" role="status">${open ? s.found(this.#hits.length) : ''}</span>
    </div>`;
  }
}
customElements.define('ch-skill-search', SkillSearch);
