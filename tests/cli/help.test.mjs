// What the command says of itself, and of a command line that it cannot read.
import assert from 'node:assert/strict'
import test from 'node:test'
import { chouma, commands } from './chouma.mjs'

const width = (text) => Math.max(...text.split('\n').map((line) => [...line].length))

test('--help fits a terminal of 24 lines and 80 columns, and names what it is, every command and three examples', () => {
  const { code, out, err } = chouma(['--help'])
  assert.deepEqual([code, err], [0, ''])
  assert.ok(out.trimEnd().split('\n').length <= 24, out)
  assert.ok(width(out) <= 80, out)
  assert.match(out, /^chouma: what the skills/)
  const said = commands().map(({ name }) => name)
  assert.deepEqual(said, ['predict', 'quote', 'analyze', 'extract', 'screen', 'plan', 'simulate', 'offers', 'train', 'evaluate', 'completions', 'manual'])
  assert.equal(out.split('\nExamples\n')[1].match(/^ {2}chouma /gm).length, 3)
})

test('each command’s help has its usage, its options with a text each, and an example of itself', () => {
  for (const { name, help, options, examples } of commands()) {
    assert.match(help, new RegExp(`^chouma ${name}: `))
    assert.match(help, new RegExp(`\nusage: chouma ${name} `))
    assert.ok(width(help.split(/\nExamples?\n/)[0]) <= 80, help)
    assert.equal(options.at(-1).option, '--help')
    assert.ok(examples.length > 0 && examples.every((line) => line.includes(`chouma ${name}`)), help)
    for (const line of help.matchAll(/^ {2}--.*$/gm)) assert.match(line[0], / {2}\S|^ {2}\S+ \S+$/, line[0])
  }
})

test('--version', () => assert.match(chouma(['--version']).out, /^chouma \d+\.\d+\.\d+\n$/))

// [command line, the one sentence on standard error]
const refused = [
  [['pric'], /^chouma: there is no command pric; did you mean predict\?\n$/],
  [['help'], /^chouma: there is no command help; did you mean --help\?\n$/],
  [['xyzzy'], /^chouma: there is no command xyzzy; chouma --help lists them\.\n$/],
  [['--versoin'], /^chouma: there is no option --versoin; did you mean --version\?\n$/],
  [['plan', '--postng', 'p.txt'], /^chouma plan: there is no option --postng; did you mean --posting\?\n$/],
  [['plan', '--frobnicate=3'], /^chouma plan: there is no option --frobnicate; chouma plan --help lists them\.\n$/],
  [['quote'], /^chouma quote: --model is required; chouma quote --help says more\.\n$/],
  [['quote', '--modle', 'm.json'], /^chouma quote: there is no option --modle; did you mean --model\?\n$/],
  [['plan', '--rounds', 'abc'], /^chouma plan: --rounds is abc, which is no such number; /],
  [['plan', '--rounds'], /^chouma plan: --rounds lacks its value; /],
  [['evaluate', '--model', 'm', '--data', 'd', '--mode', 'both'], /^chouma evaluate: --mode: "both" is none of posting, profile; /],
  [['completions', 'tcsh'], /^chouma completions: .*"tcsh" is none of bash, zsh, fish; /],
  [['extract', 'a', 'b'], /^chouma extract: nothing is to be done with b; usage: chouma extract \[OPTIONS\] \[FILE\]\n$/],
]
for (const [args, sentence] of refused)
  test(`chouma ${args.join(' ')}: one sentence, status 2`, () => {
    const { code, out, err } = chouma(args)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, sentence)
    assert.equal(err.trimEnd().split('\n').length, 1)
  })

test('no command at all: the help on standard error, status 2', () => {
  const { code, out, err } = chouma([])
  assert.deepEqual([code, out], [2, ''])
  assert.equal(err, chouma(['--help']).out)
})
