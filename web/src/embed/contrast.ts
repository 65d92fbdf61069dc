/** Contrast of what a host sets, by WCAG 2.2, and what the panel takes of it. Pure: colours come as `color(srgb r g b)`. */
export type Rgb = [number, number, number];

/** The colours of the theme that a host's own are held against. */
export interface Palette {
  paper: Rgb;
  you: Rgb;
  ink: Rgb;
  ink2: Rgb;
  ink3: Rgb;
  onSolid: Rgb;
  them: Rgb;
  fault: Rgb;
}
/** Null: not set. Undefined: set to what is no opaque colour. */
export type Wished = Rgb | null | undefined;
export interface Verdict {
  paper: boolean;
  you: boolean;
  /** One sentence for each that is not taken. */
  said: string[];
}

/** WCAG's least for text of this size. */
export const LEAST = 4.5;

/** `color(srgb 0.1 0.2 0.3)` or `rgb(1, 2, 3)`; undefined where it is neither, or not opaque. */
export function parseColour(text: string): Rgb | undefined {
  const srgb = /^color\(srgb (\S+) (\S+) (\S+?)(?: \/ (\S+))?\)$/.exec(text);
  const rgb = /^rgba?\((\d+), (\d+), (\d+)(?:, (\S+))?\)$/.exec(text);
  const found = srgb ?? rgb;
  if (!found || Number(found[4] ?? 1) < 1) return undefined;
  const scale = srgb ? 1 : 255;
  const channels = [found[1], found[2], found[3]].map((c) => Number(c) / scale) as Rgb;
  return channels.every((c) => Number.isFinite(c)) ? channels : undefined;
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const sentence = (name: string, against: string, ratio: number): string =>
  `chouma-panel: ${name} has a contrast of ${ratio.toFixed(2)} with ${against}; at least ${LEAST} is needed, so the panel keeps its own.`;
const noColour = (name: string): string => `chouma-panel: ${name} is no opaque colour, so the panel keeps its own.`;

/** The pair of least contrast that is too little, as a sentence. */
function tooLittle(name: string, colour: Rgb, others: [string, Rgb][]): string[] {
  const [worst] = others.map(([other, rgb]) => [other, contrast(colour, rgb)] as const).sort((a, b) => a[1] - b[1]);
  return worst && worst[1] < LEAST ? [sentence(name, ...worst)] : [];
}

/** Paper must carry every ink, theirs and the fault's too; then the accent must stand on that paper, and carry its own text. */
export function judge(own: Palette, paper: Wished, you: Wished): Verdict {
  const inks: [string, Rgb][] = [
    ['the text', own.ink],
    ['the secondary text', own.ink2],
    ['the notes', own.ink3],
    ['the employer’s colour', own.them],
    ['the colour of errors', own.fault],
  ];
  const ofPaper = paper === undefined ? [noColour('--paper')] : paper ? tooLittle('--paper', paper, inks) : [];
  const ground = paper && ofPaper.length === 0 ? paper : own.paper;
  const grounds: [string, Rgb][] = [
    ['the paper', ground],
    ['text upon it', own.onSolid],
  ];
  const ofYou = you === undefined ? [noColour('--you')] : you ? tooLittle('--you', you, grounds) : [];
  // The panel's own accent stands on a paper that was taken, or the paper is not.
  const stands = you && ofYou.length === 0 ? you : own.you;
  const onPaper = ground === own.paper ? [] : tooLittle('--paper', ground, [['the accent', stands]]);
  return {
    paper: Boolean(paper) && ofPaper.length + onPaper.length === 0,
    you: Boolean(you) && ofYou.length === 0 && (onPaper.length === 0 || contrast(stands, own.paper) >= LEAST),
    said: [...ofPaper, ...ofYou, ...onPaper],
  };
}
