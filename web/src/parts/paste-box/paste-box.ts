import { html, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Span } from '../../engine/generated/report.ts';
import { boxed, markAt, type Boxed, type Mark } from '../../state/spans.ts';
import { Part } from '../base/part.ts';
import './paste-box.css';

/**
 * A plain textarea over a backdrop that holds the same text with its marks. The text area is the only thing that is
 * edited, so caret, undo and input methods stay the browser's own; nothing writes to it while a composition is open.
 */
export class PasteBox extends Part {
  static override properties = {
    ...Part.properties,
    field: {},
    label: {},
    hint: {},
    text: {},
    marks: { attribute: false },
    boxes: { attribute: false },
    lit: {},
    theirs: { type: Boolean },
  };
  /** What is typed here: `text` or `resume`. */
  declare field: 'text' | 'resume';
  declare label: string;
  declare hint: string;
  declare text: string;
  declare marks: Mark[];
  /** Evidence, boxed and numbered in this order. */
  declare boxes: Span[];
  declare lit: string | null;
  declare theirs: boolean;
  #composing = false;

  constructor() {
    super();
    this.field = 'text';
    this.boxes = [];
    this.theirs = false;
  }

  override focus(): void {
    this.querySelector('textarea')?.focus();
  }

  protected override shouldUpdate(): boolean {
    // While an input method composes, what it shows must stay as it is.
    return !this.#composing || this.querySelector('textarea')?.value === this.text;
  }

  #input(event: Event): void {
    const area = event.target as HTMLTextAreaElement;
    if (this.#composing) {
      // Half-typed pinyin is no text yet; only the backdrop follows, so that the lines keep matching.
      this.querySelector('.backdrop')?.classList.add('stale');
      return;
    }
    this.#send(area.value);
  }

  #send(text: string): void {
    this.querySelector('.backdrop')?.classList.remove('stale');
    this.act({ type: this.field, text });
  }

  #composed(event: Event): void {
    this.#composing = false;
    this.#send((event.target as HTMLTextAreaElement).value);
  }

  #caret(event: Event): void {
    const area = event.target as HTMLTextAreaElement;
    const mark = area.selectionStart === area.selectionEnd ? markAt(this.marks, area.selectionStart) : null;
    this.act({ type: 'light', id: mark?.id ?? null });
  }

  /** One expression, no blanks around it: every character of the backdrop counts. It ends as a text area does, with room for a new line. */
  #backdrop() {
    const runs = ({ segments }: Boxed) =>
      segments.map(({ text, mark }) =>
        mark === null ? text : html`<mark class="${mark.strength} ${mark.id === this.lit ? 'lit' : ''}">${text}</mark>`,
      );
    const parts = boxed(this.text, this.marks, this.boxes).map((part) =>
      part.box === null ? runs(part) : html`<span class="ev" data-number=${part.box + 1}>${runs(part)}</span>`,
    );
    return [...parts, '\u200b'];
  }

  /** What is pointed at elsewhere comes into view, without the page moving. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has('lit') || this.lit === null || this.contains(document.activeElement)) return;
    const frame = this.querySelector('.paste');
    const mark = this.querySelector<HTMLElement>('mark.lit');
    if (!frame || !mark) return;
    const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    frame.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  override render() {
    return html`<div class="paste ${this.theirs ? 'theirs' : ''}">
      <div class="backdrop" aria-hidden="true">${this.#backdrop()}</div>
      <textarea
        id=${this.field === 'text' ? 'paste' : 'resume'}
        aria-label=${this.label}
        placeholder=${this.hint}
        spellcheck="false"
        autocomplete="off"
        .value=${live(this.text)}
        @input=${this.#input}
        @compositionstart=${() => (this.#composing = true)}
        @compositionend=${this.#composed}
        @keyup=${this.#caret}
        @click=${this.#caret}
        @blur=${() => this.act({ type: 'light', id: null })}
      ></textarea>
    </div>`;
  }
}
customElements.define('ch-paste-box', PasteBox);
