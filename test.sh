#!/bin/bash
# Runs all tests: builds with warnings as errors, starts a throw-away PostgreSQL on 127.0.0.1, runs everything, and what needs a database
# once more on PostgreSQL; stops it again.
# The last line is: N passed, N failed, N skipped.
#
#   ./test.sh          everything
#   ./test.sh --fast   rules and fences only; needs nothing but the .NET SDK
set -euo pipefail
cd "$(dirname "$0")"
unset ISPDIGITAL_TESTS_ON
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8

fast=false
case "${1:-}" in
  "") ;;
  --fast) fast=true ;;
  *) sed -n '2,8p' "$0"; exit 2 ;;
esac

scratch=$(mktemp -d)
postgres_data=
cleanup() {
  local code=$?
  trap - EXIT
  if [ -n "$postgres_data" ]; then as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data" -m immediate stop >/dev/null 2>&1 || true; fi
  rm -rf "$scratch"
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# ---- What the tests need besides the .NET SDK ------------------------------------------------------------------------------------
find_postgres() { postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1); [ -x "${postgres_bin:-}/initdb" ]; }

missing_packages() {
  command -v chromium >/dev/null || echo chromium
  [ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] || echo fonts-liberation
  [ -e /usr/share/fonts/truetype/noto/NotoSansBengali-Regular.ttf ] || echo fonts-noto-core
  find_postgres || echo postgresql
  /usr/bin/python3 -c 'import librouteros' 2>/dev/null || echo python3-librouteros
}

install_missing() {
  local packages
  packages=$(missing_packages | xargs)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need these Debian packages, which are not installed: $packages" >&2
    echo "Install them (sudo apt-get install --no-install-recommends $packages), or run ./test.sh --fast." >&2
    exit 2
  fi
  echo "Installing $packages"
  # The package would start a server of its own; the tests bring up their own.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $packages >"$scratch/apt.log" 2>&1 || { tail -30 "$scratch/apt.log" >&2; exit 2; }
}

# ---- A PostgreSQL of our own --------------------------------------------------------------------------------------------------------
# The server refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_postgres() {
  local folder=$scratch/postgres password port
  find_postgres
  password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  port=$(free_port)
  mkdir -m 700 "$folder"
  (umask 077; printf '%s' "$password" > "$folder/password")
  chmod 711 "$scratch"
  if [ "$(id -u)" = 0 ]; then chown -R postgres "$folder"; fi
  as_postgres "$postgres_bin/initdb" -D "$folder/data" -U isp --auth=scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  postgres_data=$folder/data
  as_postgres "$postgres_bin/pg_ctl" -D "$postgres_data" -l "$folder/log" -w -o "-p $port -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories=$folder -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300" start >/dev/null
  export ISPDIGITAL_POSTGRES="Host=127.0.0.1;Port=$port;Username=isp;Password=$password;Database=postgres"
}

# ---- Build, run, count --------------------------------------------------------------------------------------------------------------
if $fast; then
  unset ISPDIGITAL_POSTGRES
else
  install_missing
  start_postgres
fi
dotnet build IspDigital.sln -warnaserror -v quiet -nologo

code=0 passed=0 failed=0 skipped=0
figure() { if [ -e "$report" ]; then tr -d '\n' < "$report" | sed -nE "s/.*\"summary\"[^}]*\"$1\": *([0-9]+).*/\1/p"; fi; }

# Runs a part of the tests and adds to the figures.
run_tests() {
  local part=$1 result=0 n
  shift
  report=$scratch/results/$part.json
  timeout --signal=INT 60m dotnet test --project IspDigital.Tests --no-build "$@" \
    --results-directory "$scratch/results" --report-xunit-ctrf --report-xunit-ctrf-filename "$part.json" || result=$?
  n=$(figure passed); passed=$((passed + ${n:-0}))
  # Nothing ran: that is no success.
  if [ "${n:-0}" = 0 ] && [ "$result" = 0 ]; then result=1; fi
  n=$(figure failed); failed=$((failed + ${n:-0}))
  # The run itself broke (a crash, the time limit): that is a failure too.
  if [ "$result" != 0 ] && [ "${n:-0}" = 0 ]; then failed=$((failed + 1)); fi
  n=$(figure skipped); skipped=$((skipped + ${n:-0}))
  if [ "$result" != 0 ]; then code=$result; fi
}

if $fast; then
  run_tests rules --filter-namespace 'IspDigital.Tests.Rules*' --filter-namespace 'IspDigital.Tests.Architecture*'
else
  run_tests all
  # What the product does with its database, once more on PostgreSQL.
  export ISPDIGITAL_TESTS_ON=Postgres
  run_tests postgres --filter-not-trait On=Sqlite --filter-not-trait On=Postgres --filter-not-trait On=None \
    --filter-namespace 'IspDigital.Tests.UseCases*' --filter-namespace 'IspDigital.Tests.Scenarios*' --filter-namespace 'IspDigital.Tests.Proofs*'
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$code"
