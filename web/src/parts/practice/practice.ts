import { html, nothing, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Package } from '../../engine/generated/report.ts';
import { signed, whole } from '../../state/format.ts';
import type { PracticeMove } from '../../state/negotiation.ts';
import { say } from '../../state/posting.ts';
import type { Domain } from '../../state/scale.ts';
import {
  PRACTICE,
  bundle,
  problemsAt,
  seedOf,
  standing,
  type DealIssue,
  type Standing,
} from '../../state/table-views.ts';
import { numberOf } from '../../state/typed.ts';
import '../answer/answer.css';
import { rich } from '../base/rich.ts';
import '../facts/facts.css';
import '../notices/notices.css';
import '../why/why.css';
import { debrief } from './debrief.ts';
import { packageText } from './package.ts';
import { TablePart } from './part.ts';
import './practice.css';
import { talk } from './talk.ts';

const textIn = (event: Event): string => (event.target as HTMLInputElement).value;
const anySeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** A talk with a simulated employer: moves and replies, the next ask, and what was left on the table. */
export class Practice extends TablePart {
  static override properties = {
    ...TablePart.properties,
    scale: { attribute: false },
    employer: { state: true },
    seed: { state: true },
    typed: { state: true },
    refused: { state: true },
  };
  /** The money axis; it holds what `practiceMarks` names. */
  declare scale: Domain;
  /** Chosen for the next talk. */
  declare employer: string | null;
  declare seed: string;
  /** The next ask as it is put together, by field; a field that is not here stands as it was last asked for. */
  declare typed: Record<string, string>;
  /** The base pay of the next ask was no number when it was made. */
  declare refused: boolean;
  /** Where the focus goes when what the user pressed is gone. */
  #focus: string | null = null;

  constructor() {
    super();
    this.employer = null;
    this.seed = '';
    this.typed = {};
    this.refused = false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const found = this.#focus === null ? null : this.querySelector<HTMLElement>(this.#focus);
    if (!found) return;
    this.#focus = null;
    found.focus();
  }

  #start(employer: string, seed: number): void {
    this.typed = {};
    this.refused = false;
    this.#focus = '#practice-base';
    this.tell({ type: 'practise', employer, seed });
  }

  #play(move: PracticeMove): void {
    this.refused = false;
    // The form is gone where the talk ends with this move; else the focus stays where it is.
    this.#focus = '.debrief h3';
    this.tell({ type: 'play', move });
  }

  #name(type: string): string {
    const found = this.section.types.find(({ id }) => id === type);
    return found ? say(this.lang, found.name) : type;
  }

  #choose() {
    const { s, section } = this;
    const chosen = this.employer ?? section.types[0]?.id ?? '';
    const wrong = this.seed.trim() !== '' && seedOf(this.seed) === null;
    return html`<fieldset class="practice-types">
        <legend class="lab">${s.practiceTypes}</legend>
        ${section.types.map(
          ({ id }) =>
            html`<label class="practice-type"
              ><input
                type="radio"
                name="practice-type"
                .checked=${live(id === chosen)}
                @change=${() => (this.employer = id)}
              /><span
                ><b>${this.#name(id)}</b><span class="xs muted">${s.practiceTypeText[id] ?? ''}</span></span
              ></label
            >`,
        )}
      </fieldset>
      <div class="practice-begin">
        <div class="field">
          <label for="practice-seed">${s.practiceSeed}</label>
          <input
            class="input"
            id="practice-seed"
            autocomplete="off"
            inputmode="numeric"
            maxlength="20"
            placeholder=${s.practiceSeedHint}
            aria-invalid=${wrong}
            aria-describedby="practice-seed-note"
            .value=${live(this.seed)}
            @input=${(event: Event) => (this.seed = textIn(event))}
          />
        </div>
        <button class="btn main" ?disabled=${wrong} @click=${() => this.#start(chosen, seedOf(this.seed) ?? anySeed())}>
          ${s.practiceStart}
        </button>
      </div>
      <p class="xs practice-fault" id="practice-seed-note">${wrong ? s.practiceSeedNeeded : ''}</p>`;
  }

  /** What a field of the next ask holds: as typed, else as last asked for, else the plan's opening and the posting's values. */
  #held(field: string, asked: Package | null, otherwise: string): string {
    const last = asked?.[field];
    return (
      this.typed[field] ?? (last === undefined ? otherwise : field === 'base' ? whole(Number(last)) : String(last))
    );
  }

  #next(issues: DealIssue[], asked: Package | null): { base: string; values: Record<string, string> } {
    const opening = this.section.opening?.ask;
    const values = issues.map(({ id, standard }) => [id, this.#held(id, asked, standard.id)]);
    return {
      base: this.#held('base', asked, opening === undefined ? '' : whole(opening)),
      values: Object.fromEntries(values) as Record<string, string>,
    };
  }

  #type(field: string, text: string): void {
    this.typed = { ...this.typed, [field]: text };
    if (field === 'base') this.refused = false;
  }

  #select({ id, name, values }: DealIssue, held: string, wrong: boolean) {
    const { lang } = this;
    const field = `practice-${id}`;
    return html`<div class="field">
      <label for=${field}>${say(lang, name)}</label>
      <select
        class="input"
        id=${field}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'practice-fault' : nothing}
        .value=${live(held)}
        @change=${(event: Event) => this.#type(id, textIn(event))}
      >
        ${values.map((value) => html`<option value=${value.id} ?selected=${value.id === held}>${say(lang, value.name)}</option>`)}
      </select>
    </div>`;
  }

  /** What the ask is worth as it stands, beside their offer and the walk-away. */
  #weighed(pack: Package | null, issues: DealIssue[], offer: Package | null) {
    const { s, section } = this;
    if (!pack) return nothing;
    const { worth } = bundle(issues, pack);
    const over = offer ? worth - bundle(issues, offer).worth : null;
    return html`${s.practiceWorth(whole(worth))}${over === null ? nothing : s.practiceOver(signed(over))}${
      worth < section.settings.walk_away ? s.practiceBelow(whole(section.settings.walk_away)) : nothing
    }`;
  }

  #form(issues: DealIssue[], { offer, asked, final }: Standing) {
    const { s, problems } = this;
    const tabled = issues.filter(({ on }) => on);
    const { base, values } = this.#next(tabled, asked);
    const amount = numberOf(base);
    // What stands as posted is left out: such an issue may leave the table without spoiling the talk.
    const changed = tabled.filter(({ id, standard }) => values[id] !== standard.id);
    const terms = Object.fromEntries(changed.map(({ id, standard }) => [id, values[id] ?? standard.id]));
    const pack = amount === null ? null : { base: amount, ...terms };
    const refusedAt = problemsAt(problems, PRACTICE).map(({ where }) => where);
    const wrong = (field: string) => refusedAt.some((where) => where.endsWith(`.package.${field}`));
    const submit = (event: Event) => {
      event.preventDefault();
      if (pack) this.#play({ do: 'ask', package: pack });
      this.refused = pack === null;
    };
    return html`<form class="practice-form" novalidate @submit=${submit}>
      <div class="practice-fields">
        <div class="field">
          <label for="practice-base">${s.practiceBase}</label>
          <input
            class="input"
            id="practice-base"
            autocomplete="off"
            inputmode="decimal"
            maxlength="20"
            aria-invalid=${this.refused || wrong('base')}
            aria-describedby="practice-fault"
            .value=${live(base)}
            @input=${(event: Event) => this.#type('base', textIn(event))}
          />
        </div>
        ${tabled.map((issue) => this.#select(issue, values[issue.id] ?? issue.standard.id, wrong(issue.id)))}
      </div>
      <div id="practice-fault" role="status">
        ${this.refused ? html`<p class="xs practice-fault">${s.practiceBaseNeeded}</p>` : this.#faults()}
      </div>
      <p class="xs ink2 num-line">${this.#weighed(pack, tabled, offer)}</p>
      <div class="acts">
        <button class="btn main" type="submit">${final ? s.practiceAskLast : s.practiceAsk}</button>
        ${
          offer
            ? html`<button class="btn" type="button" @click=${() => this.#play({ do: 'accept' })}>
                ${s.practiceAccept(whole(bundle(issues, offer).worth))}
              </button>`
            : nothing
        }
        <button class="btn" type="button" @click=${() => this.#play({ do: 'leave' })}>${s.practiceLeave}</button>
      </div>
    </form>`;
  }

  #faults() {
    const { s, section, problems } = this;
    const refused = [...problemsAt(problems, PRACTICE), ...(section.practice?.error ? [section.practice.error] : [])];
    return refused.map(
      ({ message }) =>
        html`<div class="err xs practice-refused">
          <p><b>${s.practiceRefused}</b></p>
          <p lang="en">${message}</p>
        </div>`,
    );
  }

  #ends(type: string, seed: number, moves: number) {
    const { s } = this;
    const taken = () => {
      this.#focus = '#practice-base';
      this.tell({ type: 'unplay' });
    };
    return html`<div class="acts practice-ends">
      ${moves > 0 ? html`<button class="txtbtn" @click=${taken}>${s.practiceUnplay}</button>` : nothing}
      <button class="txtbtn" @click=${() => this.#start(type, seed)}>${s.practiceAgain}</button>
      <button class="txtbtn" @click=${() => this.#start(type, anySeed())}>${s.practiceOther}</button>
      <button class="txtbtn" @click=${() => this.tell({ type: 'stop' })}>${s.practiceStop}</button>
    </div>`;
  }

  /** The last reply, and a last offer as such, for readers and as a line. */
  #said({ final, over }: Standing) {
    const { s } = this;
    return html`<p class="practice-final" role="status">${final && !over ? rich(s.practiceFinalText) : ''}</p>`;
  }

  #talk({ type, seed, moves }: NonNullable<Practice['slice']['practice']>) {
    const { s, lang, section, scale } = this;
    const issues = this.issues();
    const at = standing(section, this.slice);
    const words = { s, lang, issues, scale, walkAway: section.settings.walk_away };
    const done = at.over ? section.practice?.debrief : null;
    const offered = at.offer ? packageText(s, lang, bundle(issues, at.offer)) : '';
    return html`<p class="ink2 practice-who">
        ${s.practiceWho(this.#name(type))} <span class="xs muted num">${s.practiceSeedOf(String(seed))}</span>
      </p>
      ${talk(words, at.rounds)}
      <span class="vh" role="status">${offered === '' ? '' : s.practiceTheyOffer(offered)}</span>
      ${this.#said(at)}
      ${
        done
          ? html`<div class="debrief" role="status">
              ${debrief(words, done, section.practice?.deal ?? null, at.rounds)}
            </div>`
          : this.#form(issues, at)
      }
      ${this.#ends(type, seed, moves.length)}`;
  }

  override render() {
    const { s, slice } = this;
    if (this.section.types.length === 0) return nothing;
    return html`<section class="sheet practice">
      <h2 class="sec">${s.practice}<span class="note">${s.practiceNote}</span></h2>
      ${slice.practice ? this.#talk(slice.practice) : this.#choose()}
    </section>`;
  }
}
customElements.define('ch-practice', Practice);
