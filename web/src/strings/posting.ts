/** All words of the posting tab, the page's own among them. They are loaded with the tab. */
import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { en as postingEn } from './posting.en.ts';
import { zh as postingZh } from './posting.zh-CN.ts';
import { zh, type Strings } from './zh-CN.ts';

export type TabStrings = Strings & typeof postingZh;
export const TAB_STRINGS: Record<Lang, TabStrings> = { 'zh-CN': { ...zh, ...postingZh }, en: { ...en, ...postingEn } };
