# Sourced by setup.sh. Debian 12's own Emscripten (3.1.6) is too old; that of Debian 13 runs on Debian 12's clang 19 once
# its Binaryen gets the newer C library it was linked with. So: unpack both into a folder, without root.

emscripten_from_debian() { # DIR
  local dir=$1 suite=$EMSCRIPTEN_DEBIAN_SUITE clang=$EMSCRIPTEN_DEBIAN_CLANG
  [ -f "$dir/.done" ] && return
  say "unpacking Emscripten $EMSCRIPTEN_VERSION from Debian's packages into $dir (about 310 MB to fetch)"
  rm -rf "$dir" && mkdir -p "$dir"/{llvm,em,rt,bin/llvm,bin/binaryen/bin,tmp/base,tmp/next}

  private_apt "$dir/tmp/apt-base" deb bookworm
  private_apt "$dir/tmp/apt-next" deb "$suite"
  # clang and lld with the libraries they load, so that nothing depends on what the system has
  (cd "$dir/tmp/base" && APT_CONFIG=$dir/tmp/apt-base/apt.conf apt-get -qq download \
    clang-$clang lld-$clang llvm-$clang libllvm$clang libclang-cpp$clang libclang-common-$clang-dev \
    libz3-4 libedit2 libbsd0 libmd0 libxml2 libicu72 libtinfo6 libzstd1 liblzma5 zlib1g libffi8) \
    || die "apt-get could not download clang-$clang"
  (cd "$dir/tmp/next" && APT_CONFIG=$dir/tmp/apt-next/apt.conf apt-get -qq download \
    emscripten node-acorn binaryen libc6 libstdc++6 libgcc-s1) \
    || die "apt-get could not download emscripten from $suite"

  local deb tool
  for deb in "$dir"/tmp/base/*.deb; do unpack "$deb" "$dir/llvm"; done
  for deb in "$dir"/tmp/next/{binaryen,libc6,libstdc++6,libgcc-s1}_*.deb; do unpack "$deb" "$dir/rt"; done
  # Emscripten's system libraries come built in every variant: leave out those that this project never links.
  unpack "$dir"/tmp/next/emscripten_*.deb "$dir/em" --exclude='*/sysroot/lib/wasm64-emscripten*' \
    --exclude='*/wasm32-emscripten/pic*' --exclude='*/lto-pic*' --exclude='*/lto/pic*' --exclude='*/thinlto*' \
    --exclude='./usr/share/emscripten/test*' --exclude='./usr/share/doc*'
  unpack "$dir"/tmp/next/node-acorn_*.deb "$dir/em"
  # emcc's helper scripts look for acorn beside share/emscripten, in a folder that every Node searches
  ln -s nodejs "$dir/em/usr/share/node_modules"

  local lib=x86_64-linux-gnu
  for tool in clang clang++ wasm-ld llvm-ar llvm-ranlib llvm-nm llvm-objcopy llvm-dwarfdump llvm-dwp llvm-strip llvm-readobj; do
    wrapper "$dir/bin/llvm/$tool" \
      "LD_LIBRARY_PATH='$dir/llvm/usr/lib/$lib:$dir/llvm/lib/$lib' exec '$dir/llvm/usr/lib/llvm-$clang/bin/$tool' \"\$@\""
  done
  for tool in wasm-opt wasm-metadce wasm-emscripten-finalize wasm-dis wasm-as wasm-ctor-eval wasm-split wasm-merge wasm2js; do
    wrapper "$dir/bin/binaryen/bin/$tool" \
      "exec '$dir/rt/usr/lib/$lib/ld-linux-x86-64.so.2' --argv0 \"\$0\" --library-path '$dir/rt/usr/lib/$lib' '$dir/rt/usr/bin/$tool' \"\$@\""
  done
  cat >"$dir/config" <<CONFIG
EMSCRIPTEN_ROOT = '$dir/em/usr/share/emscripten'
LLVM_ROOT = '$dir/bin/llvm'
BINARYEN_ROOT = '$dir/bin/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$dir/em/usr/share/emscripten/cache'
FROZEN_CACHE = False
CONFIG
  rm -rf "$dir/tmp"
  touch "$dir/.done"
}

unpack() { # DEB DIR [options of tar]
  dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" "${@:3}"
}

wrapper() { # FILE COMMAND
  printf '#!/bin/sh\n%s\n' "$2" >"$1"
  chmod +x "$1"
}
