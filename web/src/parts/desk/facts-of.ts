import type { Report } from '../../engine/generated/report.ts';
import type { Lang } from '../../state/state.ts';
import type { DeskStrings } from '../../strings/desk.ts';

/** City, years, education and level as the report took them, in words; what is not stated is left out. */
export function factsOf(s: DeskStrings, { profile }: Report, lang: Lang): string[] {
  if (!profile) return [];
  const { city, years, education, level } = profile;
  const place = lang === 'zh-CN' ? city.value : city.en;
  return [
    place ?? '',
    years.value === null ? '' : s.yearsOf(String(years.value)),
    education.value === null ? '' : (s.educations[education.value] ?? ''),
    level.value === null ? '' : (s.levels[level.value] ?? ''),
  ].filter((fact) => fact !== '');
}
