import { html, type TemplateResult } from 'lit';

/** Text in which `*…*` is strong. */
export const rich = (text: string): (TemplateResult | string)[] =>
  text.split('*').map((run, i) => (i % 2 === 1 ? html`<b>${run}</b>` : run));
