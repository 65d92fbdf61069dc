import { html, nothing, svg } from 'lit';
import type { Swap as Finding } from '../../engine/generated/report.ts';
import { langOf, percent, signedWeight } from '../../state/format.ts';
import { quote, say } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import './swap.css';

/** Odds as they are spoken: the larger side first. */
const odds = (logOdds: number): string => {
  const ratio = Math.exp(Math.abs(logOdds));
  const figure = ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1);
  return logOdds >= 0 ? `${figure} : 1` : `1 : ${figure}`;
};

/** A posting that names one stack and asks for another: the claim, its weight, and every quote for and against it. */
export class SwapWarning extends Part {
  static override properties = { ...Part.properties, swap: { attribute: false }, text: {}, lang: { attribute: false } };
  declare s: TabStrings;
  declare swap: Finding | null;
  /** The posting that the spans index. */
  declare text: string;
  declare lang: Lang;

  #bar({ declared, asked, probability }: Finding) {
    const { s, lang } = this;
    const [from, to] = [say(lang, declared), say(lang, asked)];
    const [rest, share] = [percent(1 - probability, 0), percent(probability, 0)];
    const cut = `${((1 - probability) * 100).toFixed(2)}%`;
    return html`<svg class="swap-bar" height="32" role="img" aria-label=${s.swapAlt(from, rest, to, share)}>
      ${svg`<rect class="f-tmid" width=${cut} height="12"></rect><rect class="f-them" x=${cut} width=${`${(probability * 100).toFixed(2)}%`} height="12"></rect>
      <text y="28">${from} ${rest}</text><text class="strong t-them" x="100%" y="28" text-anchor="end">${to} ${share}</text>`}
    </svg>`;
  }

  #quotes({ evidence, claimed, prior }: Finding) {
    const { s, text } = this;
    const numbers = new Map(evidence.filter(({ weight }) => weight > 0).map((one, i) => [one, i + 1]));
    const heaviest = [...evidence].sort((a, b) => b.weight - a.weight);
    return html`<ul class="quotes">
      ${heaviest.map((one) => {
        const { before, words, after, line, weight } = quote(text, one);
        const number = claimed ? numbers.get(one) : undefined;
        return html`<li class="quote">
          <span class="muted">${s.lineNo(line)}</span>
          <q lang=${langOf(words)}>${before}<b>${words}</b>${after}</q>
          ${number === undefined ? html`<span></span>` : html`<span class="boxno">${number}</span>`}
          <span class="num wgt">${signedWeight(weight)}</span>
        </li>`;
      })}
      <li class="quote">
        <span class="muted">${s.priorRow}</span><span></span><span></span
        ><span class="num wgt">${signedWeight(prior)}</span>
      </li>
    </ul>`;
  }

  #claim(swap: Finding) {
    const { s, lang } = this;
    const weights = swap.evidence.reduce((sum, { weight }) => sum + weight, 0);
    const sum = s.swapSum(
      signedWeight(swap.prior),
      signedWeight(weights),
      signedWeight(swap.log_odds),
      odds(swap.log_odds),
    );
    return html`<section class="warn swap">
      <h2>${s.swapClaim(say(lang, swap.declared), say(lang, swap.asked))}</h2>
      <p class="ink2">${sum}</p>
      ${this.#bar(swap)} ${this.#quotes(swap)}
    </section>`;
  }

  #quiet(swap: Finding) {
    const { s, lang } = this;
    const text = s.swapQuiet(say(lang, swap.asked), percent(swap.probability, 0), percent(swap.threshold, 0));
    return html`<section class="sheet quiet-swap" aria-label=${s.swapTitle}>
      <p class="ink2">${text}</p>
      <details class="why plain">
        <summary>${s.swapQuotes}</summary>
        ${this.#quotes(swap)}
      </details>
    </section>`;
  }

  override render() {
    const { swap } = this;
    if (!swap) return nothing;
    if (swap.claimed) return this.#claim(swap);
    return swap.evidence.length > 0 ? this.#quiet(swap) : nothing;
  }
}
customElements.define('ch-swap', SwapWarning);
