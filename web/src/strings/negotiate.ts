/** All words of the negotiate tab and its parts, the page's own among them. They are loaded with the tab. */
import type { Lang } from '../state/state.ts';
import { en } from './negotiate.en.ts';
import { zh, type NegotiateWords } from './negotiate.zh-CN.ts';
import { OFFER_STRINGS, type OfferStrings } from './offers.ts';
import { PLAN_STRINGS, type PlanStrings } from './plan.ts';
import { TABLE_STRINGS, type TableStrings } from './table.ts';

export type NegotiateStrings = OfferStrings & PlanStrings & TableStrings & NegotiateWords;
const all = (lang: Lang, own: NegotiateWords): NegotiateStrings => ({
  ...OFFER_STRINGS[lang],
  ...PLAN_STRINGS[lang],
  ...TABLE_STRINGS[lang],
  ...own,
});
export const NEGOTIATE_STRINGS: Record<Lang, NegotiateStrings> = { 'zh-CN': all('zh-CN', zh), en: all('en', en) };
