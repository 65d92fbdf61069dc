// What the README promises is what the project does: its two commands, and the versions it names.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')
const presets = JSON.parse(read('CMakePresets.json'))
const versions = Object.fromEntries([...read('toolchain/versions.sh').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]))

for (const preset of ['serve', 'test'])
  test(`README has the command for ${preset}, and the preset is there`, () => {
    assert.ok(readme.includes(`./emsdk-env.sh cmake --workflow --preset ${preset}`))
    assert.ok(presets.workflowPresets.some((p) => p.name === preset))
  })

test('.ci/run runs the test workflow of the README', () => {
  assert.match(read('.ci/run'), /^exec \.\/emsdk-env\.sh cmake --workflow --preset test\b/m)
})

// [how the README names the tool, the version it must then name]
const named = [
  ['Emscripten', 'EMSCRIPTEN_VERSION'],
  ['Catch2', 'CATCH2_VERSION'],
  ['Eigen', 'EIGEN_VERSION'],
  ['nlohmann_json', 'NLOHMANN_JSON_VERSION'],
  ['fast_float', 'FAST_FLOAT_VERSION'],
  ['CLI11', 'CLI11_VERSION'],
  ['CMake', 'CMAKE_MIN_VERSION'],
  ['Node', 'NODE_MIN_VERSION'],
]
test('versions in the README are those of toolchain/versions.sh', () => {
  const wrong = []
  for (const [tool, variable] of named) {
    assert.ok(versions[variable], `${variable} is not in toolchain/versions.sh`)
    for (const [, said] of readme.matchAll(new RegExp(`\\b${tool}(?:\\.js)?[ *]*(?:≥|>=|v)?[ ]*(\\d+(?:\\.\\d+)*)`, 'g')))
      // "Node 20.19" is right where 20.19.0 is meant; "Catch2" alone names no version
      if (!`${versions[variable]}.`.startsWith(`${said}.`)) wrong.push(`${tool} ${said}, which is ${versions[variable]}`)
  }
  assert.deepEqual(wrong, [])
})

test('the README names the Emscripten version it is built with', () => {
  assert.match(readme, new RegExp(`Emscripten\\D{0,5}${versions.EMSCRIPTEN_VERSION.replaceAll('.', '\\.')}`))
})
