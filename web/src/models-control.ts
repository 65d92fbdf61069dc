/** What the models tab does beside showing: files, fits, and models for the engine. Loaded with the tab. */
import { day } from './clock.ts';
import { problemOf, type EngineClient } from './engine/client.ts';
import { FitClient } from './engine/fit-client.ts';
import type { Problem } from './engine/generated/report.ts';
import { loadRecipe, openFit } from './engine/open.ts';
import './parts/models-tab/models-tab.ts';
import { decode, encodingOf, HEAD, headOf } from './reading/decode.ts';
import { idProblem, type ModelsAct, type ModelsState, type Table } from './state/models.ts';
import { headerOf, idOf, ownRecipe } from './state/recipe.ts';

/** A model's file is at most 150 KB; much larger ones are something else. */
const LARGEST_MODEL = 1 << 20;

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

export class ModelsControl {
  #fits = new FitClient(openFit, {
    progress: (progress) => this.dispatch({ type: 'progress', progress }),
    done: (fit) => this.dispatch({ type: 'fitted', fit }),
    cancelled: () => this.dispatch({ type: 'cancelled' }),
    failure: (problem) => this.dispatch({ type: 'failed', problem }),
  });
  /** The user's own models by id, to be given to an engine that starts again. */
  #own = new Map<string, string>();

  constructor(
    private readonly client: EngineClient,
    private readonly dispatch: (act: ModelsAct) => void,
    private readonly state: () => ModelsState,
  ) {}

  async open(): Promise<void> {
    this.dispatch({ type: 'ready', recipe: ownRecipe(await loadRecipe()) });
  }

  /** What an act of the user asks for; the state has taken it already. */
  handle(act: ModelsAct): void {
    const { recipe, table, fit } = this.state();
    if (act.type === 'pick-table') void this.#readHead(act.file);
    if (act.type === 'fit' && table) void this.#fit(recipe, table);
    if (act.type === 'cancel') this.#fits.cancel();
    if (act.type === 'use-fit' && fit.phase === 'done') void this.#add(fit.fit.id, fit.fit.model);
    if (act.type === 'pick-model') void this.#readModel(act.file);
    if (act.type === 'remove') {
      this.#own.delete(act.id);
      this.client.remove(act.id);
    }
  }

  /** Gives the user's models to an engine that was started again. */
  async restore(): Promise<void> {
    for (const [id, text] of this.#own) await this.#add(id, text);
  }

  async #readHead(file: File): Promise<void> {
    try {
      const head = headOf(new Uint8Array(await file.slice(0, HEAD + 1).arrayBuffer()));
      this.dispatch({ type: 'table', table: { file, encoding: encodingOf(head), header: headerOf(decode(head)) } });
    } catch (error) {
      this.dispatch({ type: 'failed', problem: problemOf(error, 'not_loaded', file.name) });
    }
  }

  async #fit(recipe: string, { file, encoding }: Table): Promise<void> {
    const problem = await this.#idProblem(recipe);
    const { fit } = this.state();
    if (fit.phase === 'busy' && fit.stopping) this.dispatch({ type: 'cancelled' });
    else if (problem) this.dispatch({ type: 'failed', problem });
    else await this.#fits.start({ recipe, encoding, day: day() }, file);
  }

  /** Which ids are taken is known once the engine has loaded. */
  async #idProblem(text: string): Promise<Problem | null> {
    try {
      const { models } = await this.client.load();
      return idProblem(models, idOf(text));
    } catch (error) {
      return problemOf(error);
    }
  }

  async #readModel(file: File): Promise<void> {
    const { name } = file;
    const text = await file.slice(0, LARGEST_MODEL).text();
    const problem = await this.#idProblem(text);
    if (problem) this.dispatch({ type: 'refused', refusal: { name, problem } });
    else await this.#add(name, text);
  }

  async #add(name: string, text: string): Promise<void> {
    try {
      const model = await this.client.add(bytesOf(text));
      this.#own.set(model.id, text);
      this.dispatch({ type: 'added', model });
    } catch (error) {
      this.dispatch({ type: 'refused', refusal: { name, problem: problemOf(error) } });
    }
  }
}
