// The native command as a person calls it, for the tests beside this file.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const binary = join(root, 'build/native/bin/chouma')

/** What a program says and how it ends. */
export const run = (program, args, { input = '', cwd = root, env = process.env } = {}) => {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, { input, cwd, env })
  // A command that refuses its arguments does not read its input.
  if (error && error.code !== 'EPIPE') throw error
  return { code: status, signal, out: stdout.toString(), err: stderr.toString() }
}
export const chouma = (args, input = '', cwd = root) => run(binary, args, { input, cwd })

/** The one JSON document that it answers with. */
export const json = (args, input) => {
  const { code, out, err } = chouma(args, input)
  assert.equal(code, 0, err)
  return JSON.parse(out)
}

/** A folder that is gone when the test file is through. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'chouma-'))
  after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Whether a program is there: what is said of other shells can be tested only with them. */
export const missing = (program) => (spawnSync(program, ['--version']).error ? `${program} is not installed` : false)

/** The options of each command and its examples, as its help tells them. */
export function commands() {
  const names = [...chouma(['--help']).out.matchAll(/^ {2}(?:\w+| {4}) +([a-z]+) {2,}\S/gm)].map(([, name]) => name)
  return names.map((name) => {
    const { out } = chouma([name, '--help'])
    const options = [...out.matchAll(/^ {2}(--[a-z-]+)(?: (\S+))?/gm)].map(([, option, value]) => ({ option, value }))
    const examples = (out.split(/\nExamples?\n/)[1] ?? '').trim().split('\n').map((line) => line.trim())
    return { name, help: out, options, examples }
  })
}
