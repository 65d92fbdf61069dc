// `cmake --install` into a prefix that is then moved: the command finds its models there, and a CMake project that names only the package builds and answers.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import test, { before } from 'node:test'
import { chouma, folder, root, run } from './chouma.mjs'

const dir = folder()
const prefix = join(dir, 'chouma')
// No models but the installed ones, and no headers but the installed ones and the standard library's
const env = { PATH: process.env.PATH, HOME: dir }
const ok = (program, args, options = {}) => {
  const { code, out, err } = run(program, args, { cwd: dir, env, ...options })
  assert.equal(code, 0, out + err)
  return out
}

before(() => {
  const staged = join(dir, 'staged')
  ok('cmake', ['--install', join(root, 'build/native'), '--prefix', staged])
  renameSync(staged, prefix)
})

const request = JSON.stringify({ schema: 'chouma.request/1', id: 3, text: '高级Go工程师 28-45K·15薪 北京\n熟悉 Go、Kubernetes，5年以上经验' })

test('everything is where its readers look for it', () => {
  for (const file of ['bin/chouma', 'include/chouma/engine.h', 'lib/cmake/chouma/chouma-config.cmake', 'share/man/man1/chouma.1', 'share/bash-completion/completions/chouma',
    'share/zsh/site-functions/_chouma', 'share/fish/vendor_completions.d/chouma.fish', 'share/chouma/models/schema/report.schema.json', 'share/doc/chouma/LICENSE'])
    assert.ok(existsSync(join(prefix, file)), file)
  assert.equal(readFileSync(join(prefix, 'share/man/man1/chouma.1'), 'utf8'), chouma(['manual']).out)
})

test('the notices name every library that is compiled in, at the version it is built with', () => {
  const notices = readFileSync(join(prefix, 'share/doc/chouma/THIRD-PARTY.md'), 'utf8')
  const versions = readFileSync(join(root, 'toolchain/versions.sh'), 'utf8')
  for (const [name, variable] of [['Eigen', 'EIGEN'], ['JSON for Modern C++', 'NLOHMANN_JSON'], ['fast_float', 'FAST_FLOAT'], ['CLI11', 'CLI11']]) {
    const [, version] = new RegExp(`^${variable}_VERSION=(.*)$`, 'm').exec(versions)
    assert.match(notices, new RegExp(`\\| \\[${name.replaceAll('+', '\\+')}\\]\\S+ ${version.replaceAll('.', '\\.')} `))
  }
})

test('the package names no folder of the machine it was built on', () => {
  const cmake = join(prefix, 'lib/cmake/chouma')
  for (const file of readdirSync(cmake)) {
    const text = readFileSync(join(cmake, file), 'utf8')
    for (const path of [root, dir, process.env.HOME, 'chouma_deps', 'chouma_warnings']) assert.ok(!text.includes(path), `${file}: ${path}`)
  }
})

test('the installed command finds the installed models', () => {
  const report = JSON.parse(ok(join(prefix, 'bin/chouma'), ['analyze', '-'], { input: request }))
  assert.deepEqual([report.error, report.id, report.model.id], [null, 3, 'cn-2024'])
})

test('a consumer builds with find_package alone and answers as the command does', () => {
  const build = join(dir, 'build')
  ok('cmake', ['-S', join(root, 'tests/package-cpp'), '-B', build, `-DCMAKE_PREFIX_PATH=${prefix}`, '-DCMAKE_BUILD_TYPE=Release'])
  ok('cmake', ['--build', build])
  const report = JSON.parse(ok(join(build, 'app'), [], { input: request }))
  const command = JSON.parse(chouma(['analyze', '-'], request).out)
  assert.equal(report.pay.quantiles.length, 5)
  for (const part of ['pay', 'premium', 'anchors', 'profile']) assert.deepEqual(report[part], command[part], part)
})

test('a consumer that asks for another minor version is refused', () => {
  const { code, err } = run('cmake', ['-S', join(root, 'tests/package-cpp'), '-B', join(dir, 'other'), `-DCMAKE_PREFIX_PATH=${prefix}`, '-DWANTED=0.2'], { cwd: dir, env })
  assert.notEqual(code, 0)
  assert.match(err, /chouma/)
})
