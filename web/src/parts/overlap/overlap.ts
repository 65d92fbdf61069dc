import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Problem, Text } from '../../engine/generated/report.ts';
import { yuan } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import {
  openingCode,
  readOpening,
  readSeal,
  saltOf,
  sealCode,
  typedNumber,
  type Misread,
  type Party,
  type SealAct,
  type Seals,
  type SealState,
} from '../../state/seal.ts';
import type { Lang } from '../../state/state.ts';
import type { OfferStrings } from '../../strings/offers.ts';
import '../answer/answer.css';
import { copyText } from '../base/copy.ts';
import { rich } from '../base/rich.ts';
import '../facts/facts.css';
import '../notices/notices.css';
import { OffersPart } from '../offers/part.ts';
import './overlap.css';

/** 256 bits hide a number of five digits. */
const SALT_BYTES = 32;
const PARTIES: Party[] = ['candidate', 'employer'];

const failed = (error: unknown): Problem => {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', where: 'overlap', value: '', allowed: '', message };
};

/** Two people find out whether there is a deal at all: seals first, numbers after, by copy and paste. */
export class Overlap extends OffersPart {
  static override properties = {
    ...OffersPart.properties,
    slice: { attribute: false },
    seals: { attribute: false },
    advice: { attribute: false },
    lang: { attribute: false },
    copied: { state: true },
  };
  declare s: OfferStrings;
  declare slice: SealState;
  declare seals: Seals;
  declare advice: { id: string; text: Text }[];
  declare lang: Lang;
  /** The code that was copied last, and whether the browser let it. */
  declare copied: { code: string; done: boolean } | null;

  constructor() {
    super();
    this.copied = null;
  }

  #tell(act: SealAct): void {
    this.tell({ type: 'seal', act });
  }

  async #seal(): Promise<void> {
    const number = typedNumber(this.slice);
    if (number === null) return;
    const sealed = {
      party: this.slice.party,
      number,
      salt: saltOf(crypto.getRandomValues(new Uint8Array(SALT_BYTES))),
    };
    try {
      const answer = await this.seals.seal(sealed);
      if ('error' in answer) this.#tell({ type: 'refused', problem: answer.error });
      else this.#tell({ type: 'sealed', sealed, commitment: answer.commitment });
    } catch (error) {
      this.#tell({ type: 'refused', problem: failed(error) });
    }
  }

  async #open(text: string): Promise<void> {
    this.#tell({ type: 'paste', what: 'opening', text });
    const { mine, theirs } = this.slice;
    if (!mine || theirs === null) return;
    const opening = readOpening(text, mine.party);
    if (typeof opening === 'string') return;
    try {
      const answer = await this.seals.open(mine, { ...opening, commitment: theirs });
      if ('error' in answer) this.#tell({ type: 'refused', problem: answer.error });
      else this.#tell({ type: 'met', met: answer });
    } catch (error) {
      this.#tell({ type: 'refused', problem: failed(error) });
    }
  }

  async #copy(code: string): Promise<void> {
    this.copied = { code, done: await copyText(code) };
  }

  #sentences(ids: string[]) {
    return ids.flatMap((id) => {
      const found = this.advice.find((one) => one.id === id);
      return found ? [html`<li>${say(this.lang, found.text)}</li>`] : [];
    });
  }

  /** A code to hand over. */
  #give(title: string, note: string, code: string) {
    const { s } = this;
    const { copied } = this;
    const said = copied?.code === code ? (copied.done ? s.copied : s.copyFailed) : '';
    return html`<div class="seal-give">
      <p><b>${title}</b> <span class="xs muted">${note}</span></p>
      <code class="seal-code">${code}</code>
      <div class="acts">
        <button class="btn" aria-label=${s.sealCopyCode(title)} @click=${() => void this.#copy(code)}>${s.copy}</button>
        <span class="xs muted" role="status">${said}</span>
      </div>
    </div>`;
  }

  /** Where theirs is pasted. */
  #take(what: 'seal' | 'opening', label: string, misread: Misread | null, input: (text: string) => void) {
    const { s } = this;
    const id = `their-${what}`;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <textarea
        class="input seal-paste"
        id=${id}
        rows="2"
        spellcheck="false"
        autocapitalize="off"
        aria-invalid=${misread !== null}
        aria-describedby="${id}-note"
        .value=${live(this.slice.pasted[what])}
        @input=${(event: Event) => input((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <span class="seal-fault xs" id="${id}-note" role="status">${misread === null ? '' : s.sealMisread[misread]}</span>
    </div>`;
  }

  #begin() {
    const { s } = this;
    const { party, number } = this.slice;
    const wrong = number.trim() !== '' && typedNumber(this.slice) === null;
    return html`<div class="seal-begin">
      <div>
        <span class="lab" id="seal-party">${s.sealParty}</span>
        <div class="seg" role="group" aria-labelledby="seal-party">
          ${PARTIES.map(
            (one) =>
              html`<button
                aria-pressed=${one === party ? 'true' : 'false'}
                @click=${() => this.#tell({ type: 'party', party: one })}
              >
                ${s.sealParties[one]}
              </button>`,
          )}
        </div>
      </div>
      <div class="field">
        <label for="seal-number">${s.sealNumbers[party]}</label>
        <input
          class="input"
          id="seal-number"
          autocomplete="off"
          inputmode="decimal"
          maxlength="20"
          aria-invalid=${wrong}
          aria-describedby="seal-number-note"
          .value=${live(number)}
          @input=${(event: Event) => this.#tell({ type: 'number', text: (event.target as HTMLInputElement).value })}
        />
        <span class="seal-fault xs" id="seal-number-note">${wrong ? s.sealNumberNeeded : ''}</span>
      </div>
      <button class="btn main" ?disabled=${typedNumber(this.slice) === null} @click=${() => void this.#seal()}>
        ${s.sealDo}
      </button>
    </div>`;
  }

  /** Their seal, then my opening, then theirs. */
  #exchange(mine: NonNullable<SealState['mine']>) {
    const { s } = this;
    const { pasted, theirs } = this.slice;
    const seal = theirs !== null || pasted.seal.trim() === '' ? null : readSeal(pasted.seal, mine.party);
    const opening = pasted.opening.trim() === '' ? null : readOpening(pasted.opening, mine.party);
    const misread = (read: unknown): Misread | null => (typeof read === 'string' ? (read as Misread) : null);
    return html`<ol class="seal-steps">
      <li>
        <h3>
          ${s.sealStep(1)}
          <span class="muted">${s.sealNumbers[mine.party]} <b class="num">${yuan(mine.number)}</b></span>
        </h3>
        ${this.#give(s.sealGive, s.sealGiveNote, sealCode(mine))}
        ${
          theirs === null
            ? this.#take('seal', s.sealTake, misread(seal), (text) => this.#tell({ type: 'paste', what: 'seal', text }))
            : html`<p class="seal-taken">${s.sealTaken} <code>${theirs.slice(0, 12)}…</code></p>`
        }
      </li>
      ${
        theirs === null
          ? nothing
          : html`<li>
              <h3>${s.sealStep(2)}</h3>
              ${this.#give(s.sealOpen, s.sealOpenNote, openingCode(mine))}
              ${this.#take('opening', s.sealTakeOpening, misread(opening), (text) => void this.#open(text))}
            </li>`
      }
    </ol>`;
  }

  #result() {
    const { s } = this;
    const { met, mine, pasted, problem } = this.slice;
    if (problem)
      return html`<div class="err">
        <h3>${s.sealRefused}</h3>
        <p lang="en">${problem.message}</p>
      </div>`;
    const theirs = mine && readOpening(pasted.opening, mine.party);
    if (!met || !mine || !theirs || typeof theirs === 'string') return nothing;
    const [candidate, employer] = mine.party === 'candidate' ? [mine, theirs] : [theirs, mine];
    const sentence = met.overlap ? s.sealYes : s.sealNo;
    return html`<p class="say">${rich(sentence(yuan(candidate.number), yuan(employer.number)))}</p>
      <ul class="seal-learns xs">
        ${this.#sentences([...met.candidate_learns, ...met.employer_learns, ...met.both])}
      </ul>`;
  }

  override render() {
    const { s } = this;
    const { mine, met } = this.slice;
    return html`<section class="sheet overlap">
      <h2 class="sec">${s.seal}<span class="note">${s.sealNote}</span></h2>
      ${
        met
          ? nothing
          : html`<p class="ink2">${s.sealText}</p>
              <details class="why plain" ?open=${mine === null}>
                <summary>${s.sealLearnsTitle}</summary>
                <ul class="seal-learns xs">
                  ${s.sealBefore.map((line) => html`<li>${line}</li>`)}
                </ul>
              </details>`
      }
      ${mine ? this.#exchange(mine) : this.#begin()}
      <div class="seal-result" role="status">${this.#result()}</div>
      ${
        mine
          ? html`<div class="acts">
              <button class="txtbtn" @click=${() => this.#tell({ type: 'again' })}>${s.sealAgain}</button>
            </div>`
          : nothing
      }
    </section>`;
  }
}
customElements.define('ch-overlap', Overlap);
