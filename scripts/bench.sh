#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# Builds the release and prints the promised figures beside their bars. CARENE_BINARY measures another program.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-packages.sh bench
if [[ -z "${CARENE_BINARY:-}" ]]; then
    make --no-print-directory build
fi

cluster="$(mktemp -d /tmp/carene-postgres.XXXXXX)"
trap 'scripts/postgres.sh stop "$cluster"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# Without PostgreSQL the figures on SQLite still have a meaning; those on PostgreSQL are then said to be missing.
postgres="$(scripts/postgres.sh start "$cluster")" || postgres=''
binary="${CARENE_BINARY:-.build/release/carene}"
python3 scripts/bench.py "$binary" "$postgres"
python3 scripts/bench-scheduling.py "$binary"
python3 scripts/bench-recovery.py "$binary"
python3 scripts/bench-hunt.py "$binary"
python3 scripts/bench-intake.py "$binary"
python3 scripts/bench-live.py "$binary"
