/** The talk on the money axis, a round a row: your ask above the line, their answer beneath. Amounts are what a package is worth to the user. */
import { html, nothing, svg } from 'lit';
import { signed, whole } from '../../state/format.ts';
import { at, holds, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import { bundle, type Bundle, type DealIssue, type PracticeRound } from '../../state/table-views.ts';
import type { TableStrings } from '../../strings/table.ts';
import { axisRow, horizontal, plot, row, vertical } from '../axis/draw.ts';
import { packageText } from './package.ts';

export interface Words {
  s: TableStrings;
  lang: Lang;
  issues: DealIssue[];
  scale: Domain;
  walkAway: number;
}

const HEIGHT = 44;
const MIDDLE = HEIGHT / 2;

const asked = (x: string) => svg`<circle class="f-you" cx=${x} cy="11" r="5"></circle>`;
const offered = (x: string) =>
  svg`<svg x=${x} y="33" overflow="visible"><path class="practice-offer" d="M0-6L6 0 0 6-6 0z"></path></svg>`;

export const reference = (d: Domain, walkAway: number, height: number) =>
  holds(d, walkAway) ? vertical('ref', at(d, walkAway), 0, height) : nothing;

const priced = ({ issues }: Words, pack: Parameters<typeof bundle>[1] | null | undefined): Bundle | null =>
  pack ? bundle(issues, pack) : null;

function mine({ s, lang }: Words, move: PracticeRound['move'], ask: Bundle | null): string {
  if (!move) return '';
  if (move.do === 'ask') return ask ? packageText(s, lang, ask) : '';
  return move.do === 'accept' ? s.practiceYouAccept : s.practiceYouLeave;
}

function theirs({ s, lang }: Words, { move, reply }: PracticeRound, offer: Bundle | null): string {
  if (!reply) return s.practiceWaiting;
  if (move && move.do !== 'ask') return '';
  if (reply.kind === 'accept') return s.practiceTheyAccept;
  if (reply.kind === 'leave') return s.practiceTheyLeave;
  return offer ? packageText(s, lang, offer) : '';
}

/** What was said: whose it is, the package, what it is worth. */
const line = (s: TableStrings, who: 'you' | 'them', text: string, worth: number | null) =>
  text === ''
    ? nothing
    : html`<p class="practice-line">
        <span class="side-tag ${who}">${who === 'you' ? s.practiceYou : s.practiceThem}</span>
        <span>${text}</span
        >${worth === null ? nothing : html`<span class="num muted xs">${s.practiceWorth(whole(worth))}</span>`}
      </p>`;

function round(words: Words, one: PracticeRound, number: number) {
  const { s, scale: d, walkAway } = words;
  const { move, reply } = one;
  const ask = priced(words, move?.do === 'ask' ? move.package : null);
  const offer = priced(words, reply?.package);
  const open = reply?.kind === 'offer';
  const [my, their] = [mine(words, move, ask), theirs(words, one, offer)];
  const alt = [ask ? s.practiceAskAlt(whole(ask.worth)) : '', offer ? s.practiceOfferAlt(whole(offer.worth)) : '']
    .filter((text) => text !== '')
    .join(s.listComma);
  const marks = html`${svg`${horizontal('grid', '0', '100%', MIDDLE)}${reference(d, walkAway, HEIGHT)}${ask ? asked(at(d, ask.worth)) : nothing}${offer ? offered(at(d, offer.worth)) : nothing}`}`;
  const final = reply?.kind === 'offer' && reply.final;
  return html`<li class="practice-round">
    ${row(
      '',
      html`<span>${number === 0 ? s.practiceOpening : s.practiceRound(number)}</span>${
          final ? html`<small>${s.practiceFinal}</small>` : nothing
        }`,
      plot(d, HEIGHT, alt === '' ? null : alt, marks),
      ask && offer && open
        ? html`<span class="num">${signed(ask.worth - offer.worth)}</span><small>${s.practiceApart}</small>`
        : nothing,
    )}
    <div class="practice-lines">
      ${line(s, 'you', my, move?.do === 'accept' ? (offer?.worth ?? null) : (ask?.worth ?? null))}
      ${line(s, 'them', their, open ? (offer?.worth ?? null) : null)}
    </div>
  </li>`;
}

export function talk(words: Words, rounds: PracticeRound[]) {
  return html`<div class="axis practice-talk">
    <ol>
      ${rounds.map((one, number) => round(words, one, number))}
    </ol>
    ${axisRow(words.scale, words.s.practiceUnit)}
  </div>`;
}
