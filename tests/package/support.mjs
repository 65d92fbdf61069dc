// What the tests of the npm package share: the package as npm packs it, installed without a network into a folder of its own, and the engine
// that it must equal.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const built = resolve(process.env.CHOUMA_PACKAGE ?? join(root, 'build/package/chouma'))
/** The tools that the page is built with. */
export const web = createRequire(join(root, 'web/package.json'))
const wasmDir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')

export const read = (path) => readFileSync(path, 'utf8')

export function folder() {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'chouma-package-')))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}${stdout}${stderr}`)
  return stdout
}

/** {tarball: its path, files: [{path, size, mode}]} */
export function pack(dir) {
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', built, '--json', '--pack-destination', dir], dir))
  return { tarball: join(dir, filename), files }
}

/** A new ES module project that has the package, and nothing else. */
export function consumer() {
  const dir = folder()
  const { tarball } = pack(dir)
  writeFileSync(join(dir, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], dir)
  return dir
}

/** The engine itself with the shipped resources: request text → report text. */
export async function reference() {
  const createChouma = web(join(wasmDir, 'engine.js'))
  const engine = new (await createChouma({ wasmBinary: readFileSync(join(wasmDir, 'engine.wasm')) })).Engine()
  for (const { kind, file, group } of JSON.parse(read(join(root, 'web/resources.json')))) {
    if (group === 'models') continue
    const answer = JSON.parse(engine.load(kind, new Uint8Array(readFileSync(join(root, 'models', file)))))
    assert.equal(answer.error, undefined, answer.error?.message)
  }
  return (request) => engine.analyze(request)
}

export const posting = '高级Go工程师 28-45K·15薪 北京\n熟悉 Go、eBPF、Kubernetes，5年以上经验，本科及以上'
const questions = [
  { text: posting },
  { text: posting, resume: '5 年 Go 后端经验，本科。\n项目：基于 eBPF 的网络观测', today: '2026-11', want: ['next', 'talk', 'screening'] },
  { tags: ['Go', 'WASM'], city: '上海', years: 4.5, education: 'master', level: 'senior' },
  { text: posting, negotiation: { moves: [{ by: 'employer', amount: 32000 }] } },
  { text: posting, education: 'nursery', unheard: 1 },
  {},
]
export const requests = questions.map((question, id) => JSON.stringify({ schema: 'chouma.request/1', id, ...question }))
/** With the engine's own cases, refused ones too. */
export const allRequests = [...requests, ...JSON.parse(read(join(root, 'tests/cases/engine.json'))).cases.map(({ raw, request }) => raw ?? JSON.stringify(request))]

/** The package's README as its fenced blocks: {language, code}. */
export const snippets = () =>
  [...read(join(root, 'packages/chouma/README.md')).matchAll(/^```(\w.*)\n([^]*?)^```$/gm)].map(([, language, code]) => ({ language, code }))
