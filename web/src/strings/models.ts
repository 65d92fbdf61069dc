/** All words of the models tab, the page's own among them. They are loaded with the tab. */
import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { en as modelsEn } from './models.en.ts';
import { zh as modelsZh, type ModelStrings } from './models.zh-CN.ts';
import { zh } from './zh-CN.ts';

export type { ModelStrings };
export const MODEL_STRINGS: Record<Lang, ModelStrings> = {
  'zh-CN': { ...zh, ...modelsZh },
  en: { ...en, ...modelsEn },
};
