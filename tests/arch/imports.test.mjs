// The import law holds in this repository, and the checker catches each way of breaking it.
import assert from 'node:assert/strict'
import test from 'node:test'
import { check, repositoryFiles, strip } from '../../tools/check-imports.mjs'

test('the repository keeps the import law', () => {
  const files = repositoryFiles()
  assert.ok(files.some((f) => f.path.startsWith('engine/src/')), 'no file of the engine was found')
  assert.deepEqual(check(files), [])
})

// [what, path, text, what the sentence must say]
const violations = [
  ['a room of a higher floor', 'engine/src/base/x.cpp', '#include "text/extract.h"', /base, floor 1.*text, floor 2.*only lower floors/],
  ['a room of the same floor', 'engine/src/text/x.cpp', '#include "regress/design.h"', /text, floor 2.*regress, floor 2/],
  ['a public header of a higher floor', 'engine/src/salary/x.h', '#include <chouma/engine.h>', /engine, floor 7/],
  ['a public header of the same floor, another room', 'engine/src/regress/x.h', '#include <chouma/profile.h>', /regress, floor 2.*text, floor 2/],
  ['a public header that includes a higher one', 'engine/include/chouma/error.h', '#include <chouma/model.h>', /error\.h:1 \(base, floor 1\)/],
  ['a public header that includes a private one', 'engine/include/chouma/model.h', '#include "base/math.h"', /public face stands alone/],
  ['a public header without a floor', 'engine/include/chouma/new.h', '', /without a floor/],
  ['an unknown public header', 'engine/src/talk/x.cpp', '#include <chouma/new.h>', /has no floor/],
  ['an unknown room', 'engine/src/attic/x.cpp', '', /room attic, which has no floor/],
  ['a file in no room', 'engine/src/x.cpp', '', /lies in no room/],
  ['an include without its room', 'engine/src/text/x.cpp', '#include "lexicon.h"', /without its room/],
  ['a relative include', 'engine/src/text/x.cpp', '#include "../base/utf8.h"', /relative path/],
  ['Emscripten in a room', 'engine/src/base/x.cpp', '#include <emscripten/val.h>', /only engine\/wasm knows Emscripten/],
  ['Emscripten in the command', 'engine/cli/x.cpp', '#ifdef __EMSCRIPTEN__', /only engine\/wasm knows Emscripten/],
  ['JSON in a room', 'engine/src/text/x.cpp', '#include <nlohmann/json.hpp>', /_json\.cpp/],
  ['JSON in a public header', 'engine/include/chouma/model.h', '#include <nlohmann/json_fwd.hpp>', /_json\.cpp/],
  ['files', 'engine/src/base/x.cpp', '#include <fstream>', /reads files/],
  ['files, by name', 'engine/src/base/x.cpp', 'auto* f = fopen(path, "r");', /fopen.*files/],
  ['the clock', 'engine/src/base/x.cpp', '#include <chrono>', /reads the clock/],
  ['the old clock', 'engine/src/base/x.cpp', '#include <ctime>', /reads the clock/],
  ['foreign random numbers', 'engine/src/base/x.cpp', '#include <random>', /base\/random\.h/],
  ['global random state', 'engine/src/base/x.cpp', 'int i = rand();', /random state/],
  ['the environment', 'engine/src/base/x.cpp', 'const char* v = std::getenv("HOME");', /environment/],
  ['the locale', 'engine/src/base/x.cpp', 'std::locale l;', /locale/],
  ['an unordered sum', 'engine/src/base/x.cpp', 'std::reduce(a, b);', /no fixed order/],
  ['exp of the C library', 'engine/src/salary/x.cpp', 'double y = std::exp(x);', /std::exp.*use base\/math\.h/],
  ['log of the C library', 'engine/src/regress/x.h', 'double y = std::log (x);', /std::log.*use base\/math\.h/],
  ['pow by its global name', 'engine/src/regress/x.h', 'double y = ::pow(x, 2);', /::pow.*use base\/math\.h/],
  ['a part that knows the client', 'web/src/parts/band/part.ts', "import { Client } from '../../engine/client.js'", /parts may import/],
  ['a part that knows the app', 'web/src/parts/band/part.ts', "import '../../app.ts'", /\(parts\).*of app/],
  ['state that knows a part', 'web/src/state/s.ts', "import '../parts/band/part.ts'", /\(state\).*of parts/],
  ['state that touches the DOM', 'web/src/state/s.ts', 'export const w = window.innerWidth', /state is pure/],
  ['the engine folder that knows state', 'web/src/engine/client.ts', "import { s } from '../state/s.ts'", /\(engine\).*of state/],
  ['a value of the client in state', 'web/src/state/s.ts', "import type { A } from './a.ts'\nimport { b } from '../engine/client.ts'", /s\.ts:2 \(state\).*of engine/],
  ['even a type of the client in a part', 'web/src/parts/band/part.ts', "import type { Client } from '../../engine/client.ts'", /\(parts\).*of engine/],
  ['the glue outside the worker', 'web/src/engine/client.ts', "import glue from '../../build/engine.js'", /only the worker knows the WASM glue/],
  ['the glue by name', 'web/src/app.ts', 'await createChouma({})', /only the worker/],
  ['the inside of the worker', 'web/src/app.ts', "import { x } from './engine/worker.ts'", /its inside is nobody's/],
  ['a reader of files that knows a part', 'web/src/reading/pdf.ts', "import '../parts/band/part.ts'", /\(reading\).*of parts/],
  ['a part that reads files itself', 'web/src/parts/band/part.ts', "import { readFile } from '../../reading/read-file.ts'", /\(parts\).*of reading/],
  ['an unknown folder', 'web/src/utils/x.ts', 'export {}', /folder that the law does not know/],
]
for (const [what, path, text, sentence] of violations)
  test(`caught: ${what}`, () => {
    const errors = check([{ path, text }])
    assert.equal(errors.length, 1, errors.join('\n') || 'nothing was said')
    assert.match(errors[0], sentence)
  })

const allowed = [
  ['a lower floor', 'engine/src/salary/x.cpp', '#include "regress/design.h"\n#include "base/math.h"\n#include <chouma/profile.h>'],
  ['its own room', 'engine/src/text/x.cpp', '#include "text/lexicon.h"\n#include <chouma/profile.h>'],
  ['the top', 'engine/src/engine.cpp', '#include <chouma/engine.h>\n#include "talk/talk.h"'],
  ['JSON where it belongs', 'engine/src/text/lexicon_json.cpp', '#include <nlohmann/json.hpp>'],
  ['files in the command', 'engine/cli/main.cpp', '#include <fstream>'],
  ['Emscripten where it belongs', 'engine/wasm/bindings.cpp', '#include <emscripten/bind.h>\n#include "text/lexicon.h"'],
  ['words in a comment or a string', 'engine/src/base/x.cpp', '// never std::exp(x)\n/* #include <chrono> */ auto s = "getenv std::log(x)";'],
  ['our own functions', 'engine/src/salary/x.cpp', 'double y = base::exp(x) + chouma::base::log(x) + std::sqrt(x);'],
  ['the C library in base/math', 'engine/src/base/math.cpp', 'double y = std::log(x);'],
  ['a part that knows state and types', 'web/src/parts/band/part.ts', "import { s } from '../../state/s.ts'\nimport type { Report } from '../../engine/types.ts'"],
  ['a type of the client in state', 'web/src/state/s.ts', "import type {\n  Question,\n} from '../engine/client.ts'"],
  ['a style sheet in a part', 'web/src/parts/band/part.ts', "import base from '../../styles/base.css?inline'"],
  ['the app and its readers of files', 'web/src/app.ts', "import { readFile } from './reading/read-file.ts'"],
  ['the app', 'web/src/app.ts', "import './parts/band/part.ts'\nimport { Client } from './engine/client.ts'"],
  ['the worker as an asset', 'web/src/engine/client.ts', "import source from './worker.ts?worker&inline'"],
]
for (const [what, path, text] of allowed)
  test(`allowed: ${what}`, () => {
    assert.deepEqual(check([{ path, text }]), [])
  })

test('stripping comments keeps the lines and what only looks like a comment', () => {
  assert.equal(strip('a /* b\nc */ d // e'), 'a     \n     d     ')
  assert.equal(strip('auto u = "http://x";'), 'auto u = "http://x";')
})
