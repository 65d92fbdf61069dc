import { html, nothing, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Problem } from '../../engine/generated/report.ts';
import type { Column } from '../../state/offer-rows.ts';
import {
  DEFAULTS,
  MOST_OFFERS,
  fieldOf,
  filled,
  isSent,
  outlookFieldOf,
  type Draft,
  type Field,
  type OffersState,
  type OutlookField,
} from '../../state/offers.ts';
import { PAY_CITIES } from '../../state/pay-cities.ts';
import type { Lang } from '../../state/state.ts';
import { EXAMPLE_OFFERS, type OfferStrings } from '../../strings/offers.ts';
import '../facts/facts.css';
import '../notices/notices.css';
import { markOf, nameOf } from '../offers/names.ts';
import { OffersPart } from '../offers/part.ts';
import '../why/why.css';
import './offers-form.css';

/** The commonest four stand open, name and city among them; the rest by what they are about. */
const MORE: Field[] = [
  'low',
  'expected',
  'high',
  'guaranteed',
  'sign_on',
  'fund_rate',
  'contribution_base',
  'days',
  'hours',
  'holidays',
];
const EQUITY: Field[] = [
  'units',
  'price',
  'volatility',
  'strike',
  'total',
  'cliff',
  'every',
  'stay',
  'dilution',
  'round',
  'discount',
  'sell_month',
  'sell_chance',
  'tax',
];
const NEEDED: Field[] = ['units', 'price', 'volatility'];
const OUTLOOK: OutlookField[] = ['start', 'years', 'rate', 'deductions'];

const textIn = (event: Event): string => (event.target as HTMLInputElement).value;

/** Up to five offers as they are typed, and what is common to them. */
export class OffersForm extends OffersPart {
  static override properties = {
    ...OffersPart.properties,
    slice: { attribute: false },
    columns: { attribute: false },
    problems: { attribute: false },
    lang: { attribute: false },
  };
  declare s: OfferStrings;
  declare slice: OffersState;
  /** What the engine made of each. */
  declare columns: Column[];
  /** What the engine could not read of the request. */
  declare problems: Problem[];
  declare lang: Lang;

  /** Whoever works by keyboard goes on where the list changed: in the offer that came, or at the way back. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('slice');
    const active = document.activeElement ?? document.body;
    if (!before || (active !== document.body && !this.contains(active))) return;
    const { drafts, removed } = this.slice;
    const come = drafts.filter(({ key }) => !before.drafts.some((draft) => draft.key === key));
    if (come.length === 1) this.querySelector<HTMLElement>(`#offer-${come[0]?.key}-name`)?.focus();
    else if (removed && removed !== before.removed) this.querySelector<HTMLElement>('.offer-undo button')?.focus();
  }

  #hint(field: Field): string {
    const { s } = this;
    if (field === 'name') return s.offerNameHint;
    if (field === 'base') return s.offerBaseHint;
    if (field === 'months') return s.offerMonthsHint;
    if (field === 'fund_rate') return s.offerLeastHint;
    if (field === 'contribution_base') return s.offerSameHint;
    return NEEDED.includes(field) ? s.offerNeededHint : (DEFAULTS[field] ?? '');
  }

  #choices(field: Field): [string, string][] | null {
    const { s, lang } = this;
    if (field === 'city') return PAY_CITIES.map(({ id, zh, en }) => [id, lang === 'zh-CN' ? zh : en]);
    return field === 'tax' ? Object.entries(s.offerTaxes) : null;
  }

  #field({ key, typed }: Draft, field: Field, refused: Field | null) {
    const id = `offer-${key}-${field}`;
    const text = typed[field] ?? '';
    const wrong = refused === field;
    const change = (event: Event) => this.tell({ type: 'field', key, field, text: textIn(event) });
    const choices = this.#choices(field);
    const value = text || (DEFAULTS[field] ?? '');
    return html`<div class="field">
      <label for=${id}>${this.s.offerFields[field]}</label>
      ${
        choices
          ? html`<select class="input" id=${id} aria-invalid=${wrong} .value=${live(value)} @change=${change}>
              ${choices.map(([choice, name]) => html`<option value=${choice} ?selected=${choice === value}>${name}</option>`)}
            </select>`
          : html`<input
              class="input"
              id=${id}
              autocomplete="off"
              spellcheck="false"
              maxlength="80"
              inputmode=${field === 'name' || field === 'months' ? 'text' : 'decimal'}
              placeholder=${this.#hint(field)}
              aria-invalid=${wrong}
              aria-describedby=${wrong ? `offer-${key}-fault` : nothing}
              .value=${live(text)}
              @input=${change}
            />`
      }
    </div>`;
  }

  #more(draft: Draft, title: string, fields: Field[], refused: Field | null) {
    const n = filled(draft.typed, fields);
    return html`<details class="why">
      <summary>
        <span>${title}</span>${n === 0 ? nothing : html`<small class="muted">${this.s.offerFilled(n)}</small>`}
      </summary>
      <div class="fields">${fields.map((field) => this.#field(draft, field, refused))}</div>
    </details>`;
  }

  #fault({ key, typed }: Draft, problem: Problem | null, refused: Field | null) {
    const { s } = this;
    if (!problem) return isSent(typed) ? nothing : html`<p class="xs muted">${s.offerNeedsBase}</p>`;
    return html`<div class="err xs" id="offer-${key}-fault">
      <p><b>${s.offerRefused}</b>${refused ? html` · ${s.offerFields[refused]}` : nothing}</p>
      <p lang="en">${problem.message}</p>
    </div>`;
  }

  #act(label: string, mark: string, run: () => void, disabled = false) {
    const title = this.s.offerAct(label, mark);
    return html`<button class="txtbtn xs" aria-label=${title} ?disabled=${disabled} @click=${run}>${label}</button>`;
  }

  #offer(draft: Draft, place: number) {
    const { s, slice } = this;
    const { key } = draft;
    const mark = markOf(s, place);
    const error = this.columns.find((column) => column.draft.key === key)?.error ?? null;
    const refused = error && fieldOf(error.where);
    const full = slice.drafts.length >= MOST_OFFERS;
    return html`<li>
      <section class="offer" aria-label=${s.offerOf(mark)}>
        <div class="offer-head">
          <b class="offer-letter">${mark}</b>
          <span class="end">
            ${this.#act(s.offerDuplicate, mark, () => this.tell({ type: 'duplicate', key }), full)}
            ${this.#act(s.offerRemove, mark, () => this.tell({ type: 'remove', key }))}
          </span>
        </div>
        <div class="fields">
          ${(['name', 'city', 'base', 'months'] as Field[]).map((field) => this.#field(draft, field, refused))}
        </div>
        ${this.#more(draft, s.offerMore, MORE, refused)} ${this.#more(draft, s.offerEquity, EQUITY, refused)}
        <div role="status">${this.#fault(draft, error, refused)}</div>
      </section>
    </li>`;
  }

  #outlookField(field: OutlookField, wrong: boolean) {
    const { s, slice } = this;
    const hint = field === 'start' ? s.offerStartHint : (DEFAULTS[field] ?? '');
    return html`<div class="field">
      <label for="outlook-${field}">${s.offerOutlookFields[field]}</label>
      <input
        class="input"
        id="outlook-${field}"
        autocomplete="off"
        inputmode=${field === 'start' ? 'text' : 'decimal'}
        placeholder=${hint}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'outlook-fault' : nothing}
        .value=${live(slice.outlook[field] ?? '')}
        @input=${(event: Event) => this.tell({ type: 'outlook', field, text: textIn(event) })}
      />
    </div>`;
  }

  #outlook() {
    const { s, slice } = this;
    const of = (field: OutlookField) => (slice.outlook[field] ?? '').trim() || (DEFAULTS[field] ?? s.offerStartHint);
    const refused = this.problems.filter(({ where }) => where.startsWith('request.offers.'));
    const tick = (event: Event) => this.tell({ type: 'extended', on: (event.target as HTMLInputElement).checked });
    return html`<details class="why">
        <summary>
          <span>${s.offerOutlook}</span>
          <small class="muted">${s.offerOutlookNote(of('start'), of('years'), of('rate'))}</small>
        </summary>
        <div class="fields outlook">
          ${OUTLOOK.map((field) =>
            this.#outlookField(
              field,
              refused.some(({ where }) => outlookFieldOf(where) === field),
            ),
          )}
        </div>
        <label class="tick"
          ><input type="checkbox" .checked=${live(slice.extended)} @change=${tick} />${s.offerExtended}</label
        >
      </details>
      <div role="status">
        ${refused.map(
          ({ message }) =>
            html`<div class="err xs" id="outlook-fault">
              <p><b>${s.offerOutlookRefused}</b></p>
              <p lang="en">${message}</p>
            </div>`,
        )}
      </div>`;
  }

  #removed() {
    const { s, slice } = this;
    const { removed, drafts } = slice;
    return html`<div role="status">
      ${
        removed && drafts.length < MOST_OFFERS
          ? html`<p class="offer-undo xs">
              ${s.offerRemoved(nameOf(s, removed.draft, removed.at))}
              <button class="txtbtn xs" @click=${() => this.tell({ type: 'undo' })}>${s.offerUndo}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #acts() {
    const { s, slice, lang } = this;
    const some = slice.drafts.length > 0;
    return html`<div class="acts">
      ${
        slice.drafts.length >= MOST_OFFERS
          ? nothing
          : html`<button class="btn ${some ? '' : 'main'}" @click=${() => this.tell({ type: 'add' })}>
              ${s.offerAdd}
            </button>`
      }
      ${
        some
          ? html`<button class="txtbtn" @click=${() => this.tell({ type: 'clear' })}>${s.clear}</button>`
          : html`<button class="btn" @click=${() => this.tell({ type: 'example', offers: EXAMPLE_OFFERS[lang] })}>
              ${s.offerExample}
            </button>`
      }
    </div>`;
  }

  override render() {
    const { s, slice } = this;
    const { drafts, example } = slice;
    return html`<section class="sheet offers-form">
      <h2 class="sec">
        ${s.offers}<span class="note">${s.offersNote(MOST_OFFERS)}</span
        >${example ? html`<span class="end"><span class="sample">${s.invented}</span></span>` : nothing}
      </h2>
      ${
        drafts.length === 0
          ? html`<div class="offer-none">
              <p class="say">${s.offerEmpty}</p>
              <p class="say-sub">${s.offerEmptyText}</p>
            </div>`
          : html`<ul class="offer-cards">
              ${repeat(
                drafts,
                ({ key }) => key,
                (draft, place) => this.#offer(draft, place),
              )}
            </ul>`
      }
      ${this.#removed()} ${this.#acts()} ${drafts.length === 0 ? nothing : this.#outlook()}
    </section>`;
  }
}
customElements.define('ch-offers-form', OffersForm);
