#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# Every test, stopping at the first step that fails: the Swift tests on SQLite and on a private PostgreSQL, then the
# browser tests on the same debug build.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh test
scripts/embed-assets.sh

# An operator's environment must not reach the tests: neither the program's settings nor libpq's.
while read -r variable; do unset "$variable"; done < <(compgen -e | grep -E '^(CARENE_|PG[A-Z]+$)' || true)

swift build --build-tests

cluster="$(mktemp -d /tmp/carene-postgres.XXXXXX)"
trap 'scripts/postgres.sh stop "$cluster"' EXIT
# Without these, a signal would end the shell before the cluster.
trap 'exit 130' INT
trap 'exit 143' TERM
CARENE_TEST_POSTGRES="$(scripts/postgres.sh start "$cluster")"
export CARENE_TEST_POSTGRES

swift test --skip-build --parallel --disable-xctest
CARENE_BINARY="$PWD/.build/debug/carene" .venv/bin/python -m pytest Tests/Browser
