#!/bin/bash
# usage: CHOUMA_HOME=… setup.sh build|tests KEY
# Installs what is missing for building (and, with `tests`, for testing) and writes $CHOUMA_HOME/env-build|tests.sh, which
# emsdk-env.sh sources. Called by emsdk-env.sh only. Everything here may be run again: what is there is left alone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/versions.sh"
want=$1 key=$2

say() { printf 'emsdk-env: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
trap 'say "setup failed (line $LINENO of toolchain/setup.sh: $BASH_COMMAND)"' ERR

mkdir -p "$CHOUMA_HOME"
# One set-up at a time; a second one waits here, then finds everything done.
exec 9>"$CHOUMA_HOME/lock"
if command -v flock >/dev/null && ! flock -n 9; then
  say "another set-up is running, waiting for it"
  flock 9
fi

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; } # VERSION MINIMUM
have() { command -v "$1" >/dev/null 2>&1; }
have_apt() { have apt-get && have dpkg; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt_install() { # PACKAGE…
  [ "$(id -u)" = 0 ] || have sudo || die "not found: $*. Without sudo, run as root: apt-get update && apt-get install $*"
  say "installing with apt-get: $*"
  as_root apt-get -qq -o DPkg::Lock::Timeout=600 update || die "apt-get update failed"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=600 install "$@" || die "apt-get could not install: $*"
}

# --- packages of the system -------------------------------------------------------------------------------------------
missing=()
need() { # WHAT (a command or a file) PACKAGE
  case "$1" in
    /*) [ -e "$1" ] ;;
    *) have "$1" ;;
  esac || missing+=("$2")
}

node_is_new_enough() { have node && at_least "$(node --version | tr -d v)" "$NODE_MIN_VERSION"; }

install_missing() {
  need cmake cmake
  need ninja ninja-build
  need make make
  need g++ g++
  need git git
  need python3 python3
  have node && have npm || [ -x "$node_dir/bin/node" ] || missing+=(nodejs npm)
  if have_apt; then
    need /etc/ssl/certs/ca-certificates.crt ca-certificates
    need /usr/include/eigen3/Eigen/Core libeigen3-dev
    need /usr/include/nlohmann/json.hpp nlohmann-json3-dev
    need /usr/include/fast_float/fast_float.h libfast-float-dev
    need /usr/include/CLI/CLI.hpp libcli11-dev
    need /usr/include/zlib.h zlib1g-dev
    if [ "$(codename)" = bookworm ]; then
      need /usr/share/keyrings/debian-archive-trixie-automatic.gpg debian-archive-keyring
    fi
  fi
  if [ "$want" = tests ]; then
    need clang++ clang
    need clang-format-$CLANG_FORMAT_VERSION clang-format-$CLANG_FORMAT_VERSION
    need clang-tidy-$CLANG_TIDY_VERSION clang-tidy-$CLANG_TIDY_VERSION
    need chromium chromium
    need firefox-esr firefox-esr
    need WebKitWebDriver webkit2gtk-driver
    need Xvfb xvfb
    if have_apt; then
      need /usr/share/doc/fonts-noto-cjk fonts-noto-cjk
      # The shells that the command completes in, and what reads its manual page; tests that lack one say so.
      need zsh zsh
      need fish fish
      need man man-db
    fi
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    have_apt || die "not found, and without apt-get they have to be installed by hand: ${missing[*]}"
    apt_install "${missing[@]}"
  fi
  local cmake_version
  cmake_version=$(cmake --version | sed -n '1s/.* //p')
  at_least "$cmake_version" "$CMAKE_MIN_VERSION" || die "cmake $cmake_version is too old: $CMAKE_MIN_VERSION is needed"
}

codename() { (. /etc/os-release && echo "${VERSION_CODENAME:-}"); }

# --- Debian packages without touching the system ------------------------------------------------------------------------
apt_mirror() { # the mirror that this machine's apt is configured with
  local name mirror
  name=$(codename)
  # By what the mirror says of itself, or, before the first apt-get update, by what sources.list asks it for
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $name" "Origin: Debian" 2>/dev/null | sort -u | head -n 1)
  [ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' "Release: $name" 2>/dev/null | sort -u | head -n 1)
  if [ -n "$mirror" ]; then
    echo "$mirror"
    return
  fi
  die "apt's configuration names no source for $name; run apt-get update as root and see what it says"
}

# private_apt DIR KIND SUITE: an apt state of its own in DIR for one suite of the same mirror (KIND: deb or deb-src).
# Afterwards APT_CONFIG=DIR/apt.conf apt-get … speaks of that suite only; /etc/apt and /var/lib/apt stay as they are.
private_apt() {
  local dir=$1 mirror
  mirror=$(apt_mirror)
  mkdir -p "$dir"/{parts,conf,lists/partial,cache/archives/partial}
  : >"$dir/status"
  echo "$2 [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $3 main" >"$dir/sources.list"
  cat >"$dir/apt.conf" <<CONF
Dir::State "$dir"; Dir::State::lists "$dir/lists"; Dir::State::status "$dir/status"; Dir::Cache "$dir/cache";
Dir::Etc::sourcelist "$dir/sources.list"; Dir::Etc::sourceparts "$dir/parts"; Dir::Etc::parts "$dir/conf";
Dir::Etc::trusted "/dev/null"; Dir::Etc::trustedparts "/dev/null";
APT::Architecture "amd64"; APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Retries "3"; Debug::NoLocking "true";
CONF
  APT_CONFIG=$dir/apt.conf apt-get -qq update || die "apt-get could not read the package list of $3 from its mirror"
}

# --- Node -----------------------------------------------------------------------------------------------------------------
node_dir=$CHOUMA_HOME/node-$NODE_VERSION
install_node() {
  if node_is_new_enough && have npm; then
    node_dir=
    return
  fi
  if [ ! -f "$node_dir/.done" ]; then
    say "Node is older than $NODE_MIN_VERSION: installing node $NODE_VERSION from npm into $node_dir"
    rm -rf "$node_dir" && mkdir -p "$node_dir/bin"
    npm install --silent --no-fund --no-audit --no-save --prefix "$node_dir" "node@$NODE_VERSION" "npm@$NPM_VERSION" \
      || die "npm could not install node@$NODE_VERSION"
    ln -s ../node_modules/node/bin/node "$node_dir/bin/node"
    ln -s ../node_modules/npm/bin/npm-cli.js "$node_dir/bin/npm"
    ln -s ../node_modules/npm/bin/npx-cli.js "$node_dir/bin/npx"
    touch "$node_dir/.done"
  fi
  export PATH=$node_dir/bin:$PATH
  node_is_new_enough || die "the node in $node_dir does not run: $(node --version 2>&1)"
}

# --- headers and Catch2 ---------------------------------------------------------------------------------------------------
clone() { # DIR URL TAG
  [ -f "$1/.done" ] && return
  rm -rf "$1"
  git -c advice.detachedHead=false clone --quiet --depth 1 --branch "$3" "$2" "$1" || die "could not clone $2 at $3"
  touch "$1/.done"
}

# One private folder with links to header-only libraries: a WASM build must not search /usr/include.
install_headers() {
  local eigen=/usr/include/eigen3 json=/usr/include fast_float=/usr/include cli=/usr/include
  if ! have_apt; then
    eigen=$CHOUMA_HOME/eigen-$EIGEN_VERSION
    clone "$eigen" https://gitlab.com/libeigen/eigen.git "$EIGEN_VERSION"
    json=$CHOUMA_HOME/json-$NLOHMANN_JSON_VERSION/include
    clone "${json%/include}" https://github.com/nlohmann/json.git "v$NLOHMANN_JSON_VERSION"
    fast_float=$CHOUMA_HOME/fast_float-$FAST_FLOAT_VERSION/include
    clone "${fast_float%/include}" https://github.com/fastfloat/fast_float.git "v$FAST_FLOAT_VERSION"
    cli=$CHOUMA_HOME/cli11-$CLI11_VERSION/include
    clone "${cli%/include}" https://github.com/CLIUtils/CLI11.git "v$CLI11_VERSION"
  fi
  mkdir -p "$CHOUMA_HOME/include"
  ln -sfn "$eigen/Eigen" "$CHOUMA_HOME/include/Eigen"
  ln -sfn "$json/nlohmann" "$CHOUMA_HOME/include/nlohmann"
  ln -sfn "$fast_float/fast_float" "$CHOUMA_HOME/include/fast_float"
  ln -sfn "$cli/CLI" "$CHOUMA_HOME/include/CLI"
}

install_catch2() {
  local dir=$CHOUMA_HOME/catch2-$CATCH2_VERSION tmp
  [ -f "$dir/.done" ] && return
  rm -rf "$dir" && mkdir -p "$dir"
  if [ "$(. /etc/os-release 2>/dev/null && echo "${ID:-}")" = debian ]; then
    say "fetching Catch2 $CATCH2_VERSION from Debian's sources"
    tmp=$(mktemp -d)
    private_apt "$tmp" deb-src "$CATCH2_DEBIAN_SUITE"
    (cd "$tmp/cache" && APT_CONFIG=$tmp/apt.conf apt-get -qq source --download-only catch2) \
      || die "apt-get could not fetch the source of catch2"
    [ -f "$tmp/cache/catch2_$CATCH2_VERSION.orig.tar.gz" ] \
      || die "Debian $CATCH2_DEBIAN_SUITE no longer has Catch2 $CATCH2_VERSION: $(cd "$tmp/cache" && echo catch2_*)"
    echo "$CATCH2_SHA256  $tmp/cache/catch2_$CATCH2_VERSION.orig.tar.gz" | sha256sum --quiet --check \
      || die "the source of Catch2 $CATCH2_VERSION is not what versions.sh expects"
    tar -xzf "$tmp/cache/catch2_$CATCH2_VERSION.orig.tar.gz" -C "$dir" --strip-components=2 --wildcards '*/extras/catch_amalgamated.*'
    rm -rf "$tmp"
  else
    clone "$dir/git" https://github.com/catchorg/Catch2.git "v$CATCH2_VERSION"
    cp "$dir"/git/extras/catch_amalgamated.* "$dir"
  fi
  touch "$dir/.done"
}

# --- Emscripten -----------------------------------------------------------------------------------------------------------
emscripten_root= em_config=
found_emcc() { # EMCC: is it there and new enough?
  local root version
  [ -x "$1" ] || return 1
  root=$(dirname "$(readlink -f "$1")")
  # Debian's /usr/bin/emcc is a link to /usr/share/emscripten/emcc
  version=$(tr -d '"\n' <"$root/emscripten-version.txt" 2>/dev/null) || return 1
  at_least "${version%%[!0-9.]*}" "$EMSCRIPTEN_VERSION" || { say "$1 is $version, older than $EMSCRIPTEN_VERSION: not used"; return 1; }
  emscripten_root=$root
}

install_emscripten() {
  if [ -n "${EMSDK:-}" ] && found_emcc "$EMSDK/upstream/emscripten/emcc"; then
    em_config=$EMSDK/.emscripten
    return
  fi
  local on_path
  on_path=$(command -v emcc || true)
  case "$on_path" in "$CHOUMA_HOME"/* | '') ;; *) found_emcc "$on_path" && { em_config=${EM_CONFIG:-}; return; } ;; esac

  if have_apt && [ "$(dpkg --print-architecture)" = amd64 ] && [ "$(codename)" = bookworm ]; then
    local dir=$CHOUMA_HOME/emscripten-$EMSCRIPTEN_VERSION
    . "$here/emscripten-from-debian.sh"
    emscripten_from_debian "$dir"
    em_config=$dir/config
    found_emcc "$dir/em/usr/share/emscripten/emcc" || die "the Emscripten in $dir is not complete: remove that folder and try again"
  elif have_apt && at_least "$(apt-cache policy emscripten | sed -n 's/ *Candidate: \([0-9.]*\).*/\1/p' | grep . || echo 0)" "$EMSCRIPTEN_VERSION"; then
    apt_install emscripten
    found_emcc /usr/bin/emcc || die "the emscripten that apt-get installed is older than $EMSCRIPTEN_VERSION"
  else
    local sdk=$CHOUMA_HOME/emsdk
    say "installing Emscripten $EMSCRIPTEN_VERSION with emsdk into $sdk"
    clone "$sdk" https://github.com/emscripten-core/emsdk.git "$EMSCRIPTEN_VERSION"
    "$sdk/emsdk" install "$EMSCRIPTEN_VERSION" && "$sdk/emsdk" activate "$EMSCRIPTEN_VERSION" || die "emsdk could not install $EMSCRIPTEN_VERSION"
    em_config=$sdk/.emscripten
    found_emcc "$sdk/upstream/emscripten/emcc" || die "emsdk left no emcc in $sdk"
  fi
}

# --- what emsdk-env.sh sources --------------------------------------------------------------------------------------------
write_env() {
  local env=$CHOUMA_HOME/env-$want.sh tools="cmake ninja make g++ node npm emcc" files file
  if [ "$want" = tests ]; then
    tools+=" clang-format-$CLANG_FORMAT_VERSION clang-tidy-$CLANG_TIDY_VERSION chromium firefox-esr WebKitWebDriver Xvfb"
  fi
  files="'$emscripten_root/emcc' '$CHOUMA_HOME/catch2-$CATCH2_VERSION/.done'"
  for file in Eigen/Core nlohmann/json.hpp fast_float/fast_float.h CLI/CLI.hpp; do files+=" '$CHOUMA_HOME/include/$file'"; done
  {
    echo "# $key"
    echo "export CHOUMA_HOME='$CHOUMA_HOME' EMSCRIPTEN_ROOT='$emscripten_root'"
    if [ -n "$em_config" ]; then echo "export EM_CONFIG='$em_config'"; fi
    echo "case \":\$PATH:\" in *':${node_dir:+$node_dir/bin:}$emscripten_root:'*) ;; *) export PATH=\"${node_dir:+$node_dir/bin:}$emscripten_root:\$PATH\" ;; esac"
    echo "chouma_env_complete() {"
    echo "  local it"
    echo "  for it in $tools; do command -v \"\$it\" >/dev/null || return 1; done"
    echo "  for it in $files; do [ -e \"\$it\" ] || return 1; done"
    echo "}"
  } >"$env.new"
  mv "$env.new" "$env"
}

install_missing
install_node
install_headers
install_catch2
install_emscripten
write_env
say "ready: emcc $EMSCRIPTEN_VERSION or newer in $emscripten_root, node $(node --version)"
