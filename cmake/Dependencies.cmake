# Headers that the engine and its tests need, as the interface targets chouma_deps (Eigen, nlohmann_json, fast_float, CLI11)
# and chouma_catch2. emsdk-env.sh puts them in one private folder, because a WASM build must never see /usr/include
# (it would pull in the C library of the host).
if(DEFINED ENV{CHOUMA_HOME})
  set(chouma_home "$ENV{CHOUMA_HOME}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(chouma_home "$ENV{XDG_CACHE_HOME}/chouma")
else()
  set(chouma_home "$ENV{HOME}/.cache/chouma")
endif()

# version(NAME out): the value of NAME in toolchain/versions.sh
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/toolchain/versions.sh")
function(version name out)
  file(STRINGS "${PROJECT_SOURCE_DIR}/toolchain/versions.sh" line REGEX "^${name}=")
  string(REGEX REPLACE "^[^=]*=" "" value "${line}")
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

version(CATCH2_VERSION catch2_version)
set(chouma_catch2_dir "${chouma_home}/catch2-${catch2_version}")
set(chouma_include_dir "${chouma_home}/include")

foreach(header "include/Eigen/Core" "include/nlohmann/json.hpp" "include/fast_float/fast_float.h" "include/CLI/CLI.hpp"
               "catch2-${catch2_version}/catch_amalgamated.hpp")
  if(NOT EXISTS "${chouma_home}/${header}")
    message(FATAL_ERROR "${chouma_home}/${header} is missing. "
                        "Run the build through ./emsdk-env.sh, which fetches it: ./emsdk-env.sh cmake …")
  endif()
endforeach()

add_library(chouma_deps INTERFACE)
target_include_directories(chouma_deps SYSTEM INTERFACE "${chouma_include_dir}")
# Eigen keeps small temporaries on the stack: within the WASM stack, and the same everywhere.
target_compile_definitions(chouma_deps INTERFACE EIGEN_STACK_ALLOCATION_LIMIT=16384)

add_library(chouma_catch2 STATIC EXCLUDE_FROM_ALL "${chouma_catch2_dir}/catch_amalgamated.cpp")
target_include_directories(chouma_catch2 SYSTEM PUBLIC "${chouma_catch2_dir}")
target_compile_features(chouma_catch2 PUBLIC cxx_std_20)
# -w: not our code. -O1: it only has to count. It is not what the sanitizers are to look at, and takes them a minute.
target_compile_options(chouma_catch2 PRIVATE -w -O1)
if(CHOUMA_SANITIZE)
  target_compile_options(chouma_catch2 PRIVATE -fno-sanitize=all)
endif()
