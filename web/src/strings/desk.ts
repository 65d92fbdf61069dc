/** All words of the menu and what it opens, the page's own among them. They are loaded with it. */
import type { Lang } from '../state/state.ts';
import { en as deskEn } from './desk.en.ts';
import { zh as deskZh, type DeskWords } from './desk.zh-CN.ts';
import { en } from './en.ts';
import { zh, type Strings } from './zh-CN.ts';

export type DeskStrings = Strings & DeskWords;
export const DESK_STRINGS: Record<Lang, DeskStrings> = { 'zh-CN': { ...zh, ...deskZh }, en: { ...en, ...deskEn } };
