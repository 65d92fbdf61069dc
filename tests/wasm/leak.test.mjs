// Memory of the engine over ten thousand analyses: after the first thousand, which fill the memos and the allocator's free lists, it does not grow.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const bytes = (path) => new Uint8Array(readFileSync(join(root, path)))

let memory
const instantiateWasm = (imports, receive) => {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(join(dir, 'engine.wasm'))), imports)
  memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory)
  return receive(instance) ?? instance.exports
}
const module = await createRequire(import.meta.url)(join(dir, 'engine.js'))({ instantiateWasm })

const engine = new module.Engine()
for (const { kind, file, group } of JSON.parse(readFileSync(join(root, 'web/resources.json'), 'utf8')))
  if (group !== 'models') assert.ok(JSON.parse(engine.load(kind, bytes(join('models', file)))).id, kind)

const requests = JSON.parse(readFileSync(join(root, 'engine/wasm/first_answers.json'), 'utf8'))
const screened = { resume: '2019 至今 木樨科技 后端\n用 Go 写网关，延迟降了三成', want: ['next', 'talk', 'screening'] }
/** Every text is another, so that nothing is answered from a memo; every hundredth reads a résumé besides. */
const ask = (i) => {
  const request = { schema: 'chouma.request/1', id: i, ...requests[i % requests.length], ...(i % 100 === 0 ? screened : {}) }
  if (request.text) request.text += `\n${i}`
  const report = engine.analyze(JSON.stringify(request))
  assert.ok(report.includes(`"id":${i},`) && report.includes('"error":null'), report.slice(0, 200))
}

test('ten thousand analyses leave the memory as the first thousand made it', () => {
  for (let i = 0; i < 1000; i++) ask(i)
  const settled = memory.buffer.byteLength
  for (let i = 1000; i < 10_000; i++) ask(i)
  assert.equal(memory.buffer.byteLength, settled)
})

test('engines that come and go give their memory back', () => {
  const pass = () => {
    const one = new module.Engine()
    for (const [kind, path] of [['lexicon', 'lexicon/lexicon.json'], ['salary_model', 'salary/cn-2024/model.json']])
      one.load(kind, bytes(join('models', path)))
    one.delete()
  }
  for (let i = 0; i < 3; i++) pass()
  const settled = memory.buffer.byteLength
  for (let i = 0; i < 20; i++) pass()
  assert.equal(memory.buffer.byteLength, settled)
  engine.delete()
})
