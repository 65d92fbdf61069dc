# tests/fuzz/NAME.cpp is a libFuzzer program, fuzz_NAME; the target `fuzz` builds them all (preset `fuzz`; run by tools/fuzz.mjs).
# They read the committed models from the source folder.
add_custom_target(fuzz)
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*.cpp)
foreach(source ${fuzz_sources})
  cmake_path(GET source STEM name)
  add_executable(fuzz_${name} EXCLUDE_FROM_ALL "${source}")
  target_compile_definitions(fuzz_${name} PRIVATE CHOUMA_ROOT="${PROJECT_SOURCE_DIR}")
  target_link_libraries(fuzz_${name} PRIVATE chouma chouma_warnings)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz fuzz_${name})
endforeach()
