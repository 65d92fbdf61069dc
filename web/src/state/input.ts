/** What is on the table, and how each act changes it. */
import type { Education, Level } from '../engine/generated/report.ts';
import type { Evidence } from '../engine/generated/request.ts';
import type { Act } from './state.ts';

/** What the candidate says of themselves beside the résumé, all fields there. */
export type Said = Required<Evidence>;
export interface Input {
  text: string;
  tags: string[];
  removed: string[];
  city: string | null;
  years: number | null;
  education: Education | null;
  level: Level | null;
  resume: string;
  said: Said;
}

export const UNSAID: Said = { stars: null, merged: null, answers: [], tools: [], scores: [] };
export const BLANK: Input = {
  text: '',
  tags: [],
  removed: [],
  city: null,
  years: null,
  education: null,
  level: null,
  resume: '',
  said: UNSAID,
};

export const isBlank = (text: string): boolean => text.trim() === '';

/** Nothing laid down yet: no text, no chip and no résumé. */
export const isEmpty = ({ text, tags, resume }: Input): boolean =>
  isBlank(text) && isBlank(resume) && tags.length === 0;

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const without = (list: string[], names: string[]) => list.filter((item) => !names.some((name) => same(name, item)));

function remove(input: Input, id: string, names: string[]): Input {
  // A chip may stand in the text, in the résumé, among the tags, or in several of them.
  const removed = isBlank(input.text) && isBlank(input.resume) ? [] : [...without(input.removed, [id]), id];
  return { ...input, tags: without(input.tags, [id, ...names]), removed };
}

function add(input: Input, typed: string): Input {
  const tag = typed.trim();
  if (tag === '') return input;
  return { ...input, tags: [...without(input.tags, [tag]), tag], removed: without(input.removed, [tag]) };
}

function answer(said: Said, veto: string, met: boolean | null): Said {
  const others = said.answers.filter((given) => given.veto !== veto);
  return { ...said, answers: met === null ? others : [...others, { veto, met }] };
}

function tick(said: Said, id: string, on: boolean): Said {
  const others = said.tools.filter((tool) => tool !== id);
  return { ...said, tools: on ? [...others, id] : others };
}

/** All said taken back is nothing said, so that the request leaves it out. */
const settled = (said: Said): Said =>
  said.stars === null && said.merged === null && said.answers.length + said.tools.length + said.scores.length === 0
    ? UNSAID
    : said;

export function editInput(input: Input, act: Act): Input {
  switch (act.type) {
    case 'text':
      return { ...input, text: act.text, removed: act.text === '' ? [] : input.removed };
    case 'example':
      return { ...input, text: act.text, removed: [], resume: act.resume ?? input.resume };
    case 'clear':
      return { ...BLANK, resume: input.resume, said: input.said };
    case 'add':
      return add(input, act.tag);
    case 'remove':
      return remove(input, act.id, act.names);
    case 'restore':
      return { ...input, removed: without(input.removed, [act.id]) };
    case 'city':
      return { ...input, city: act.city };
    case 'years':
      return { ...input, years: act.years };
    case 'education':
      return { ...input, education: act.education };
    case 'level':
      return { ...input, level: act.level };
    case 'resume':
    case 'example-resume':
    case 'read':
      return { ...input, resume: act.text };
    case 'said':
      return { ...input, said: settled({ ...input.said, ...act.said }) };
    case 'answer':
      return { ...input, said: settled(answer(input.said, act.veto, act.met)) };
    case 'tool':
      return { ...input, said: settled(tick(input.said, act.id, act.on)) };
    default:
      return input;
  }
}
