#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# Lists the files that the binary carries, as C that embeds them (C23 #embed):
#   Sources/Platform/Components/Assets/**.{css,js,svg}   under the name assets/…
#   frameworks/**.yaml                                   under the name frameworks/…
#   actions/**.yaml                                      under the name actions/…
#   continuity/**.yaml                                   under the name continuity/…
#   crisis/**.yaml                                       under the name crisis/…
#   detection/**.yaml                                    under the name detection/…
#   restart/**.yaml                                      under the name restart/…
#   services/**.yaml                                     under the name services/…
# A SwiftPM resource bundle is read at an absolute path of the build machine, and .embedInCode takes minutes on such
# sizes; #embed takes milliseconds and the compiler follows the edits of the files by itself. Only adding, renaming or
# removing a file asks to run this again (make build does).
#
#   scripts/embed-assets.sh            writes Sources/CAssets/assets.c and include/assets.h
#   scripts/embed-assets.sh --check    fails when they differ from what would be written
set -euo pipefail
export LC_ALL=C # the order of the table is the same on every machine
cd "$(dirname "$0")/.."

readonly target=Sources/CAssets
readonly assets=Sources/Platform/Components/Assets

# Prints "NAME PATH" for each file to embed, sorted by name.
embedded_files() {
    if [[ -d "$assets" ]]; then
        find "$assets" -type f ! -name '.*' \( -name '*.css' -o -name '*.js' -o -name '*.svg' \) |
            awk -v prefix="$assets/" '{ print "assets/" substr($0, length(prefix) + 1) "\t" $0 }'
    fi
    local folder
    for folder in frameworks actions continuity crisis detection restart services; do
        if [[ -d "$folder" ]]; then
            find "$folder" -type f ! -name '.*' -name '*.yaml' | awk '{ print $0 "\t" $0 }'
        fi
    done
}

header() {
    cat <<'C'
/* SPDX-FileCopyrightText: The Carène authors */
/* SPDX-License-Identifier: EUPL-1.2 */

/* Written by scripts/embed-assets.sh: run it again rather than editing. */

C
}

declarations() {
    header
    cat <<'C'
#ifndef CARENE_ASSETS_H
#define CARENE_ASSETS_H

#include <stddef.h>

/// A file carried by the binary.
typedef struct {
    /// Path with `/`, such as `assets/site.css` or `frameworks/care-d2.yaml`.
    const char *_Nonnull name;
    /// The content, followed by one zero byte that `count` does not include.
    const unsigned char *_Nonnull bytes;
    size_t count;
} CareneAsset;

/// The table of embedded files, sorted by name; it lives as long as the process.
const CareneAsset *_Nonnull carene_assets(void);

/// How many files the table holds.
size_t carene_asset_count(void);

#endif
C
}

definitions() {
    header
    echo '#include "assets.h"'
    local index=0 name path
    local entries=''
    while IFS=$'\t' read -r name path; do
        if [[ ! "$name" =~ ^[A-Za-z0-9._/-]+$ ]]; then
            echo "embed-assets: $path: a name has only unaccented letters, digits, dots, dashes and underscores" >&2
            return 1
        fi
        # The zero byte keeps the array of an empty file valid C.
        printf '\nstatic const unsigned char asset_%d[] = {\n#embed "../../%s" suffix(,)\n    0};\n' "$index" "$path"
        entries+="    {\"$name\", asset_$index, sizeof asset_$index - 1},"$'\n'
        index=$((index + 1))
    done < <(embedded_files | sort -t $'\t' -k 1,1)
    # One more entry, never counted: C has no empty array.
    printf '\nstatic const CareneAsset table[] = {\n%s    {"", (const unsigned char *)"", 0},\n};\n' "$entries"
    cat <<'C'

const CareneAsset *carene_assets(void) { return table; }

size_t carene_asset_count(void) { return sizeof table / sizeof table[0] - 1; }
C
}

# Leaves the file untouched when nothing changes, so that nothing is compiled again.
publish() {
    local new="$1" old="$2"
    if cmp --silent "$new" "$old"; then
        return
    fi
    if [[ "$mode" == --check ]]; then
        echo "embed-assets: $old is not up to date; run scripts/embed-assets.sh" >&2
        stale=1
        return
    fi
    mkdir -p "$(dirname "$old")"
    cp "$new" "$old"
}

readonly mode="${1:-write}"
if [[ "$mode" != write && "$mode" != --check ]]; then
    echo "usage: scripts/embed-assets.sh [--check]" >&2
    exit 64
fi
workspace="$(mktemp -d)"
trap 'rm -rf "$workspace"' EXIT
declarations >"$workspace/assets.h"
definitions >"$workspace/assets.c"
stale=0
publish "$workspace/assets.h" "$target/include/assets.h"
publish "$workspace/assets.c" "$target/assets.c"
exit "$stale"
