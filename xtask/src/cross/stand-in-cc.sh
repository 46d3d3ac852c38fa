#!/bin/sh
# Stands in for a C compiler of macOS, of which no free one exists: `cargo check` runs the build scripts of crates
# that hold C, and these want a compiler that ends well and a file where they asked for one. It preprocesses for
# real, since scripts ask which compiler it is, and compiles NOTHING: the file is empty, and nothing can be linked
# from it. What such a check proves is said by `cargo xtask check --target macos`.
out=
last=
for word in "$@"; do
    case $word in
    '-?') exit 1 ;;
    -E) exec gcc "$@" ;;
    esac
    [ "$last" = -o ] && out=$word
    last=$word
done
[ -z "$out" ] || : >"$out"
