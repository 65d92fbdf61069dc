import { html, type TemplateResult } from 'lit';
import { DeskPart } from './part.ts';

/** A modal dialog that is open as long as it is there: the browser keeps the focus in it and gives it back. Tells `close`. */
export abstract class Panel extends DeskPart {
  protected abstract readonly heading: string;
  protected abstract body(): TemplateResult;

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  override render() {
    return html`<dialog
      class="panel"
      aria-labelledby="panel-title"
      @close=${() => this.dispatchEvent(new Event('close'))}
    >
      <div class="panel-head">
        <h2 class="sec" id="panel-title">${this.heading}</h2>
        <form method="dialog"><button class="txtbtn">${this.s.close}</button></form>
      </div>
      ${this.body()}
    </dialog>`;
  }
}
