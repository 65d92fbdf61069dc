import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { markAt, segments, type Mark } from '../../state/spans.ts';
import { Part } from '../base/part.ts';
import './paste-box.css';

/**
 * A plain textarea over a backdrop that holds the same text with its marks. The text area is the only thing that is
 * edited, so caret, undo and input methods stay the browser's own; nothing writes to it while a composition is open.
 */
export class PasteBox extends Part {
  static override properties = { ...Part.properties, text: {}, marks: { attribute: false }, lit: {} };
  declare text: string;
  declare marks: Mark[];
  declare lit: string | null;
  #composing = false;

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
    this.act({ type: 'text', text });
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
    const runs = segments(this.text, this.marks).map(({ text, mark }) =>
      mark === null ? text : html`<mark class="${mark.strength} ${mark.id === this.lit ? 'lit' : ''}">${text}</mark>`,
    );
    return [...runs, '\u200b'];
  }

  override render() {
    return html`<div class="paste">
      <div class="backdrop" aria-hidden="true">${this.#backdrop()}</div>
      <textarea
        id="paste"
        aria-label=${this.s.pasteLabel}
        placeholder=${this.s.pasteHint}
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
