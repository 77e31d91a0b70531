#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# Installs what is missing from Debian 12, and nothing else. Safe to run again: when all is there it asks the package
# database once and returns at once, without network.
#
#   scripts/install-packages.sh build|lint|test|bench|fuzz
set -euo pipefail
cd "$(dirname "$0")/.."

readonly purpose="${1:-}"
readonly venv=.venv
readonly requirements=Tests/Browser/requirements.txt

# libcurl, libxml2 and ncurses serve the Swift toolchain itself, which is unpacked from an archive and declares nothing.
readonly for_build=(
    coinor-libcbc-dev libarchive-dev libargon2-dev libcurl4-openssl-dev libexpat1-dev libhyperscan-dev libpq-dev libqrencode-dev
    libsqlite3-dev libxlsxwriter-dev pkg-config zlib1g-dev
    binutils ca-certificates libc6-dev libcurl4 libncurses6 libstdc++-12-dev libxml2 tzdata
)
readonly for_lint=(git python3)
# WeasyPrint makes the PDF reports; poppler-utils reads them back in the tests. 7-Zip and bsdtar open the crisis kit, restic
# and borg write the reports that backups are known by, rsyslog sends logs to the intake.
readonly for_test=(
    borgbackup chromium-headless-shell fonts-dejavu-core libarchive-tools p7zip-full poppler-utils postgresql python3
    python3-venv restic rsyslog rsyslog-elasticsearch rsyslog-openssl unzip weasyprint
)
readonly for_bench=(wrk curl fonts-dejavu-core weasyprint)

case "$purpose" in
    build) wanted=("${for_build[@]}") ;;
    lint) wanted=("${for_lint[@]}") ;;
    test) wanted=("${for_build[@]}" "${for_lint[@]}" "${for_test[@]}") ;;
    fuzz) wanted=("${for_build[@]}") ;;
    bench) wanted=("${for_build[@]}" postgresql python3 "${for_bench[@]}") ;;
    *)
        echo "usage: scripts/install-packages.sh build|lint|test|bench|fuzz" >&2
        exit 64
        ;;
esac

give_up() {
    printf 'install-packages: %s\n' "$@" >&2
    exit 1
}

require_swift() {
    command -v swift >/dev/null ||
        give_up "Swift 6.3 is not in the PATH. Install it from https://www.swift.org/install/linux/ and run this again."
    local version
    version="$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)"
    [[ "$(printf '%s\n6.3\n' "${version:-0}" | sort -V | head -n 1)" == 6.3 ]] ||
        give_up "Swift 6.3 or later is needed; the PATH has ${version:-an unknown version}."
}

# Prints the wanted packages that are not installed, one per line.
missing_packages() {
    local installed
    # dpkg-query fails when it does not know one of the names: that package is simply missing.
    installed=" $(dpkg-query --show --showformat='${db:Status-Status}=${Package} ' "${wanted[@]}" 2>/dev/null || true) "
    local package
    for package in "${wanted[@]}"; do
        [[ "$installed" == *" installed=$package "* ]] || echo "$package"
    done
}

install_missing() {
    command -v dpkg-query >/dev/null ||
        give_up "this script knows Debian only. Install the equivalents of: ${wanted[*]}"
    local missing=()
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0

    local as_root=()
    if [[ "$(id -u)" != 0 ]]; then
        command -v sudo >/dev/null ||
            give_up "missing Debian packages, and neither root nor sudo is at hand. As root, run:" \
                "  apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
    fi
    echo "Installing from Debian: ${missing[*]}"
    # A fresh machine has no package lists; a stale one has lists that name files which no longer exist.
    "${as_root[@]}" apt-get -qq update ||
        give_up "apt-get update failed (see above). Still missing: ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "${missing[@]}" ||
        give_up "apt-get install failed (see above). Still missing: ${missing[*]}"
}

# The first Python that can make a virtual environment: the user's own one may lack ensurepip.
usable_python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    give_up "no Python 3.10 or later with the venv module was found (Debian: python3-venv)."
}

prepare_virtual_environment() {
    # The copy of the requirements is written last, so an interrupted installation is done again.
    if "$venv/bin/python" -c '' 2>/dev/null && cmp --silent "$requirements" "$venv/requirements.installed"; then
        return
    fi
    echo "Installing the browser test tools in $venv"
    local python
    python="$(usable_python)"
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --requirement "$requirements" ||
        give_up "the browser test tools of $requirements could not be installed (see above)."
    cp "$requirements" "$venv/requirements.installed"
}

install_missing
require_swift
[[ "$purpose" != test ]] || prepare_virtual_environment
