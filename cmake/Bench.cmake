# bench/NAME.cpp is a program of its own, bench_NAME; the target `bench` builds them all. Not part of `all`.
add_custom_target(bench)
if(EMSCRIPTEN)
  # The WASM halves of bench/match_speed.mjs, regress_peers.mjs, score_speed.mjs and negotiate.mjs; their JavaScript is the other.
  foreach(half match_speed:createMatchSpeed quantile_speed:createQuantileSpeed score_speed:createScoreSpeed negotiate:createNegotiate)
    string(REPLACE ":" ";" half ${half})
    list(POP_FRONT half name)
    add_executable(bench_${name} EXCLUDE_FROM_ALL bench/wasm/${name}.cpp)
    target_include_directories(bench_${name} PRIVATE bench)
    target_link_libraries(bench_${name} PRIVATE chouma chouma_warnings)
    target_link_options(bench_${name} PRIVATE
      -lembind --no-entry -sMODULARIZE=1 -sEXPORT_NAME=${half} -sENVIRONMENT=node -sFILESYSTEM=0
      -sINCOMING_MODULE_JS_API=wasmBinary,print,printErr)
    add_dependencies(bench bench_${name})
  endforeach()
  return()
endif()

file(GLOB bench_sources CONFIGURE_DEPENDS bench/*.cpp)
if(bench_sources)
  find_package(ZLIB REQUIRED)
endif()
foreach(source ${bench_sources})
  cmake_path(GET source STEM name)
  add_executable(bench_${name} EXCLUDE_FROM_ALL "${source}")
  target_link_libraries(bench_${name} PRIVATE chouma chouma_warnings ZLIB::ZLIB)
  add_dependencies(bench bench_${name})
endforeach()

# A peer to measure against where it is installed (Debian: libhyperscan-dev); nothing that is shipped knows of it.
find_path(HYPERSCAN_INCLUDE hs/hs.h)
find_library(HYPERSCAN_LIBRARY hs)
mark_as_advanced(HYPERSCAN_INCLUDE HYPERSCAN_LIBRARY)
if(HYPERSCAN_INCLUDE AND HYPERSCAN_LIBRARY)
  target_compile_definitions(bench_match_speed PRIVATE CHOUMA_HYPERSCAN)
  target_include_directories(bench_match_speed SYSTEM PRIVATE "${HYPERSCAN_INCLUDE}")
  target_link_libraries(bench_match_speed PRIVATE "${HYPERSCAN_LIBRARY}")
endif()
