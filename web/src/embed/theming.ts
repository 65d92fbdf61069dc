/** What a host sets on the panel from outside: read, held against the theme's own colours, and taken or not. */
import { judge, parseColour, type Palette, type Rgb, type Wished } from './contrast.ts';

/** What a host may set besides colours, and the property that says whether a value is one. */
const MEASURES: Record<string, string> = {
  '--font-ui': 'font-family',
  '--r-chip': 'border-radius',
  '--r-ctl': 'border-radius',
  '--r-card': 'border-radius',
};
/** The accent's other shades, mixed of what was taken. */
const SHADES: [string, string][] = [
  ['--you-strong', 'var(--you) 70%, var(--ink)'],
  ['--you-mid', 'var(--you) 42%, var(--paper)'],
  ['--you-soft', 'var(--you) 18%, var(--paper)'],
  ['--you-tint', 'var(--you) 8%, var(--paper)'],
];
const OWN: Record<keyof Palette, string> = {
  paper: '--paper',
  you: '--you',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  onSolid: '--on-solid',
  them: '--them-strong',
  fault: '--fault',
};

/** Sentences that the console has heard: each once for all panels of a page. */
const heard = new Set<string>();
function say(sentences: string[]): void {
  for (const sentence of sentences) {
    if (!heard.has(sentence)) console.warn(sentence);
    heard.add(sentence);
  }
}

/** The browser reads the colour, however it is written. */
function colourOf(probe: HTMLElement, value: string): Rgb | undefined {
  probe.style.color = '';
  probe.style.color = `color-mix(in srgb, ${value}, ${value})`;
  return probe.style.color === '' ? undefined : parseColour(getComputedStyle(probe).color);
}

/** `frame` bears the theme's tokens; `probe` is an element inside it that nobody sees. */
export function applyTheme(host: HTMLElement, frame: HTMLElement, probe: HTMLElement): void {
  for (const name of [...Object.keys(MEASURES), '--you', '--paper', '--focus', ...SHADES.map(([shade]) => shade)])
    frame.style.removeProperty(name);
  const outside = getComputedStyle(host);
  const inside = getComputedStyle(frame);
  const own = Object.fromEntries(
    Object.entries(OWN).map(([field, name]) => [field, colourOf(probe, inside.getPropertyValue(name))]),
  ) as unknown as Palette;
  const wish = (name: string): Wished => {
    const value = outside.getPropertyValue(name).trim();
    return value === '' ? null : colourOf(probe, value);
  };
  const verdict = judge(own, wish('--paper'), wish('--you'));
  say(verdict.said);
  const take = (name: string) => frame.style.setProperty(name, outside.getPropertyValue(name));
  if (verdict.paper) take('--paper');
  if (verdict.you) {
    take('--you');
    frame.style.setProperty('--focus', 'var(--you)');
    for (const [shade, mix] of SHADES) frame.style.setProperty(shade, `color-mix(in srgb, ${mix})`);
  }
  for (const [name, property] of Object.entries(MEASURES)) {
    const value = outside.getPropertyValue(name).trim();
    if (value === '') continue;
    if (CSS.supports(property, value)) take(name);
    else say([`chouma-panel: ${name} is ${value}, which is no ${property}, so the panel keeps its own.`]);
  }
}
