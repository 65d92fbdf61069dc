/** All words of the plan, the page's own among them. They are loaded with the negotiate tab. */
import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { en as planEn } from './plan.en.ts';
import { zh as planZh, type PlanStrings } from './plan.zh-CN.ts';
import { zh } from './zh-CN.ts';

export type { PlanStrings };
export const PLAN_STRINGS: Record<Lang, PlanStrings> = { 'zh-CN': { ...zh, ...planZh }, en: { ...en, ...planEn } };
