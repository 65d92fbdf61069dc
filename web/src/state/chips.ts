/** Skills of a report as chips. */
import type { Report, SkillFound, Strength } from '../engine/generated/report.ts';
import type { Lang } from './state.ts';

export interface ChipView {
  id: string;
  name: string;
  /** Every name under which it may have been added as a tag. */
  names: string[];
  rods: number;
  state: 'held' | 'negated' | 'removed';
  base: boolean;
  /** Yuan that the median loses without it; null where the model has no coefficient for it. */
  worth: number | null;
  /** Worth against the dearest chip, 0 … 1. */
  edge: number;
}

const RODS: Record<Strength, number> = { required: 3, preferred: 2, mentioned: 1, negated: 0 };

export const nameIn = (lang: Lang, skill: { name: string; name_zh: string }): string =>
  lang === 'zh-CN' && skill.name_zh !== '' ? skill.name_zh : skill.name;

const stateOf = ({ strength, removed }: SkillFound): ChipView['state'] =>
  strength === 'negated' ? 'negated' : removed ? 'removed' : 'held';

/** Held chips dearest first, as they weigh; then what was taken away or negated. */
export function chips(report: Report, lang: Lang): ChipView[] {
  const skills = report.profile?.skills ?? [];
  const dearest = Math.max(1, ...skills.map((s) => s.worth ?? 0));
  const views = skills.map((skill): ChipView => ({
    id: skill.id,
    name: nameIn(lang, skill),
    names: [skill.name, skill.name_zh].filter((name) => name !== ''),
    rods: RODS[skill.strength],
    state: stateOf(skill),
    base: skill.id === report.premium?.base,
    worth: skill.worth,
    edge: Math.max(0, skill.worth ?? 0) / dearest,
  }));
  const weight = (view: ChipView) =>
    view.state !== 'held' ? -2e9 : view.base ? 2e9 : view.worth === null ? -1e9 : view.worth;
  return views
    .map((view, order) => ({ view, order }))
    .sort((a, b) => weight(b.view) - weight(a.view) || a.order - b.order)
    .map(({ view }) => view);
}

/** The chip of a skill id, for the head of a row or a talking point. */
export const rodsOf = (report: Report, id: string): number =>
  RODS[report.profile?.skills.find((s) => s.id === id)?.strength ?? 'mentioned'];
