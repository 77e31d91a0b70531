#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# Builds engines and targets together with libFuzzer and AddressSanitizer, both in the Swift toolchain, and runs each for
# FUZZ_SECONDS (600). What was found stays in .build/fuzz: run the program with the file's name to see it again.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-packages.sh fuzz
readonly seconds="${FUZZ_SECONDS:-600}" home=.build/fuzz
mkdir -p "$home"
# Yams is linked as SwiftPM builds it.
swift build -c release --target Sigma
release="$(swift build -c release --show-bin-path)"
readonly release yams=.build/checkouts/Yams/Sources/CYaml
readonly flags=(-O -parse-as-library -swift-version 6 -D LIBFUZZER -sanitize=fuzzer,address)

mapfile -t logs < <(find Sources/Engines/EventLogs Tests/Fuzz/EventLogs -name '*.swift')
swiftc "${flags[@]}" -module-name EventLogsFuzz "${logs[@]}" -o "$home/logs"

mapfile -t rules < <(find Sources/Engines/Sigma Tests/Fuzz/Sigma -name '*.swift')
mapfile -t objects < <(find "$release/Yams.build" "$release/CYaml.build" -name '*.o')
swiftc "${flags[@]}" -module-name SigmaFuzz -I "$release/Modules" -Xcc "-I$yams/include" \
    -Xcc "-fmodule-map-file=$yams/include/module.modulemap" \
    -Xcc -fmodule-map-file=Sources/CHyperscan/module.modulemap "${rules[@]}" "${objects[@]}" -lhs -o "$home/rules"

run() {
    mkdir -p "$home/corpus-$2"
    ASAN_OPTIONS=detect_leaks=0 nice "$home/$1" "$home/corpus-$2" -max_total_time="$seconds" -rss_limit_mb=1500 \
        -timeout=60 -artifact_prefix="$home/found-$2-" -max_len="$3" -print_final_stats=1
}

# The first byte says which reader: see LibFuzzer.swift.
mkdir -p "$home"/corpus-{evtx,json,gzip,rules,expressions}
printf 'ElfFile' >"$home/corpus-evtx/seed"
printf '{"EventID":1,"Channel":"Security"}' >"$home/corpus-json/seed"
printf '{}' | gzip >"$home/corpus-gzip/seed"
cp detection/*.yaml "$home/corpus-rules/"
printf '/(a|b){1,3}[^c]+$' >"$home/corpus-expressions/seed"
run logs evtx 140000
run logs json 20000
run logs gzip 20000
run rules rules 12000
run rules expressions 300
