#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
#
# A private PostgreSQL for tests and measurements: its own cluster, on a unix socket only, thrown away when stopped.
# Whoever may enter the folder is trusted, so the folder is closed to others. It trades durability for speed.
#
#   directory="$(mktemp -d /tmp/carene-postgres.XXXXXX)"
#   scripts/postgres.sh start "$directory"    creates and starts; prints the address
#   scripts/postgres.sh url "$directory"      prints the address of a running cluster
#   scripts/postgres.sh stop "$directory"     stops it and removes what start has made
set -euo pipefail

# The address of a unix socket has 108 bytes (sockaddr_un), the closing zero included.
readonly socket_name=.s.PGSQL.5432
readonly longest_socket=107

give_up() {
    printf 'postgres: %s\n' "$@" >&2
    exit 1
}

usage() {
    echo "usage: scripts/postgres.sh start|url|stop DIRECTORY" >&2
    exit 64
}

[[ $# == 2 && -n "$2" ]] || usage
readonly verb="$1"
[[ -d "$2" ]] || [[ "$verb" == stop ]] || give_up "$2 is not a folder."
directory="$(realpath --canonicalize-missing -- "$2")"
readonly directory
readonly data="$directory/data" log="$directory/server.log"

# PostgreSQL refuses to run as root: then it runs as the account of Debian's package.
as_server_account() {
    if [[ "$(id -u)" != 0 ]]; then
        "$@"
    else
        runuser -u postgres -- "$@"
    fi
}

# The newest server installed.
server_programs() {
    local newest
    newest="$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
    [[ -x "$newest/initdb" ]] || give_up "no PostgreSQL server in /usr/lib/postgresql (Debian: postgresql)."
    echo "$newest"
}

# Prints the process of the cluster when it runs. A left-over pid file may name a stranger's process, which is then not
# one that was started on our data.
running_process() {
    local process arguments
    process="$(head -n 1 "$data/postmaster.pid" 2>/dev/null)" || return 1
    [[ "$process" =~ ^[0-9]+$ && -r "/proc/$process/cmdline" ]] || return 1
    arguments="$(tr '\0' ' ' <"/proc/$process/cmdline")" || return 1
    [[ "$arguments" == *postgres*" $data "* ]] || return 1
    echo "$process"
}

address() {
    echo "postgres:///postgres?host=$directory"
}

remove_what_start_made() {
    rm -rf -- "$data"
    rm -f -- "$log" "$directory/$socket_name" "$directory/$socket_name.lock"
}

start() {
    if running_process >/dev/null; then
        address
        return
    fi
    ((${#directory} + 1 + ${#socket_name} <= longest_socket)) ||
        give_up "$directory is too long for a unix socket; use mktemp -d /tmp/carene-postgres.XXXXXX."
    [[ "$directory" =~ ^[A-Za-z0-9._/-]+$ ]] ||
        give_up "$directory: use only unaccented letters, digits, dots, dashes and underscores."
    local programs
    programs="$(server_programs)"
    if [[ "$(id -u)" == 0 ]]; then
        id postgres >/dev/null 2>&1 || give_up "the account postgres, which Debian's package creates, does not exist."
        chown postgres: "$directory"
    fi
    chmod 700 "$directory"
    cd / # the server's account may not enter the current folder
    as_server_account test -w "$directory" ||
        give_up "$directory cannot be reached by the server's account; use mktemp -d /tmp/carene-postgres.XXXXXX."
    remove_what_start_made # a cluster that was killed

    # The first account has the caller's name, so that the address needs none.
    local output
    output="$(as_server_account "$programs/initdb" --pgdata="$data" --username="$(id -un)" --auth-local=trust \
        --auth-host=reject --encoding=UTF8 --locale=C.UTF-8 --no-sync 2>&1 </dev/null)" ||
        give_up "initdb failed:" "$output"
    as_server_account tee --append "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$directory'
port = 5432
max_connections = 200
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 10s
CONF
    as_server_account "$programs/pg_ctl" --pgdata="$data" --log="$log" --timeout=60 --silent start </dev/null >&2 ||
        give_up "the server did not start:" "$(tail -n 20 "$log" 2>&1)"
    address
}

stop() {
    local process attempt
    if process="$(running_process)"; then
        kill -INT "$process" # fast shutdown: sessions are closed, not waited for
        for attempt in {1..200}; do
            running_process >/dev/null || break
            ((attempt != 100)) || kill -QUIT "$process" # ten seconds: immediate shutdown
            sleep 0.1
        done
        ! running_process >/dev/null || give_up "process $process does not stop."
    fi
    remove_what_start_made
    rmdir -- "$directory" 2>/dev/null || true # kept when the caller has put files of his own there
}

case "$verb" in
    start) start ;;
    stop) stop ;;
    url)
        running_process >/dev/null || give_up "no cluster runs in $directory."
        address
        ;;
    *) usage ;;
esac
