# Every version that the build depends on, in this one place. Sourced by emsdk-env.sh and toolchain/setup.sh,
# read by CMake and by the tests: plain NAME=value lines only.
EMSCRIPTEN_VERSION=3.1.69
# Debian 12 gets Emscripten from the next release, on its own clang of this major version.
EMSCRIPTEN_DEBIAN_SUITE=trixie
EMSCRIPTEN_DEBIAN_CLANG=19
CATCH2_VERSION=3.7.1
CATCH2_DEBIAN_SUITE=trixie
CATCH2_SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
# Where Debian's packages are not to be had, these are cloned at these versions. Debian 12 has the same.
EIGEN_VERSION=3.4.0
NLOHMANN_JSON_VERSION=3.11.2
FAST_FLOAT_VERSION=3.9.0
CLI11_VERSION=2.1.2
CMAKE_MIN_VERSION=3.25.0
# The oldest Node that the page's tools run on, and what is installed where there is none.
NODE_MIN_VERSION=20.19.0
NODE_VERSION=22.20.0
NPM_VERSION=10.9.3
CLANG_FORMAT_VERSION=14
CLANG_TIDY_VERSION=19
