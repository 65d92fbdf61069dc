// What npm would publish: its metadata, its notices, nothing foreign, nothing of the machine it was built on, nothing newer than Node 18.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { dataFor, noticesFor, noticesText } from '../../packages/notices.mjs'
import { consumer, folder, pack, read, root } from './support.mjs'

const installed = join(consumer(), 'node_modules/chouma')
const metadata = JSON.parse(read(join(installed, 'package.json')))
const { files } = pack(folder())
const names = files.map(({ path }) => path).sort()
const texts = names.filter((name) => !name.endsWith('.wasm')).map((name) => [name, read(join(installed, name))])

test('the metadata', () => {
  const [, version] = /^project\(chouma VERSION (\S+)/m.exec(read(join(root, 'CMakeLists.txt')))
  assert.deepEqual(
    [metadata.name, metadata.version, metadata.license, metadata.type, metadata.sideEffects, metadata.engines],
    ['chouma', version, 'MIT', 'module', false, { node: '>=18' }],
  )
  for (const key of ['scripts', 'dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies', 'private']) assert.ok(!(key in metadata), key)
})

test('every entry of the metadata is a file', () => {
  const entries = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(entries))
  for (const entry of entries([metadata.exports, metadata.imports, metadata.types])) assert.ok(names.includes(entry.replace('./', '')), entry)
})

test('modules import what is in the package, and of Node nothing but node:fs/promises', () => {
  for (const [name, text] of texts.filter(([name]) => /\.[jt]s$/.test(name) && !name.endsWith('glue.js')))
    for (const [, specifier] of text.matchAll(/^(?:(?:import|export|\}).* from |import )['"]([^'"]+)['"]/gm)) {
      const target = join(name, '..', specifier)
      const types = target.replace(/\.js$/, '.d.ts')
      const inside = name.endsWith('.d.ts') ? names.includes(types) : names.includes(target)
      assert.ok(inside || specifier === '#read' || (specifier === 'node:fs/promises' && name === 'read-node.js'), `${name} imports ${specifier}`)
    }
})

test('the resources are those of web/resources.json that the engine loads, unchanged', () => {
  const resources = JSON.parse(read(join(root, 'web/resources.json'))).filter(({ kind }) => kind !== 'recipe')
  const shipped = texts.filter(([name]) => /^chouma-files\/.*\.json$/.test(name)).map(([, text]) => text)
  assert.equal(shipped.length, resources.length)
  for (const { file } of resources) assert.ok(shipped.includes(read(join(root, 'models', file))), file)
})

test('nothing foreign is inside', () => {
  const known = /^(package\.json|README\.md|LICENSE|THIRD-PARTY\.md|[\w-]+\.js|[\w-]+\.d\.ts|chouma-files\/([\w-]+\.json|engine\.wasm|glue\.js|worker\.js))$/
  assert.deepEqual(names.filter((name) => !known.test(name)), [])
  for (const { path, mode } of files) assert.equal(mode & 0o111, 0, `${path} can be run`)
})

test('nothing names the machine that it was built on', () => {
  const own = [root, tmpdir() + '/', homedir() + '/', hostname(), process.cwd()].filter((word) => word.length > 3)
  const absolute = /(?:^|["'`(\s])\/(?:home|root|tmp|work|usr|opt|var|build|mnt|Users)\/\w/
  for (const name of names) {
    const text = read(join(installed, name))
    for (const word of own) assert.ok(!text.includes(word), `${name}: ${word}`)
    assert.ok(!text.includes(`/${userInfo().username}/`), name)
    assert.doesNotMatch(text, absolute, name)
    assert.doesNotMatch(text, /file:\/\/\/|sourceMappingURL/, name)
  }
})

// Node 18 itself need not be here. Own modules are compiled against the ES2022 library and take readFile from Node, which 18 has; the glue is Emscripten's.
test('no module needs more than Node 18 has', () => {
  const { compilerOptions } = JSON.parse(read(join(root, 'packages/chouma/tsconfig.json')))
  assert.deepEqual(compilerOptions.lib, ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'])
  assert.match(read(join(installed, 'read-node.js')), /^import \{ readFile \} from 'node:fs\/promises';$/m)
  const newer = [
    ...['toSorted', 'toReversed', 'toSpliced', 'findLast\\w*', 'isWellFormed', 'toWellFormed', 'groupBy', 'fromAsync', 'withResolvers', 'isSubsetOf', 'getBuiltinModule'],
    ...['import\\.meta\\.(?!url\\b)\\w+', 'Promise\\.try', '(?:with|assert)\\s*\\{\\s*type', 'await using', 'using \\w+ =', 'WebSocket', 'navigator', 'new File\\('],
  ]
  for (const [name, text] of texts.filter(([name]) => name.endsWith('.js')))
    for (const what of newer) assert.doesNotMatch(text, new RegExp(`\\b${what}`), name)
})

test('the notices name everything that is inside, with the texts of its licences', () => {
  const text = read(join(installed, 'THIRD-PARTY.md'))
  assert.equal(text, noticesText('package'))
  const rows = noticesFor('package')
  assert.deepEqual(
    rows.map(({ name, licence }) => [name, licence]),
    [
      ['Eigen', 'MPL-2.0'],
      ['JSON for Modern C++', 'MIT'],
      ['fast_float', 'MIT'],
      ['Emscripten', 'MIT'],
      ['musl', 'MIT'],
      ['libc++, libc++abi, libunwind and compiler-rt of LLVM', 'Apache-2.0 WITH LLVM-exception'],
      ['dlmalloc', 'public domain (CC0-1.0)'],
    ],
  )
  for (const words of ['Mozilla Public License Version 2.0', 'Permission is hereby granted, free of charge', 'Rich Felker', 'Version 2.0, January 2004', 'LLVM Exceptions', 'O\\*NET'])
    assert.ok(text.includes(words), words)
})

for (const use of ['native', 'package', 'panel', 'page'])
  test(`notices for ${use}: every row is complete`, () => {
    for (const row of noticesFor(use)) {
      for (const key of ['name', 'version', 'url', 'copyright', 'licence', 'licenceUrl', 'where']) assert.ok(row[key], `${row.name}: ${key}`)
      assert.match(row.licenceUrl, /^https:\/\//)
      for (const text of row.texts) assert.ok(text.length > 300, row.name)
    }
    assert.ok(dataFor(use).length >= 1)
  })

test('notices for the page name every package that the page is made of', () => {
  const { dependencies } = JSON.parse(read(join(root, 'web/package.json')))
  const { uses, rows } = JSON.parse(read(join(root, 'packages/notices.json')))
  const named = rows.filter(({ part }) => uses.page.includes(part)).map(({ npm }) => npm)
  for (const name of Object.keys(dependencies)) assert.ok(named.includes(name), name)
})

test('an unknown use is refused', () => assert.throws(() => noticesFor('poster'), /use is poster; allowed: native, package, panel, page/))

test('cmake/THIRD-PARTY.md is what packages/notices.mjs writes', () => {
  assert.equal(read(join(root, 'cmake/THIRD-PARTY.md')), noticesText('native'))
})

test('every licence text that is kept is used', () => {
  const all = ['native', 'page'].flatMap((use) => noticesFor(use)).flatMap((row) => row.texts)
  for (const file of readdirSync(join(root, 'packages/licences'))) assert.ok(all.includes(read(join(root, 'packages/licences', file)).trim()), file)
})
