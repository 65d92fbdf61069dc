/** All words of the panel that portals embed, the page's own among them. */
import type { Lang } from '../state/state.ts';
import { en as embedEn } from './embed.en.ts';
import { zh as embedZh, type EmbedWords } from './embed.zh-CN.ts';
import { en } from './en.ts';
import { zh, type Strings } from './zh-CN.ts';

export type EmbedStrings = Strings & EmbedWords;
export const EMBED_STRINGS: Record<Lang, EmbedStrings> = { 'zh-CN': { ...zh, ...embedZh }, en: { ...en, ...embedEn } };
