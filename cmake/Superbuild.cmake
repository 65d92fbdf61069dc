# What the workflow presets `serve` and `test` build: each build of the engine by its own preset, then the page, and for the tests the npm package.
#
# web/ is an npm project and is asked for this much:
#   npm ci                   what it needs, from web/package-lock.json
#   npm run build            the page into $CHOUMA_OUT, from engine.js and engine.wasm in $CHOUMA_WASM_DIR
#   npm test                 unit tests              } run by tools/run-tests.mjs, which lists the
#   npm run test:browser     browser tests           } test runners whose summaries it can read;
#   npm run lint             ESLint, Prettier, types } CHOUMA_OUT and CHOUMA_WASM_DIR are set as above

# Messages of `make` ("Built target …") would follow the closing line of the tests.
set_property(GLOBAL PROPERTY RULE_MESSAGES OFF)
set_property(GLOBAL PROPERTY TARGET_MESSAGES OFF)

set(build "${CMAKE_SOURCE_DIR}/build")
set(web "${CMAKE_SOURCE_DIR}/web")
set(site_env "CHOUMA_WASM_DIR=${build}/wasm/bin" "CHOUMA_OUT=${build}/site" "CHOUMA_PACKAGE=${build}/package/chouma")
find_program(NODE_EXECUTABLE node REQUIRED)
find_program(NPM_EXECUTABLE npm REQUIRED)

# add_build(PRESET TARGET): custom target PRESET-TARGET builds TARGET by that preset
function(add_build preset target)
  add_custom_target(${preset}-${target}
    COMMAND "${CMAKE_COMMAND}" --preset ${preset} --log-level=WARNING
    COMMAND "${CMAKE_COMMAND}" --build --preset ${preset} --target ${target}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    USES_TERMINAL VERBATIM)
endfunction()

add_build(native product)
add_build(native all)
add_build(sanitize all)
add_build(wasm product)
add_build(wasm all)

# npm writes this file last
set(npm_done "${web}/node_modules/.package-lock.json")
add_custom_command(OUTPUT "${npm_done}"
  COMMAND "${NPM_EXECUTABLE}" --prefix "${web}" ci --no-fund --no-audit
  COMMAND "${CMAKE_COMMAND}" -E touch "${npm_done}"
  DEPENDS "${web}/package-lock.json"
  USES_TERMINAL VERBATIM)
add_custom_target(page
  COMMAND "${CMAKE_COMMAND}" -E env ${site_env} "${NPM_EXECUTABLE}" --prefix "${web}" run build
  DEPENDS "${npm_done}"
  USES_TERMINAL VERBATIM)
add_dependencies(page wasm-product)

# Both write the types of the schemas: one after the other.
add_custom_target(npm-package
  COMMAND "${CMAKE_COMMAND}" -E env ${site_env} "${NODE_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/packages/build.mjs"
  USES_TERMINAL VERBATIM)
add_dependencies(npm-package page)

add_custom_target(serve
  COMMAND "${NODE_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tools/serve.mjs" "${build}/site"
  USES_TERMINAL VERBATIM)
add_dependencies(serve native-product page)

add_custom_target(tests
  COMMAND "${CMAKE_COMMAND}" -E env ${site_env} "${NODE_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tools/run-tests.mjs"
  USES_TERMINAL VERBATIM)
add_dependencies(tests native-all sanitize-all wasm-all page npm-package)
