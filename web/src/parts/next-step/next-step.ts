import { html, nothing } from 'lit';
import type { NegotiationSection } from '../../engine/generated/report.ts';
import { percent, whole, yuan } from '../../state/format.ts';
import { nextStep, type Step } from '../../state/plan-views.ts';
import type { PlanStrings } from '../../strings/plan.ts';
import '../answer/answer.css';
import { copyText } from '../base/copy.ts';
import { Part } from '../base/part.ts';
import { rich } from '../base/rich.ts';
import './next-step.css';

/** What to do now, the words for it, and what to do about each answer. */
export class NextStep extends Part {
  static override properties = {
    ...Part.properties,
    section: { attribute: false },
    example: { type: Boolean },
    copied: { state: true },
  };
  declare s: PlanStrings;
  declare section: NegotiationSection;
  /** The posting is the project's own example. */
  declare example: boolean;
  declare copied: { text: string; done: boolean } | null;

  constructor() {
    super();
    this.copied = null;
  }

  #headline({ action, amount }: Step): string {
    const { s } = this;
    if (action === 'walk') return s.nextWalk;
    const text = amount === null ? '' : yuan(amount);
    return action === 'ask' ? s.nextAsk(text) : s.nextAccept(text);
  }

  #because({ action, amount, step }: Step) {
    const { s, section } = this;
    if (action === 'accept') return s.nextAcceptWhy;
    if (action === 'walk') return s.nextWalkWhy;
    const left = whole((amount ?? 0) - section.settings.walk_away);
    if (step === null) return s.nextFirst(left);
    return step < 0 ? s.nextStepDown(whole(-step), left) : s.nextHold(left);
  }

  #words({ action, amount, standing }: Step): string {
    const { s } = this;
    if (action === 'walk') return s.wordsWalk;
    const text = amount === null ? '' : yuan(amount);
    if (action === 'accept') return s.wordsAccept(text);
    return standing === null ? s.wordsFirst(text) : s.wordsAnswer(yuan(standing), text);
  }

  async #copy(text: string): Promise<void> {
    this.copied = { text, done: await copyText(text) };
  }

  #speech(step: Step) {
    const { s, copied } = this;
    const text = this.#words(step);
    const sources = [
      ...(step.action === 'ask' && step.standing !== null ? [`${yuan(step.standing)}: ${s.citeOffer}`] : []),
      ...(step.action === 'ask' && step.amount !== null ? [`${yuan(step.amount)}: ${s.citeAsk}`] : []),
      ...(step.action === 'accept' && step.amount !== null ? [`${yuan(step.amount)}: ${s.citeOffer}`] : []),
    ];
    return html`<blockquote class="words">${text}</blockquote>
      ${sources.length === 0 ? nothing : html`<p class="xs muted">${sources.join(' · ')}</p>`}
      <div class="acts">
        <button class="btn main" @click=${() => void this.#copy(text)}>${s.wordsCopy}</button>
        <span class="xs muted" role="status"
          >${copied?.text === text ? (copied.done ? s.wordsCopied : s.wordsFailed) : ''}</span
        >
      </div>`;
  }

  #answers({ amount, acceptFrom, next }: Step) {
    const { s, section } = this;
    if (amount === null || acceptFrom === null) return nothing;
    const walkAway = section.settings.walk_away;
    const choice = (section.meso?.packages.length ?? 0) > 1;
    const lines: [string, string][] = [
      [s.ifFrom(whole(acceptFrom)), s.thenAccept],
      ...(acceptFrom > walkAway
        ? [
            [s.ifBetween(whole(walkAway), whole(acceptFrom)), next === null ? s.thenHold : s.thenNext(whole(next))] as [
              string,
              string,
            ],
          ]
        : []),
      [s.ifNoRoom, choice ? s.thenMeso : s.thenHold],
      [s.ifBelow(whole(walkAway)), s.thenLeave],
    ];
    return html`<dl class="if-then" aria-label=${s.ifTitle}>
        ${lines.map(
          ([when, then]) =>
            html`<div>
              <dt>${when}</dt>
              <dd>${then}</dd>
            </div>`,
        )}
      </dl>
      <p class="xs muted">${s.nextBest}</p>`;
  }

  override render() {
    const { s, section } = this;
    const step = nextStep(section);
    if (!step) {
      const { error } = section;
      return html`<section class="sheet">
        <h2 class="sec">${s.nextTitle}</h2>
        ${error ? html`<p class="ink2" lang="en">${error.message}</p>` : nothing}
      </section>`;
    }
    const { opening } = section;
    const first = step.action === 'ask' && step.step === null && opening !== null;
    return html`<section class="sheet next-step">
      <h2 class="sec">
        ${s.nextTitle}<span class="note">${s.nextRound(step.round, step.rounds)}</span>
        ${this.example ? html`<span class="end"><span class="sample">${s.invented}</span></span>` : nothing}
      </h2>
      <p class="next-what">${rich(this.#headline(step))}</p>
      <p class="ink2">
        ${this.#because(step)}
        ${first && opening ? s.nextOdds(percent(opening.deal, 0), percent(opening.withdrawn)) : nothing}
      </p>
      ${section.why ? html`<p class="xs muted" lang="en">${section.why.message}</p>` : nothing} ${this.#speech(step)}
      ${this.#answers(step)}
    </section>`;
  }
}
customElements.define('ch-next-step', NextStep);
