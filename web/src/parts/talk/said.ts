import { html, nothing, type TemplateResult } from 'lit';
import type { Citation, Sentence } from '../../engine/generated/report.ts';
import { langOf } from '../../state/format.ts';
import type { Lang } from '../../state/state.ts';
import type { Strings } from '../../strings/index.ts';

/** A text in both languages, by the one it is said in. */
export const inLang = <T>(lang: Lang, both: { zh: T; en: T }): T => (lang === 'zh-CN' ? both.zh : both.en);

export const plain = (sentence: Sentence): string => sentence.map((run) => run.text).join('');

/** The marks of the axis: square, dot and triangle stand for the same three anchors everywhere. */
const ANCHOR_MARKS: Record<string, string> = { target: '●', opening_ask: '▲' };

/** Longer runs are words of a text: they wrap, and are not set strong. */
const QUOTE = 16;

const strong = (s: Strings, lang: Lang, { text, anchor }: Sentence[number]): TemplateResult => {
  if (anchor)
    return html`<b class="anchor"
      ><span aria-hidden="true">${ANCHOR_MARKS[anchor]}</span>${text}<span class="vh"> ${s.anchors[anchor]}</span></b
    >`;
  const words = /\p{L}/u.test(text) && langOf(text) !== lang ? langOf(text) : nothing;
  return text.length > QUOTE
    ? html`<span class="cited" lang=${words}>${text}</span>`
    : html`<b lang=${words}>${text}</b>`;
};

/** The focus goes to the source and the address stays the tab's; within a portal's panel the browser alone would find nothing. */
function toSource(event: Event): void {
  const link = event.currentTarget as HTMLAnchorElement;
  const source = (link.getRootNode() as Document | ShadowRoot).getElementById(link.hash.slice(1));
  if (!source) return;
  event.preventDefault();
  source.focus();
}

/** A sentence with its numbers strong, each with the letter of its source; what the user fills in is boxed. */
export const sentence = (s: Strings, lang: Lang, owner: string, runs: Sentence): (TemplateResult | string)[] =>
  runs.map((run) => {
    if (run.blank) return html`<span class="blank">${run.text}</span>`;
    if (!run.mark) return run.text;
    const href = `#source-${owner}-${run.mark}`;
    return html`${strong(s, lang, run)}<a class="cite" href=${href} aria-label=${s.source(run.mark)} @click=${toSource}
        >${run.mark}</a
      >`;
  });

/** Captions, each once, behind the letters that it stands for. */
export const sources = (lang: Lang, owner: string, citations: Citation[]): TemplateResult => {
  const marks = new Map<string, string[]>();
  for (const { mark, text } of citations) {
    const caption = inLang(lang, text);
    marks.set(caption, [...(marks.get(caption) ?? []), mark]);
  }
  return html`<ol class="src">
    ${[...marks].map(
      ([caption, letters]) =>
        html`<li>
          ${letters.map((mark) => html`<span class="cite" id="source-${owner}-${mark}" tabindex="-1">${mark}</span>`)}<span
            lang=${langOf(caption)}
            >${caption}</span
          >
        </li>`,
    )}
  </ol>`;
};
