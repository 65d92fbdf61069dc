import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { month } from './clock.ts';
import { EngineClient, problemOf } from './engine/client.ts';
import type { Problem } from './engine/generated/report.ts';
import { readCatalogue } from './state/catalogue.ts';
import { openEarly } from './engine/early.ts';
import { loadNames } from './engine/open.ts';
import { sentence } from './parts/answer/words.ts';
import { patterns } from './parts/axis/draw.ts';
import { whenIdle } from './parts/base/idle.ts';
import type { Desk } from './parts/desk/desk.ts';
import './parts/later/later.ts';
import './parts/quote-tab/quote-tab.ts';
import './parts/top-bar/top-bar.ts';
import { FileError } from './reading/fault.ts';
import { readFile } from './reading/read-file.ts';
import type { ModelsControl } from './models-control.ts';
import { BLANK } from './state/input.ts';
import { asksOtherwise, BLANK_OFFERS } from './state/offers.ts';
import type { ModelsAct } from './state/models.ts';
import type { Keep } from './state/profiles.ts';
import { routeOf } from './state/route.ts';
import { sealsBy } from './state/seal.ts';
import type { Catalogue } from './state/search.ts';
import {
  initial,
  isBare,
  question,
  reduce,
  type Act,
  type Asked,
  type Lang,
  type LaterState,
  type State,
} from './state/state.ts';
import { readSettings, writeSettings } from './settings.ts';
import { Steps } from './steps.ts';
import { EXAMPLES } from './strings/examples.ts';
import { STRINGS, type Strings } from './strings/index.ts';

/** A first load longer than this shows its progress. */
const SLOW_MS = 200;
/** A screen reader hears the answer once typing rests this long. */
const SAY_MS = 700;
/** The page: holds the state, asks the engine on every edit, hands slices to the parts. */
export class App extends LitElement {
  static override properties = {
    state: { state: true },
    catalogue: { state: true },
    spoken: { state: true },
    desk: { state: true },
    renew: { state: true },
  };
  declare state: State;
  declare catalogue: Catalogue;
  declare spoken: string;
  /** The menu with all that it opens. */
  declare desk: LaterState;
  /** Takes another version of the page into use, once one is ready. */
  declare renew: (() => void) | null;

  #client = new EngineClient(() => openEarly(this.#progress), {
    report: (report, ms) => {
      this.#dispatch({ type: 'report', report, ms, asked: this.#asked });
      this.#extendOnce();
    },
    failure: (problem) => this.#fail(problem),
  });
  #seals = sealsBy((name, argument) => this.#client.call(name, argument));
  /** What the newest request asks for. */
  #asked: Asked = { input: BLANK, offers: BLANK_OFFERS };
  /** The later group of files is there or under way. */
  #extended = false;
  /** The models tab's own code, once it was looked at. */
  #control: Promise<ModelsControl> | null = null;
  /** What is kept on the device, once the menu is there. */
  #keep: Keep | null = null;
  /** Bytes that are there, of all. */
  #reached: [number, number] = [0, 0];
  #frame = 0;
  #sayTimer = 0;
  #steps = new Steps(
    (act) => this.#dispatch(act),
    (words) => (this.spoken = words),
  );

  constructor() {
    super();
    const { lang, theme } = readSettings();
    const { tab, shared } = routeOf(location.hash);
    this.state = initial(lang, theme, tab ?? 'quote');
    this.catalogue = { skills: [], cities: [] };
    this.spoken = '';
    this.desk = { phase: 'absent' };
    this.renew = null;
    this.addEventListener('act', (event) => this.#dispatch((event as CustomEvent<Act>).detail));
    window.addEventListener('hashchange', this.#route);
    void this.#load();
    this.#openModels();
    if (shared !== null) void this.#openShared(shared);
  }

  #route = (): void => {
    const { tab, shared } = routeOf(location.hash);
    if (shared !== null) void this.#openShared(shared);
    if (!tab || tab === this.state.tab) return;
    this.#dispatch({ type: 'tab', tab });
    window.scrollTo(0, 0);
  };

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  /** Told to nobody until the load is slow: a first load has some hundred pieces. */
  #progress = (done: number, total: number): void => {
    this.#reached = [done, total];
    if (this.state.engine.phase === 'loading' && this.state.engine.slow) this.#tellProgress();
  };
  #tellProgress(): void {
    const [done, total] = this.#reached;
    this.#dispatch({ type: 'progress', done, total });
  }

  async #load(): Promise<void> {
    this.#reached = [0, 0];
    const slow = window.setTimeout(() => {
      this.#dispatch({ type: 'slow' });
      this.#tellProgress();
    }, SLOW_MS);
    this.#ask();
    try {
      const { version, refused, models } = await this.#client.load();
      this.#dispatch({ type: 'models', act: { type: 'loaded', models } });
      this.#dispatch({ type: 'ready', version, refused });
      await (await this.#control)?.restore();
    } catch (error) {
      this.#fail(problemOf(error));
    } finally {
      window.clearTimeout(slow);
    }
  }

  #fail(problem: Problem): void {
    this.#dispatch({ type: 'failed', problem });
    this.#readNames();
  }

  /** What search offers comes behind the first answer; without it a skill can still be typed in full. */
  #readNames(): void {
    if (this.catalogue.skills.length > 0) return;
    const none = () => this.catalogue;
    whenIdle(
      () =>
        void loadNames()
          .then(readCatalogue, none)
          .then((read) => (this.catalogue = read)),
    );
  }

  #dispatch(act: Act): void {
    const before = this.state;
    this.state = reduce(before, act);
    const { input, tab, screening, models, negotiation, offers } = this.state;
    const looks = (tab === 'posting' || tab === 'negotiate') && (tab !== before.tab || screening !== before.screening);
    const told = negotiation !== before.negotiation || asksOtherwise(offers, before.offers);
    // Until the models are known the engine answers by the one that is then in use.
    const remodelled = models.used !== before.models.used && before.models.used !== null;
    if (input !== before.input || looks || told || remodelled) this.#schedule();
    if (act.type === 'tab') this.#openModels();
    if (act.type === 'models') void this.#control?.then((control) => control.handle(act.act));
    if (act.type === 'lang') this.#exampleIn(act.lang);
    if (act.type === 'lang' || act.type === 'theme') writeSettings(this.state);
    if (act.type === 'report') this.#say();
    if (act.type === 'retry') this.#retry(before);
    if (act.type === 'file') void this.#read(act.file);
    if (act.type === 'menu' && this.desk.phase !== 'ready') void this.#openDesk().then((desk) => desk?.menu());
    this.#steps.follow(before, this.state, act);
  }

  /** Untouched examples follow the language. */
  #exampleIn(lang: Lang): void {
    const { example, exampleResume } = this.state;
    const texts = EXAMPLES[lang];
    if (example) this.#dispatch({ type: 'example', which: example, text: texts[example], follows: true });
    if (exampleResume) this.#dispatch({ type: 'example-resume', text: texts.resume, follows: true });
  }

  #retry(before: State): void {
    this.#extended = false;
    this.#openModels();
    if (this.desk.phase === 'failed') void this.#openDesk();
    if (before.engine.phase === 'failed') void this.#load();
    else this.#extendOnce();
  }

  /** What the first answer can do without comes behind it; at once where it is looked at. */
  #extendOnce(): void {
    if (this.#extended) return;
    this.#extended = true;
    this.#readNames();
    if (this.state.tab === 'posting' || this.state.tab === 'negotiate') void this.#extend();
    else whenIdle(() => void this.#extend());
    whenIdle(() => void this.#openDesk());
  }

  /** The menu's code comes behind the first answer, or when it is asked for. */
  async #openDesk(): Promise<Desk | null> {
    try {
      const [{ keep }] = await Promise.all([import('./keep.ts'), import('./parts/desk/desk.ts')]);
      this.#keep = keep;
      this.desk = { phase: 'ready' };
    } catch (error) {
      this.desk = { phase: 'failed', problem: problemOf(error, 'not_loaded', 'page') };
    }
    await this.updateComplete;
    return this.querySelector<Desk>('ch-desk');
  }

  /** A case from an address; the address then names its tab alone, so that going back does not open it again. */
  async #openShared(shared: string): Promise<void> {
    const { tab } = routeOf(location.hash);
    history.replaceState(null, '', `#${tab ?? 'quote'}`);
    (await this.#openDesk())?.open(shared);
  }

  async #extend(): Promise<void> {
    try {
      const tabs = [import('./parts/posting-tab/posting-tab.ts'), import('./parts/negotiate-tab/negotiate-tab.ts')];
      const [refused] = await Promise.all([this.#client.extend(), ...tabs]);
      this.#dispatch({ type: 'screening', refused });
      whenIdle(() => void this.#keepOffline());
    } catch (error) {
      this.#dispatch({ type: 'unscreened', problem: problemOf(error) });
    }
  }

  /** The service worker comes last: it costs the answer nothing. */
  async #keepOffline(): Promise<void> {
    if (!__SERVED__) return;
    const { keepOffline } = await import('./sw/offline.ts');
    await keepOffline((use) => (this.renew = use));
  }

  /** The models tab's code comes when the tab is first looked at, or again where it did not come. */
  #openModels(): void {
    if (this.state.tab !== 'models' || this.#control) return;
    const tell = (act: ModelsAct) => this.#dispatch({ type: 'models', act });
    this.#control = import('./models-control.ts').then(async ({ ModelsControl }) => {
      const control = new ModelsControl(this.#client, tell, () => this.state.models);
      await control.open();
      return control;
    });
    this.#control.catch((error: unknown) => {
      this.#control = null;
      tell({ type: 'absent', problem: problemOf(error, 'not_loaded', 'page') });
    });
  }

  async #read(file: File): Promise<void> {
    const { name } = file;
    this.#dispatch({ type: 'reading', name });
    try {
      this.#dispatch({ type: 'read', name, text: await readFile(file) });
    } catch (error) {
      this.#dispatch({ type: 'unread', name, fault: error instanceof FileError ? error.fault : 'not_loaded' });
    }
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
    const { input, tab, screening, models, negotiation, offers } = this.state;
    this.#asked = { input, offers };
    const ready = screening.phase === 'ready';
    const talk = ready && tab === 'negotiate' ? { negotiation, offers } : null;
    this.#client.ask(
      question(input, { today: month(), screening: ready && tab === 'posting', talk, model: models.used }),
    );
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
    const { lang, theme, tab } = this.state;
    root.lang = lang;
    document.title = this.#s.pageTitles[tab] ?? '';
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }

  #foot() {
    const s = this.#s;
    const { report, engine } = this.state;
    return html`<footer class="foot">
      ${report?.model ? html`<span>${s.model} ${report.model.id}</span>` : nothing}
      <span>${s.postedNotPaid}</span><span>${s.association}</span>
      ${engine.phase === 'ready' ? html`<span>${s.engineVersion(engine.version)}</span>` : nothing}
      ${__SERVED__ ? html`<a href=${`./docs/${s.docsPage}`}>${s.docs}</a>` : nothing}
    </footer>`;
  }

  #desk() {
    const { desk, state } = this;
    if (desk.phase === 'ready')
      return html`<ch-desk .state=${state} .keep=${this.#keep} .renew=${this.renew}></ch-desk>`;
    return desk.phase === 'failed'
      ? html`<div class="page-in"><ch-later .s=${this.#s} .what=${'desk'} .standing=${desk}></ch-later></div>`
      : nothing;
  }

  #tab() {
    const s = this.#s;
    const { state } = this;
    if (state.tab === 'quote')
      return html`<ch-quote-tab .s=${s} .state=${state} .catalogue=${this.catalogue}></ch-quote-tab>`;
    if (state.tab === 'models')
      return state.models.later.phase === 'ready'
        ? html`<ch-models-tab .models=${state.models} .engine=${state.engine} .lang=${state.lang}></ch-models-tab>`
        : html`<ch-later .s=${s} .what=${'models'} .standing=${state.models.later}></ch-later>`;
    if (!customElements.get('ch-negotiate-tab'))
      return html`<ch-later
        .s=${s}
        .what=${state.tab === 'negotiate' ? 'negotiation' : 'screening'}
        .standing=${state.screening}
      ></ch-later>`;
    return state.tab === 'negotiate'
      ? html`<ch-negotiate-tab .state=${state} .seals=${this.#seals}></ch-negotiate-tab>`
      : html`<ch-posting-tab .state=${state}></ch-posting-tab>`;
  }

  override render() {
    const s = this.#s;
    const { lang, theme, ms, tab, history } = this.state;
    return html`${patterns()}
      <ch-top-bar .s=${s} .lang=${lang} .theme=${theme} .ms=${ms} .tab=${tab} .steps=${history}></ch-top-bar>
      ${this.#desk()}
      <main class="page">
        <h1 class="vh">${s.tabNames[tab]}</h1>
        ${this.#tab()} ${this.#foot()}
        <p class="vh" role="status" id="spoken">${this.spoken}</p>
      </main>`;
  }
}
customElements.define('ch-app', App);
