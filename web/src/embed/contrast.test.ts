import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, judge, parseColour, type Palette, type Rgb } from './contrast.ts';

const hex = (text: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(text.slice(i, i + 2), 16) / 255) as Rgb;
const LIGHT: Palette = {
  paper: hex('#ffffff'),
  you: hex('#234a9a'),
  ink: hex('#14181e'),
  ink2: hex('#474f5a'),
  ink3: hex('#626b77'),
  onSolid: hex('#ffffff'),
  them: hex('#653105'),
  fault: hex('#b3261e'),
};

test('contrast is WCAG’s', () => {
  assert.equal(contrast(hex('#000000'), hex('#ffffff')), 21);
  assert.equal(contrast(hex('#ffffff'), hex('#ffffff')), 1);
  // Of grey on white #767676 is the lightest that passes 4.5, #777777 does not.
  assert.ok(contrast(hex('#767676'), hex('#ffffff')) >= 4.5 && contrast(hex('#777777'), hex('#ffffff')) < 4.5);
});

test('colours as browsers compute them; what is not opaque or not a colour is none', () => {
  assert.deepEqual(parseColour('color(srgb 1 0.5 0)'), [1, 0.5, 0]);
  assert.deepEqual(parseColour('rgb(255, 0, 51)'), [1, 0, 0.2]);
  for (const none of ['color(srgb 1 1 1 / 0.5)', 'rgba(0, 0, 0, 0)', 'oklch(0.5 0.1 20)', '', 'color(srgb none 0 0)'])
    assert.equal(parseColour(none), undefined, none);
});

test('colours of enough contrast are taken without a word', () => {
  assert.deepEqual(judge(LIGHT, null, null), { paper: false, you: false, said: [] });
  assert.deepEqual(judge(LIGHT, hex('#fffaf0'), hex('#0b5d3b')), { paper: true, you: true, said: [] });
});

for (const [what, paper, you, taken, sentence] of [
  ['a pale accent', null, '#7fd6a4', [false, false], /--you has a contrast of 1\.\d\d with the paper; at least 4\.5/],
  ['a dark paper under dark ink', '#202020', null, [false, false], /--paper has a contrast of \d\.\d\d with the/],
  ['a good paper beside a pale accent', '#fffaf0', '#ffcc00', [true, false], /--you has a contrast/],
  ['a bad paper beside a good accent', '#808080', '#0b5d3b', [false, true], /--paper has a contrast/],
] as const)
  test(`too little contrast falls back and is said: ${what}`, () => {
    const verdict = judge(LIGHT, paper && hex(paper), you && hex(you));
    assert.deepEqual([verdict.paper, verdict.you], taken);
    assert.equal(verdict.said.length, 1);
    assert.match(verdict.said[0] ?? '', sentence);
  });

test('whatever is set, what is used passes', () => {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const colours = steps.flatMap((r) => steps.flatMap((g) => steps.map((b): Rgb => [r, g, b])));
  for (const paper of colours)
    for (const you of colours) {
      const verdict = judge(LIGHT, paper, you);
      const [ground, accent] = [verdict.paper ? paper : LIGHT.paper, verdict.you ? you : LIGHT.you];
      for (const other of [accent, LIGHT.ink, LIGHT.ink2, LIGHT.ink3, LIGHT.them, LIGHT.fault])
        assert.ok(contrast(ground, other) >= 4.5, `${paper} ${you}`);
      assert.ok(contrast(accent, LIGHT.onSolid) >= 4.5, `${you}`);
    }
});

test('what is no colour is said', () => {
  assert.match(judge(LIGHT, undefined, null).said[0] ?? '', /--paper is no opaque colour/);
  assert.match(judge(LIGHT, null, undefined).said[0] ?? '', /--you is no opaque colour/);
});
