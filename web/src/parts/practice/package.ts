/** A package in words: base pay and what differs from the posting. */
import { whole } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { Bundle, Term } from '../../state/table-views.ts';
import type { TableStrings } from '../../strings/table.ts';

export const termText = (s: TableStrings, lang: Lang, { issue, value }: Term): string =>
  s.dealTerm(say(lang, issue.name), say(lang, value.name));

/** What differs from the posting; empty where nothing does. */
export const changedText = (s: TableStrings, lang: Lang, { changed }: Bundle): string =>
  changed.map((term) => termText(s, lang, term)).join(s.listComma);

export const packageText = (s: TableStrings, lang: Lang, pack: Bundle): string =>
  [s.dealBase(whole(pack.base)), changedText(s, lang, pack)].filter((text) => text !== '').join(s.listComma);
