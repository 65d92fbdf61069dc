import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { EngineClient, problemOf } from './engine/client.ts';
import { readCatalogue } from './state/catalogue.ts';
import type { Problem, Report } from './engine/generated/report.ts';
import { openEngine } from './engine/open.ts';
import './parts/answer/answer.ts';
import { sentence } from './parts/answer/words.ts';
import { patterns } from './parts/axis/draw.ts';
import { rods } from './parts/chip/chip.ts';
import './parts/chip-tray/chip-tray.ts';
import './parts/empty-table/empty-table.ts';
import './parts/facts/facts.ts';
import './parts/model-card/model-card.ts';
import './parts/next-chips/next-chips.ts';
import './parts/notices/notices.ts';
import './parts/paste-box/paste-box.ts';
import './parts/pay-band/pay-band.ts';
import './parts/skill-search/skill-search.ts';
import './parts/talk/talk.ts';
import './parts/top-bar/top-bar.ts';
import './parts/waterfall/waterfall.ts';
import './parts/why/why.ts';
import { chips } from './state/chips.ts';
import type { Catalogue } from './state/search.ts';
import { carry, marksOf } from './state/spans.ts';
import { BLANK, initial, isBare, isEmpty, question, reduce, type Act, type State } from './state/state.ts';
import { readSettings, writeSettings } from './settings.ts';
import { EXAMPLES } from './strings/examples.ts';
import { STRINGS, type Strings } from './strings/index.ts';

/** A first load longer than this shows its progress. */
const SLOW_MS = 200;
/** A screen reader hears the answer once typing rests this long. */
const SAY_MS = 700;

/** What the engine could not read of the last request: all of it, or parts. */
const problems = ({ error, warnings }: Report): Problem[] => (error ? [error, ...warnings] : warnings);

/** The page: holds the state, asks the engine on every edit, hands slices to the parts. */
export class App extends LitElement {
  static override properties = { state: { state: true }, catalogue: { state: true }, spoken: { state: true } };
  declare state: State;
  declare catalogue: Catalogue;
  declare spoken: string;

  #client = new EngineClient(() => openEngine(this.#progress, this.#lexicon), {
    report: (report, ms) => this.#dispatch({ type: 'report', report, ms, input: this.#asked }),
    failure: (problem) => this.#dispatch({ type: 'failed', problem }),
  });
  /** What the newest request asks for. */
  #asked = BLANK;
  #frame = 0;
  #sayTimer = 0;

  constructor() {
    super();
    const { lang, theme } = readSettings();
    this.state = initial(lang, theme);
    this.catalogue = { skills: [], cities: [] };
    this.spoken = '';
    this.addEventListener('act', (event) => this.#dispatch((event as CustomEvent<Act>).detail));
    void this.#load();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #progress = (done: number, total: number): void => this.#dispatch({ type: 'progress', done, total });
  #lexicon = (bytes: ArrayBuffer): void => {
    this.catalogue = readCatalogue(bytes);
  };

  async #load(): Promise<void> {
    const slow = window.setTimeout(() => this.#dispatch({ type: 'slow' }), SLOW_MS);
    this.#ask();
    try {
      const { version, refused } = await this.#client.load();
      this.#dispatch({ type: 'ready', version, refused });
    } catch (error) {
      this.#dispatch({ type: 'failed', problem: problemOf(error) });
    } finally {
      window.clearTimeout(slow);
    }
  }

  #dispatch(act: Act): void {
    const before = this.state;
    this.state = reduce(before, act);
    if (this.state.input !== before.input) this.#schedule();
    if (act.type === 'lang' && this.state.example) this.#dispatch({ type: 'example', text: EXAMPLES[act.lang] });
    if (act.type === 'lang' || act.type === 'theme') writeSettings(this.state);
    if (act.type === 'report') this.#say();
    if (act.type === 'retry') void this.#load();
  }

  /** At most one request a frame, for the newest input. */
  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#ask();
    });
  }

  #ask(): void {
    this.#asked = this.state.input;
    this.#client.ask(question(this.#asked));
  }

  #say(): void {
    window.clearTimeout(this.#sayTimer);
    this.#sayTimer = window.setTimeout(() => {
      const { report } = this.state;
      if (report && !isBare(this.state)) this.spoken = sentence(this.#s, report).replaceAll('*', '');
    }, SAY_MS);
  }

  get #s(): Strings {
    return STRINGS[this.state.lang];
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('state')) return;
    const root = document.documentElement;
    const { lang, theme } = this.state;
    root.lang = lang;
    document.title = this.#s.pageTitle;
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }

  #paste(): void {
    const area = this.querySelector<HTMLElement>('#paste');
    area?.scrollIntoView({ block: 'center' });
    area?.focus();
  }

  #tray(compact: boolean) {
    const { report, lang, lit } = this.state;
    const shown = isBare(this.state) ? null : report;
    const views = shown ? chips(shown, lang) : [];
    const unknown = shown?.profile?.unknown_tags ?? [];
    return html`<ch-chip-tray
      .s=${this.#s}
      .chips=${views}
      .unknown=${unknown}
      .lit=${lit}
      .compact=${compact}
    ></ch-chip-tray>`;
  }

  #editor() {
    const s = this.#s;
    const { input, answered, report, example, lang, lit } = this.state;
    const marks = carry(answered.text, input.text, marksOf(report));
    const [strong, used, said] = [s.strengths['required'], s.strengths['preferred'], s.strengths['mentioned']];
    return html`<section class="sheet">
      <h2 class="sec">
        ${s.whatYouHave}<span class="end">${example ? html`<span class="sample">${s.invented}</span>` : nothing}</span>
      </h2>
      <ch-paste-box .s=${s} .text=${input.text} .marks=${marks} .lit=${lit}></ch-paste-box>
      <div class="under">
        <div class="key">
          <span>${rods(3)}${strong}</span><span>${rods(2)}${used}</span><span>${rods(1)}${said}</span>
          <span><s>Java</s> ${s.strengths['negated']}</span>
        </div>
        <div class="acts">
          ${isEmpty(input) ? nothing : html`<button class="txtbtn" @click=${() => this.#dispatch({ type: 'clear' })}>${s.clear}</button>`}
        </div>
      </div>
      <h3 class="sec gap">${s.chips}<span class="note">${s.chipsNote}</span></h3>
      ${this.#tray(false)}
      <ch-skill-search .s=${s} .catalogue=${this.catalogue} .lang=${lang}></ch-skill-search>
      <ch-facts
        .s=${s}
        .input=${input}
        .profile=${report?.profile ?? null}
        .cities=${this.catalogue.cities}
        .lang=${lang}
      ></ch-facts>
    </section>`;
  }

  /** Above the axis: how to begin, or the answer; nothing while the first answer is on its way. */
  #above() {
    const s = this.#s;
    const { report, input, lang } = this.state;
    if (isEmpty(input)) return html`<ch-empty-table .s=${s} .report=${report} .lang=${lang}></ch-empty-table>`;
    return report && !isBare(this.state) ? html`<ch-answer .s=${s} .report=${report}></ch-answer>` : nothing;
  }

  #below(report: Report) {
    const s = this.#s;
    const { domain, lang } = this.state;
    return html`<ch-waterfall .s=${s} .report=${report} .domain=${domain} .lang=${lang}></ch-waterfall>
      <ch-why .s=${s} .report=${report} .lang=${lang}></ch-why>
      <ch-next-chips .s=${s} .report=${report} .domain=${domain} .lang=${lang}></ch-next-chips>`;
  }

  #result() {
    const s = this.#s;
    const { report, domain, engine } = this.state;
    const bare = isBare(this.state) || !report;
    return html`<section class="sheet answer-first" aria-label=${s.quote}>
      <ch-notices .s=${s} .engine=${engine} .warnings=${bare ? [] : problems(report)}></ch-notices>
      ${this.#above()}
      <ch-pay-band .s=${s} .report=${report} .domain=${domain} .bare=${bare}></ch-pay-band>
      ${bare ? nothing : this.#below(report)}
    </section>`;
  }

  #foot() {
    const s = this.#s;
    const { report, engine } = this.state;
    return html`<footer class="foot">
      ${report?.model ? html`<span>${s.model} ${report.model.id}</span>` : nothing}
      <span>${s.postedNotPaid}</span><span>${s.association}</span>
      ${engine.phase === 'ready' ? html`<span>${s.engineVersion(engine.version)}</span>` : nothing}
    </footer>`;
  }

  override render() {
    const s = this.#s;
    const { report, lang, theme, ms } = this.state;
    return html`${patterns()}
      <ch-top-bar .s=${s} .lang=${lang} .theme=${theme} .ms=${ms}></ch-top-bar>
      <main class="page">
        <h1 class="vh">${s.quote}</h1>
        <div class="strip" role="group" aria-label=${s.chips}>
          <button class="btn" @click=${() => this.#paste()}>${s.paste}</button>${this.#tray(true)}
        </div>
        <div class="two">
          <aside aria-label=${s.whatYouHave}>
            ${this.#editor()}
            ${report?.model ? html`<ch-model-card .s=${s} .model=${report.model}></ch-model-card>` : nothing}
          </aside>
          ${this.#result()}
        </div>
        ${report && !isBare(this.state) ? html`<ch-talk .s=${s} .report=${report} .lang=${lang}></ch-talk>` : nothing}
        ${this.#foot()}
        <p class="vh" role="status" id="spoken">${this.spoken}</p>
      </main>`;
  }
}
customElements.define('ch-app', App);
