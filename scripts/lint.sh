#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# What a reader should never have to check by eye. Every rule is run, so that one pass shows all there is to correct.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-packages.sh lint

failed=0
complain() {
    printf '%s\n' "$@" >&2
    failed=1
}

# The files of the project: those git knows and those it would add.
mapfile -d '' files < <(
    git ls-files -z --cached --others --exclude-standard | sort --zero-terminated --unique |
        while IFS= read -r -d '' file; do [[ ! -f "$file" ]] || printf '%s\0' "$file"; done
)
files_named() {
    local pattern="$1" file
    for file in "${files[@]}"; do
        [[ ! "$file" =~ $pattern ]] || printf '%s\0' "$file"
    done
}

check_format() {
    local sources=() source
    for source in Package.swift Sources Tests Benchmarks; do [[ ! -e "$source" ]] || sources+=("$source"); done
    swift format lint --strict --recursive --parallel "${sources[@]}" >&2 ||
        complain "lint: format: run make format, then see what remains above."
}

check_licence_headers() {
    local file
    # The header comes first, after what a file's kind wants above it: an interpreter, a tools version.
    while IFS= read -r -d '' file; do
        head -n 4 "$file" | tr '\n' ' ' |
            grep -qE 'SPDX-FileCopyrightText: The Carène authors .*SPDX-License-Identifier: EUPL-1\.2' ||
            complain "$file:1: the two lines of the licence header are missing"
    done < <(files_named '(\.(swift|c|h|sh|py|ya?ml|css|js|modulemap)|(^|/)(Makefile|requirements\.txt|\.ci/run))$')
}

check_forbidden_words() {
    local found
    # A trap ends the process for every user at once; comments may name the words.
    found="$(files_named '\.swift$' |
        xargs -0 --no-run-if-empty grep -HnE '\btry!|\bfatalError\(|\bas!' |
        grep -vE '^[^:]+:[0-9]+:[[:space:]]*//' || true)"
    [[ -z "$found" ]] || complain "$found" "lint: try!, fatalError and as! end the process; throw or return instead."

    found="$(files_named '' | xargs -0 --no-run-if-empty \
        grep -HnIE '(^|[^A-Za-z0-9._/-])/(root|work|Users|home/[a-z]+|opt/swift[a-z-]*)/[A-Za-z0-9.]' || true)"
    [[ -z "$found" ]] || complain "$found" "lint: a path of one machine has no place in the project."
}

check_sizes() {
    local file size
    for file in "${files[@]}"; do
        size="$(stat --format=%s -- "$file")"
        ((size <= 1000000)) || complain "$file:1: $size bytes; a file of the project stays below 1 MB"
    done
}

check_format
check_licence_headers
check_forbidden_words
check_sizes
python3 scripts/check-floors.py || failed=1
scripts/embed-assets.sh --check || failed=1
((failed)) || echo "lint: ${#files[@]} files, nothing to say"
exit "$failed"
