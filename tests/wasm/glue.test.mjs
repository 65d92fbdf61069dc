// One glue file serves everybody: Node requires it; a classic worker runs it as a script, without require, fetch or eval.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const glue = join(dir, 'engine.js')
const wasmBinary = readFileSync(join(dir, 'engine.wasm'))
const version = readFileSync(join(root, 'CMakeLists.txt'), 'utf8').match(/^project\(chouma VERSION (\S+)/m)[1]

test('Node: the version comes through require() and the given bytes', async () => {
  const createChouma = createRequire(import.meta.url)(glue)
  const engine = await createChouma({ wasmBinary })
  assert.equal(engine.version(), version)
})

test('classic worker: the script defines createChouma and needs neither network nor eval', async () => {
  const refused = (what) => () => assert.fail(`the glue called ${what}`)
  const scope = {
    WebAssembly, TextDecoder, TextEncoder, URL, console,
    setTimeout, clearTimeout, queueMicrotask, performance,
    fetch: refused('fetch'),
    XMLHttpRequest: refused('XMLHttpRequest'),
    importScripts: () => {},
    location: { href: 'blob:null/0' },
  }
  scope.self = scope.globalThis = scope
  scope.WorkerGlobalScope = Object
  vm.createContext(scope, { codeGeneration: { strings: false, wasm: true } })
  vm.runInContext(readFileSync(glue, 'utf8'), scope)
  const engine = await scope.createChouma({ wasmBinary: new Uint8Array(wasmBinary) })
  assert.equal(engine.version(), version)
})
