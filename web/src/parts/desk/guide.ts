import { html } from 'lit';
import { isEmpty } from '../../state/input.ts';
import { EXAMPLES } from '../../strings/examples.ts';
import { DeskPart } from './part.ts';

const LAST = 2;

/** Three steps for the first visit. It stands beside the page, takes no focus by itself, and goes when it is told to. Tells `close`. */
export class Guide extends DeskPart {
  static override properties = { ...DeskPart.properties, step: { state: true } };
  declare step: number;

  constructor() {
    super();
    this.step = 0;
  }

  override focus(): void {
    this.querySelector<HTMLElement>('.guide')?.focus();
  }

  #close = (): void => {
    this.dispatchEvent(new Event('close'));
  };

  #next = (): void => {
    if (this.step === LAST) this.#close();
    else this.step += 1;
  };

  /** Shows on the page what the step speaks of. */
  async #show(): Promise<void> {
    const { state, step } = this;
    if (step < LAST && state.tab !== 'quote') location.hash = '#quote';
    if (step === 1 && isEmpty(state.input))
      this.act({ type: 'example', which: 'quote', text: EXAMPLES[state.lang].quote });
    // The tab and its answer are drawn before they are looked at.
    await new Promise((drawn) => setTimeout(drawn, 100));
    const target = document.querySelector<HTMLElement>(['#paste', '.answer-first', '.menu-btn'][step] ?? '');
    target?.scrollIntoView({ block: step === 0 ? 'center' : 'nearest' });
    if (step !== 1) target?.focus();
  }

  override render() {
    const { s, step } = this;
    const { title, text, show } = s.guideSteps[step] ?? { title: '', text: '', show: '' };
    return html`<section
      class="guide"
      tabindex="-1"
      aria-label=${s.guide}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#close()}
    >
      <p class="xs muted num">${s.guideStep(step + 1, LAST + 1)}</p>
      <div role="status">
        <h2 class="sec">${title}</h2>
        <p>${text}</p>
      </div>
      <div class="acts">
        <button class="btn main" @click=${this.#next}>${step === LAST ? s.guideDone : s.guideNext}</button>
        <button class="btn" @click=${() => this.#show()}>${show}</button>
        <button class="txtbtn" @click=${this.#close}>${s.guideSkip}</button>
      </div>
    </section>`;
  }
}
customElements.define('ch-guide', Guide);
