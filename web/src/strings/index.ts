import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { zh, type Strings } from './zh-CN.ts';

export type { Strings };
export const STRINGS: Record<Lang, Strings> = { 'zh-CN': zh, en };
