// Completions and the manual page are made from the table of commands and options that the help is made from.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { binary, chouma, commands, folder, missing, run } from './chouma.mjs'

const dir = folder()
for (const shell of ['bash', 'zsh', 'fish']) writeFileSync(join(dir, `chouma.${shell}`), chouma(['completions', shell]).out)
writeFileSync(join(dir, 'chouma.1'), chouma(['manual']).out)
mkdirSync(join(dir, 'post ings'))
writeFileSync(join(dir, 'posting one.txt'), '')
const all = commands()

/** What bash offers for the words typed so far, the last one unfinished. */
function bash(...words) {
  const script = `source chouma.bash
    [[ $(complete -p chouma) == 'complete -F _chouma chouma' ]] || exit 3
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _chouma chouma "\${!#}" "\${@: -2:1}"; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { code, out, err } = run('bash', ['--norc', '-c', script, 'bash', 'chouma', ...words], { cwd: dir })
  assert.deepEqual([code, err], [0, ''])
  return out.split('\n').filter(Boolean).sort()
}

test('bash completes the commands', () => {
  assert.deepEqual(bash(''), [...all.map(({ name }) => name), '--help', '--version'].sort())
  assert.deepEqual(bash('pr'), ['predict'])
})

test('bash completes every option of every command, and no other', () => {
  for (const { name, options } of all) assert.deepEqual(bash(name, '--'), options.map(({ option }) => option).sort(), name)
})

test('bash completes files, folders and the words of a choice, also behind an equals sign', () => {
  assert.deepEqual(bash('plan', '--posting', 'post'), ['post ings', 'posting one.txt'])
  assert.deepEqual(bash('plan', '--models', 'post'), ['post ings'])
  assert.deepEqual(bash('extract', 'posting'), ['posting one.txt'])
  assert.deepEqual(bash('evaluate', '--mode', ''), ['posting', 'profile'])
  assert.deepEqual(bash('evaluate', '--mode', '=', 'pr'), ['profile'])
  assert.deepEqual(bash('evaluate', '--mode', '='), ['posting', 'profile'])
  assert.deepEqual(bash('completions', ''), ['bash', 'fish', 'zsh'])
  assert.deepEqual(bash('plan', '--rounds', ''), [])
})

test('zsh reads its completions and knows whose they are', { skip: missing('zsh') }, () => {
  assert.deepEqual(run('zsh', ['-n', 'chouma.zsh'], { cwd: dir }), { code: 0, signal: null, out: '', err: '' })
  const script = 'autoload -U compinit && compinit -D -u && source ./chouma.zsh && print -- $_comps[chouma]'
  assert.deepEqual(run('zsh', ['-fc', script], { cwd: dir, env: { ...process.env, HOME: dir } }).out, '_chouma\n')
})

test('zsh asks for the options of the command that was typed, and for the commands before there is one', { skip: missing('zsh') }, () => {
  // What zsh's own functions are called with; they need a terminal.
  const script = `compdef() { :; }; _arguments() { print -l -- "$@"; }; _describe() { print -l -- \${(P)2}; }
    source ./chouma.zsh; words=("$@"); CURRENT=$#; _chouma`
  const zsh = (...words) => run('zsh', ['-fc', script, 'zsh', ...words], { cwd: dir }).out.trim().split('\n')
  assert.deepEqual(zsh('chouma', '').slice(0, all.length).map((line) => line.split(':')[0]), all.map(({ name }) => name))
  for (const { name, options } of all) {
    const offered = zsh('chouma', name, '--').filter((line) => line.startsWith('*--'))
    assert.deepEqual(offered.map((line) => line.slice(1).split('[')[0]), options.map(({ option }) => option), name)
  }
  const [mode] = zsh('chouma', 'evaluate', '').filter((line) => line.startsWith('*--mode['))
  assert.ok(mode.endsWith(':posting|profile:(posting profile)'), mode)
  assert.deepEqual(zsh('chouma', 'extract', '')[0], '::FILE:_files')
})

test('fish completes commands, options, files and the words of a choice', { skip: missing('fish') }, () => {
  const env = { ...process.env, HOME: dir, XDG_CONFIG_HOME: dir, XDG_DATA_HOME: dir }
  const fish = (line) => {
    const { code, out, err } = run('fish', ['--no-config', '-c', `source chouma.fish; complete -C '${line}'`], { cwd: dir, env })
    assert.deepEqual([code, err], [0, ''])
    return out.split('\n').filter(Boolean).map((row) => row.split('\t')[0]).sort()
  }
  assert.deepEqual(fish('chouma '), all.map(({ name }) => name).sort())
  for (const { name, options } of all) assert.deepEqual(fish(`chouma ${name} --`), options.map(({ option }) => option).sort(), name)
  assert.deepEqual(fish('chouma evaluate --mode '), ['posting', 'profile'])
  assert.deepEqual(fish('chouma extract posting'), ['posting one.txt'])
})

test('the manual page has every command with its usage and every option', () => {
  const text = chouma(['manual']).out.replaceAll('\\-', '-')
  for (const { name, options } of all) {
    const part = text.split(`\n.SS ${name}: `)[1]?.split(/\n\.S[SH] /)[0]
    assert.ok(part?.includes(`\n\\fBchouma ${name} `), name)
    for (const { option } of options) if (option !== '--help') assert.ok(part.includes(`\n\\fB${option}\\fR`), `${name} ${option}`)
  }
  for (const section of ['NAME', 'SYNOPSIS', 'EXIT STATUS', 'ENVIRONMENT', 'FILES', 'EXAMPLES']) assert.match(text, new RegExp(`^\\.SH ${section}$`, 'm'))
})

test('groff has no warning about it', { skip: missing('groff') }, () => {
  const { code, out, err } = run('groff', ['-ww', '-man', '-Tutf8', 'chouma.1'], { cwd: dir })
  assert.deepEqual([code, err], [0, ''])
  assert.match(out, /résumé\s+shows/)
})

test('man shows it without a warning', { skip: missing('man') }, () => {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '80' }
  const { code, out, err } = run('man', ['--warnings', '-l', 'chouma.1'], { cwd: dir, env })
  assert.deepEqual([code, err], [0, ''])
  assert.match(out, /EXIT STATUS/)
})

test('what the build wrote is what the command says', () => {
  for (const [file, args] of [['chouma.1', ['manual']], ['chouma.bash', ['completions', 'bash']], ['_chouma', ['completions', 'zsh']], ['chouma.fish', ['completions', 'fish']]])
    assert.equal(run('cat', [join(binary, '../../papers', file)]).out, chouma(args).out, file)
})
