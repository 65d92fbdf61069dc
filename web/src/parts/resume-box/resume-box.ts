import { html, nothing } from 'lit';
import { ACCEPT } from '../../state/files.ts';
import type { Mark } from '../../state/spans.ts';
import type { Reading } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { rods } from '../chip/chip.ts';
import '../paste-box/paste-box.ts';
import './resume-box.css';

/** The résumé: typed or pasted, opened as a file, or dropped anywhere on its sheet. */
export class ResumeBox extends Part {
  static override properties = {
    ...Part.properties,
    text: {},
    marks: { attribute: false },
    lit: {},
    reading: { attribute: false },
    example: { type: Boolean },
    over: { state: true },
  };
  declare text: string;
  declare marks: Mark[];
  declare lit: string | null;
  declare reading: Reading;
  /** The text is the project's own example. */
  declare example: boolean;
  /** A file hovers above the sheet. */
  declare over: boolean;

  constructor() {
    super();
    this.over = false;
  }

  #take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file) this.act({ type: 'file', file });
  }

  #picked(event: Event): void {
    const field = event.target as HTMLInputElement;
    this.#take(field.files);
    // The same file may be picked again, after a mend.
    field.value = '';
  }

  #hover(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.over = true;
  }

  #drop(event: DragEvent): void {
    this.over = false;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.#take(event.dataTransfer.files);
  }

  #status() {
    const { s, reading } = this;
    if (reading.phase === 'busy') return html`<p class="xs muted">${s.reading(reading.name)}</p>`;
    if (reading.phase === 'read') return html`<p class="xs muted">${s.readDone(reading.name)}</p>`;
    if (reading.phase === 'none') return nothing;
    return html`<div class="err">
      <h3>${s.unread(reading.name)}</h3>
      <p>${s.faults[reading.fault]}</p>
      ${this.text.trim() === '' ? nothing : html`<p class="ink2">${s.keptResume}</p>`}
    </div>`;
  }

  override render() {
    const { s, text, marks, lit } = this;
    return html`<section
      class="sheet resume ${this.over ? 'over' : ''}"
      aria-label=${s.resume}
      @dragenter=${this.#hover}
      @dragover=${this.#hover}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#drop}
    >
      <h2 class="sec">
        ${s.resume}<span class="note">${this.over ? s.dropHere : s.resumeNote}</span
        >${this.example ? html`<span class="end"><span class="sample">${s.invented}</span></span>` : nothing}
      </h2>
      <ch-paste-box
        .s=${s}
        .field=${'resume'}
        .label=${s.resumeLabel}
        .hint=${s.resumeHint}
        .text=${text}
        .marks=${marks}
        .lit=${lit}
      ></ch-paste-box>
      ${
        text.trim() === ''
          ? nothing
          : html`<div class="key">
              <span>${rods(3)}${s.proofs['proven']}</span><span>${rods(2)}${s.proofs['used']}</span
              ><span>${rods(1)}${s.proofs['mentioned']}</span>
            </div>`
      }
      <div class="acts">
        <label class="btn file"
          ><input class="vh" type="file" accept=${ACCEPT} @change=${this.#picked} />${s.openFile}</label
        >
        <span class="xs muted">${s.openFileNote}</span>
        ${
          text === ''
            ? nothing
            : html`<button class="txtbtn xs" @click=${() => this.act({ type: 'resume', text: '' })}>
                ${s.clearResume}
              </button>`
        }
      </div>
      <div role="status">${this.#status()}</div>
    </section>`;
  }
}
customElements.define('ch-resume-box', ResumeBox);
