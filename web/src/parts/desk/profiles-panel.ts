import { html, nothing } from 'lit';
import { caseOf } from '../../state/case.ts';
import {
  freeName,
  LARGEST_FILE,
  LONGEST_NAME,
  readProfiles,
  writeProfiles,
  type Profile,
} from '../../state/profiles.ts';
import { saveText } from '../base/save.ts';
import { Panel } from './panel.ts';

/** Cases saved on this device: save, open, delete, carry in a file, and erase all that the page ever stored. */
export class ProfilesPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    profiles: { state: true },
    deleted: { state: true },
    said: { state: true },
    refused: { state: true },
  };
  declare profiles: Profile[];
  /** The one deleted last, to be put back. */
  declare deleted: Profile | null;
  declare said: string;
  /** The browser lets the page store nothing. */
  declare refused: boolean;

  constructor() {
    super();
    this.profiles = [];
    this.deleted = null;
    this.said = '';
    this.refused = false;
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.#do(() => Promise.resolve(), '');
  }

  protected get heading(): string {
    return this.s.menuProfiles;
  }

  /** Does something with the store, shows what is in it then, and says so. */
  async #do(act: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await act();
      this.profiles = await this.keep.all();
      this.said = said;
      this.refused = false;
    } catch {
      this.refused = true;
    }
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('#profile-name');
    const name = field?.value.trim() ?? '';
    if (!field || name === '') return;
    const profile = { name, saved: this.keep.today(), case: caseOf(this.state) };
    void this.#do(() => this.keep.put(profile), this.s.profileSaved(name)).then(() => (field.value = ''));
  }

  #open(profile: Profile): void {
    this.act({ type: 'open', case: profile.case });
    this.querySelector('dialog')?.close();
  }

  #delete(profile: Profile): void {
    this.deleted = profile;
    void this.#do(() => this.keep.delete(profile.name), this.s.profileDeleted(profile.name));
  }

  #putBack(profile: Profile): void {
    this.deleted = null;
    void this.#do(() => this.keep.put(profile), this.s.profileSaved(profile.name));
  }

  /** Nothing is opened afterwards: that would make an empty database. */
  async #erase(): Promise<void> {
    try {
      await this.keep.erase();
      this.profiles = [];
      this.deleted = null;
      this.said = this.s.erased;
    } catch {
      this.refused = true;
    }
  }

  async #import(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    const read = file.size <= LARGEST_FILE ? readProfiles(await file.text()) : null;
    field.value = '';
    if (!read) {
      this.said = this.s.profilesUnread(file.name);
      return;
    }
    const taken = this.profiles.map(({ name }) => name);
    const add = async () => {
      for (const profile of read) {
        const name = freeName(profile.name, taken);
        taken.push(name);
        await this.keep.put({ ...profile, name });
      }
    };
    await this.#do(add, this.s.profilesRead(read.length));
  }

  #list() {
    const { s, profiles } = this;
    if (profiles.length === 0) return html`<p class="muted">${s.noProfiles}</p>`;
    return html`<ul class="profiles">
      ${profiles.map(
        (profile) =>
          html`<li>
            <span class="name">${profile.name}<small class="muted num">${profile.saved}</small></span>
            <button class="btn" aria-label=${s.openProfile(profile.name)} @click=${() => this.#open(profile)}>
              ${s.open}
            </button>
            <button class="txtbtn" aria-label=${s.deleteProfile(profile.name)} @click=${() => this.#delete(profile)}>
              ${s.delete}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  protected body() {
    const { s, profiles, deleted } = this;
    if (this.refused) return html`<p role="alert">${s.noStorage}</p>`;
    return html`<form class="save-as" @submit=${(event: SubmitEvent) => this.#save(event)}>
        <label for="profile-name">${s.profileName}</label>
        <input id="profile-name" class="input" maxlength=${LONGEST_NAME} autocomplete="off" required />
        <button class="btn main">${s.save}</button>
      </form>
      <p class="muted xs">${s.profilesNote}</p>
      ${this.#list()}
      <div class="acts">
        <span class="xs" role="status">${this.said}</span>
        ${
          deleted
            ? html`<button class="txtbtn" @click=${() => this.#putBack(deleted)}>${s.restore(deleted.name)}</button>`
            : nothing
        }
      </div>
      <div class="acts panel-foot">
        <button
          class="btn"
          ?disabled=${profiles.length === 0}
          @click=${() => saveText(`chouma-profiles-${this.keep.today()}.json`, writeProfiles(profiles))}
        >
          ${s.exportProfiles}
        </button>
        <label class="btn file"
          ><input
            class="vh"
            type="file"
            accept=".json,application/json"
            @change=${this.#import}
          />${s.importProfiles}</label
        >
        <button class="btn fault" @click=${() => this.#erase()}>${s.eraseAll}</button>
      </div>
      <p class="muted xs">${s.eraseNote}</p>`;
  }
}
customElements.define('ch-profiles-panel', ProfilesPanel);
