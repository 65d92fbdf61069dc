import { html, nothing } from 'lit';
import { caseOf, withoutText, type Case } from '../../state/case.ts';
import { addressOf, COMFORTABLE, writeShare } from '../../state/share.ts';
import { copyText } from '../base/copy.ts';
import { Panel } from './panel.ts';

const counts = ({ input, negotiation, offers }: Case) => {
  const { tags, city, years, education, level, said } = input;
  const stated = [city, years, education, level].filter((fact) => fact !== null).length;
  const marked = [said.stars, said.merged].filter((fact) => fact !== null).length;
  const answers = said.answers.length + said.tools.length + said.scores.length + marked;
  const typed = [...Object.values(negotiation.typed), ...Object.values(negotiation.worths)];
  const moves = typed.filter((text) => text.trim() !== '').length + negotiation.moves.length;
  return [tags.length, stated, answers, moves, offers.drafts.length] as const;
};

/** The address that opens this table, and a plain sentence on what is in it. */
export class SharePanel extends Panel {
  static override properties = { ...Panel.properties, text: { state: true }, said: { state: true } };
  /** The user wants their free text in it. */
  declare text: boolean;
  declare said: string;

  constructor() {
    super();
    this.text = false;
    this.said = '';
  }

  get #case(): Case {
    const whole = caseOf(this.state);
    return this.text ? whole : withoutText(whole, this.state.report?.profile ?? null);
  }

  async #copy(address: string): Promise<void> {
    const { s } = this;
    this.said = (await copyText(address)) ? s.shareCopied : s.copyFailed;
  }

  #sentences(shared: Case) {
    const { s } = this;
    const { input } = this.state;
    const hasText = input.text.trim() !== '' || input.resume.trim() !== '';
    const holds = counts(shared);
    const text = this.text ? s.shareWithText : s.shareNoText;
    const onlyText = this.text && hasText && holds.every((count) => count === 0);
    return [
      ...(onlyText ? [] : [s.shareHolds(...holds)]),
      ...(hasText ? [text] : []),
      ...(holds[3] > 0 ? [s.sharePrivate] : []),
      location.protocol === 'file:' ? s.shareFile : s.shareWhere,
    ];
  }

  protected get heading(): string {
    return this.s.share;
  }

  protected body() {
    const { s } = this;
    const shared = this.#case;
    const address = addressOf(location.href.replace(/#.*$/, ''), this.state.tab, writeShare(shared));
    return html`<ul class="panel-said">
        ${this.#sentences(shared).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      <label class="tick">
        <input
          type="checkbox"
          .checked=${this.text}
          @change=${(event: Event) => (this.text = (event.target as HTMLInputElement).checked)}
        />
        ${s.shareText}
      </label>
      <textarea
        class="input address"
        aria-label=${s.shareAddress}
        readonly
        rows="5"
        spellcheck="false"
        .value=${address}
        @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}
      ></textarea>
      <div class="acts">
        <button class="btn main" @click=${() => this.#copy(address)}>${s.copy}</button>
        <span class="muted xs"
          >${s.shareLength(String(address.length))}${address.length > COMFORTABLE ? html` · ${s.shareLong}` : nothing}</span
        >
        <span class="xs" role="status">${this.said}</span>
      </div>`;
  }
}
customElements.define('ch-share-panel', SharePanel);
