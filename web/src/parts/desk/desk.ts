import { html, nothing } from 'lit';
import type { Report } from '../../engine/generated/report.ts';
import { BLANK_CASE, caseOf } from '../../state/case.ts';
import { addressOf, LONGEST, readShare, writeShare, type ShareFault } from '../../state/share.ts';
import { isBare } from '../../state/state.ts';
import { DESK_STRINGS, type DeskStrings } from '../../strings/desk.ts';
import { STRINGS } from '../../strings/index.ts';
import { copyText } from '../base/copy.ts';
import { saveText } from '../base/save.ts';
import { themeSwitch } from '../top-bar/theme-switch.ts';
import './desk.css';
import './guide.ts';
import type { Guide } from './guide.ts';
import { DeskPart } from './part.ts';
import './print-head.ts';
import './profiles-panel.ts';
import { reportText } from './report-text.ts';
import './share-panel.ts';

type Shown = 'share' | 'profiles';

/** The menu of the top bar, the panels that it opens, and what the page says of an address that was opened. */
export class Desk extends DeskPart {
  static override properties = {
    ...DeskPart.properties,
    renew: { attribute: false },
    panel: { state: true },
    told: { state: true },
    said: { state: true },
    guided: { state: true },
  };
  /** Takes another version of the page into use; null until one is ready. */
  declare renew: (() => void) | null;
  declare panel: Shown | null;
  /** What became of an opened address, until it is put away. */
  declare told: ShareFault | 'opened' | null;
  /** What became of the last copy, or why there was nothing to copy. */
  declare said: string;
  /** The guide is away; null until it was opened or ended on this visit. */
  declare guided: boolean | null;

  constructor() {
    super();
    this.renew = null;
    this.panel = null;
    this.told = null;
    this.said = '';
    this.guided = null;
  }

  protected get words(): DeskStrings {
    return DESK_STRINGS[this.state.lang];
  }

  /** Opens the menu: its button was pressed before this code was there. The browser may yet do so by itself for the same press. */
  menu(): void {
    setTimeout(() => {
      const menu = this.#menu;
      if (menu && !menu.matches(':popover-open')) menu.showPopover();
    });
  }

  /** Lays down what an address holds, or says why it cannot. */
  open(shared: string): void {
    const read = readShare(shared);
    this.told = typeof read === 'string' ? read : 'opened';
    if (typeof read !== 'string') this.act({ type: 'open', case: read });
  }

  get #menu(): HTMLElement | null {
    return this.querySelector('#menu');
  }

  #show(panel: Shown): void {
    this.#menu?.hidePopover();
    this.panel = panel;
  }

  /** Says why there is nothing to give away; the report otherwise. */
  #report(): Report | null {
    const s = this.words;
    const given = isBare(this.state) ? null : this.state.report;
    this.said = given ? '' : s.noReport;
    return given;
  }

  async #copy(): Promise<void> {
    const [report, s] = [this.#report(), this.words];
    if (!report) return;
    const done = await copyText(reportText(s, report, this.state.lang, this.keep.today()));
    this.said = done ? s.menuCopied : s.copyFailed;
  }

  #export(): void {
    const report = this.#report();
    if (report) saveText(`chouma-report-${this.keep.today()}.json`, `${JSON.stringify(report, null, 2)}\n`);
  }

  #print(): void {
    this.#menu?.hidePopover();
    window.print();
  }

  async #guide(): Promise<void> {
    this.#menu?.hidePopover();
    this.guided = false;
    await this.updateComplete;
    const guide = this.querySelector<Guide>('ch-guide');
    await guide?.updateComplete;
    guide?.focus();
  }

  #endGuide(): void {
    const inside = this.querySelector('ch-guide')?.contains(document.activeElement);
    this.guided = true;
    this.keep.rememberGuided();
    if (inside) document.querySelector<HTMLElement>('.menu-btn')?.focus();
  }

  #items() {
    const s = this.words;
    const item = (name: string, act: () => unknown) => html`<button class="item" @click=${act}>${name}</button>`;
    return html`${item(s.menuShare, () => this.#show('share'))} ${item(s.menuProfiles, () => this.#show('profiles'))}
      <hr />
      ${item(s.menuCopy, () => this.#copy())} ${item(s.menuExport, () => this.#export())}
      ${item(s.menuPrint, () => this.#print())}
      <p class="said xs" role="status">${this.said}</p>
      <hr />
      ${item(s.menuGuide, () => this.#guide())} ${this.#docs()}`;
  }

  /** The documentation stands beside the served page only. */
  #docs() {
    if (!__SERVED__) return nothing;
    const { docs, docsPage } = STRINGS[this.state.lang];
    return html`<a class="item" href=${`./docs/${docsPage}`}>${docs}</a>`;
  }

  #told() {
    const s = this.words;
    const { told } = this;
    if (!told) return nothing;
    const words = told === 'opened' ? s.shareOpened : s.shareFaults[told];
    return html`<div class="page-in">
      <div class=${told === 'opened' ? 'told' : 'told err'} role=${told === 'opened' ? 'status' : 'alert'}>
        <p>${words}</p>
        <button class="txtbtn" @click=${() => (this.told = null)}>${s.close}</button>
      </div>
    </div>`;
  }

  /** What was laid down goes over by the address, which no server sees; what is too large for it must be saved first. */
  #renew(use: () => void): void {
    const { state } = this;
    const shared = writeShare(caseOf(state));
    if (shared !== writeShare(BLANK_CASE)) {
      if (shared.length > LONGEST) return void (this.panel = 'profiles');
      history.replaceState(null, '', addressOf(location.pathname, state.tab, shared));
    }
    use();
  }

  #renewal() {
    const s = this.words;
    const { renew } = this;
    if (!renew) return nothing;
    return html`<div class="page-in">
      <div class="told" role="status">
        <p>${s.renewReady}</p>
        <button class="btn" @click=${() => this.#renew(renew)}>${s.renew}</button>
      </div>
    </div>`;
  }

  #panel() {
    const close = () => (this.panel = null);
    const { state, words } = this;
    if (this.panel === 'share')
      return html`<ch-share-panel .s=${words} .state=${state} .keep=${this.keep} @close=${close}></ch-share-panel>`;
    return this.panel === 'profiles'
      ? html`<ch-profiles-panel .s=${words} .state=${state} .keep=${this.keep} @close=${close}></ch-profiles-panel>`
      : nothing;
  }

  override render() {
    const s = this.words;
    return html`<div
        id="menu"
        class="menu"
        popover
        role="region"
        aria-label=${s.menuName}
        @toggle=${() => (this.said = '')}
      >
        ${this.#items()}${themeSwitch(s, this.state.theme, (act) => this.act(act))}
      </div>
      ${this.#renewal()} ${this.#told()} ${this.#panel()}
      ${(this.guided ?? this.keep.wasGuided()) ? nothing : html`<ch-guide .s=${s} .state=${this.state} .keep=${this.keep} @close=${() => this.#endGuide()}></ch-guide>`}
      <ch-print-head .s=${s} .state=${this.state} .keep=${this.keep}></ch-print-head>`;
  }
}
customElements.define('ch-desk', Desk);
