# Flags of every target. -ffp-contract=off: the same bits everywhere, so no fused multiply-add behind our back.
# Native code is plain x86-64 (no -march=native) for the same reason.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
  add_compile_options(-msimd128 -mbulk-memory -fwasm-exceptions)
  # STACK_SIZE: Emscripten's 64 KB is less than Eigen may use. DYNAMIC_EXECUTION=0: no eval, so a strict CSP holds.
  add_link_options(-fwasm-exceptions -sSTRICT=1 -sDYNAMIC_EXECUTION=0 -sSTACK_SIZE=1MB -sALLOW_MEMORY_GROWTH=1)
endif()

if(CHOUMA_SANITIZE OR CHOUMA_FUZZ)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=address,undefined)
endif()
if(CHOUMA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Warnings of our own targets
add_library(chouma_warnings INTERFACE)
target_compile_options(chouma_warnings INTERFACE -Wall -Wextra -Wpedantic $<$<BOOL:${CHOUMA_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees an overlap in std::string's operator+ that is not there (GCC bug 105651).
  target_compile_options(chouma_warnings INTERFACE -Wno-restrict)
endif()
if(CHOUMA_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # The sanitizers' own code makes g++ see uninitialised members in std::regex.
  target_compile_options(chouma_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
