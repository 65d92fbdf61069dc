import { html, nothing } from 'lit';
import { yuan } from '../../state/format.ts';
import { MOST_MOVES, type By, type NegotiationState } from '../../state/negotiation.ts';
import { numberOf } from '../../state/typed.ts';
import type { NegotiateStrings } from '../../strings/negotiate.ts';
import { TalkPart } from '../negotiate-tab/part.ts';
import './moves.css';

const SIDES: By[] = ['employer', 'candidate'];

/** What was said so far, in order; each move draws the plan again. */
export class Moves extends TalkPart {
  static override properties = {
    ...TalkPart.properties,
    slice: { attribute: false },
    by: { state: true },
    text: { state: true },
    refused: { state: true },
  };
  declare s: NegotiateStrings;
  declare slice: NegotiationState;
  declare by: By;
  /** The amount as it is typed, kept until it is taken. */
  declare text: string;
  declare refused: boolean;

  constructor() {
    super();
    this.by = 'employer';
    this.text = '';
    this.refused = false;
  }

  #enter = (event: Event): void => {
    event.preventDefault();
    const amount = numberOf(this.text);
    this.refused = amount === null || amount <= 0;
    if (amount === null || this.refused) return;
    this.tell({ type: 'move', by: this.by, amount });
    this.text = '';
    // Sides take turns.
    this.by = this.by === 'employer' ? 'candidate' : 'employer';
  };

  #form() {
    const { s } = this;
    const full = this.slice.moves.length >= MOST_MOVES;
    return html`<form class="move-form" @submit=${this.#enter}>
      <div class="seg" role="group" aria-label=${s.moveBy}>
        ${SIDES.map(
          (by) =>
            html`<button type="button" aria-pressed=${by === this.by ? 'true' : 'false'} @click=${() => (this.by = by)}>
              ${s.moveSides[by]}
            </button>`,
        )}
      </div>
      <div class="field">
        <label for="move-amount">${s.moveAmount}</label>
        <input
          id="move-amount"
          class="input"
          inputmode="decimal"
          autocomplete="off"
          placeholder="42,000"
          aria-invalid=${this.refused ? 'true' : 'false'}
          aria-describedby="move-note"
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
        />
      </div>
      <button class="btn" ?disabled=${full}>${s.moveAdd}</button>
      <small id="move-note" class=${this.refused ? 'fault' : 'muted'}
        >${this.refused ? s.moveRefused(this.text) : full ? s.movesFull(MOST_MOVES) : s.moveNote}</small
      >
    </form>`;
  }

  override render() {
    const { s } = this;
    const { moves, taken } = this.slice;
    return html`<section class="sheet">
      <h2 class="sec">${s.moves}<span class="note">${s.movesNote}</span></h2>
      ${
        moves.length === 0
          ? nothing
          : html`<ol class="talk-moves">
              ${moves.map(
                ({ by, amount }) =>
                  html`<li class=${by === 'candidate' ? 'you' : 'them'}>
                    <span>${s.moveSides[by]}</span><b class="num">${yuan(amount)}</b>
                  </li>`,
              )}
            </ol>`
      }
      ${this.#form()}
      ${
        moves.length === 0 && taken === null
          ? nothing
          : html`<div class="acts">
              ${moves.length === 0 ? nothing : html`<button class="txtbtn" @click=${() => this.tell({ type: 'take-back' })}>${s.takeBack}</button>`}
              ${taken ? html`<button class="txtbtn" @click=${() => this.tell({ type: 'put-back' })}>${s.putBack(yuan(taken.amount))}</button>` : nothing}
            </div>`
      }
    </section>`;
  }
}
customElements.define('ch-moves', Moves);
