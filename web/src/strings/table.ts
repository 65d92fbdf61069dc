/** All words of what is on the table and of practice, the page's own among them. They are loaded with the negotiate tab. */
import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { en as tableEn } from './table.en.ts';
import { zh as tableZh, type TableStrings } from './table.zh-CN.ts';
import { zh } from './zh-CN.ts';

export type { TableStrings };
export const TABLE_STRINGS: Record<Lang, TableStrings> = {
  'zh-CN': { ...zh, ...tableZh },
  en: { ...en, ...tableEn },
};
