#!/bin/bash
# The build environment of Chouma: Emscripten and whatever else is missing.
#   ./emsdk-env.sh CMD…    runs CMD inside it
#   . ./emsdk-env.sh       sets it in the current shell (bash)
# The first run installs (toolchain/setup.sh, in ${XDG_CACHE_HOME:-~/.cache}/chouma and through apt-get); later runs only
# check that it is all still there. Browsers, clang-format and clang-tidy come only when the tests are to run:
# for `--preset test`, with CI=true or with CHOUMA_TESTS=1.

chouma_env() {
  local root home want env key emcc
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || return
  home=${CHOUMA_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/chouma}
  want=build
  case "${CI:-}:${CHOUMA_TESTS:-}: $* " in
    true:* | *:1:* | *" --preset test "* | *" --preset=test "*) want=tests ;;
  esac

  # What the answer depends on. An emcc of ours that is on PATH already (a nested call) is not one "already there".
  emcc=$(command -v emcc || true)
  case "$emcc" in "$home"/*) emcc= ;; esac
  key="$(cat "$root"/toolchain/versions.sh "$root"/toolchain/setup.sh | cksum) ${EMSDK:-} $emcc"

  env=$home/env-$want.sh
  if ! { [ -f "$env" ] && [ "$(head -n 1 "$env")" = "# $key" ] && (. "$env" && chouma_env_complete); }; then
    CHOUMA_HOME=$home bash "$root/toolchain/setup.sh" "$want" "$key" </dev/null >&2 || return
  fi
  . "$env"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  if [ $# = 0 ]; then
    echo "usage: ./emsdk-env.sh CMD…   or, to set the environment in this shell:   . ./emsdk-env.sh" >&2
    exit 2
  fi
  chouma_env "$@" || exit
  unset -f chouma_env chouma_env_complete
  exec "$@"
else
  chouma_env
fi
