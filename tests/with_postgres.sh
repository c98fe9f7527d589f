#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own, named by TEST_DATABASE_URL, and takes it away afterwards.
# One that TEST_DATABASE_URL names already is used as it is; where there are no server programs, the command runs without.
set -euo pipefail
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
if [ -n "${TEST_DATABASE_URL:-}" ] || ! command -v initdb >/dev/null; then
  exec "$@"
fi

work=$(mktemp -d)
as_owner=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root.
  id tournee-tests >/dev/null 2>&1 || useradd --system --no-create-home tournee-tests
  chown tournee-tests "$work"
  chmod 755 "$work"
  as_owner=(setpriv --reuid=tournee-tests --regid="$(id -g tournee-tests)" --clear-groups)
fi
in_work() { (cd "$work" && "${as_owner[@]}" "$@"); }
stop() {
  in_work pg_ctl -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
in_work initdb -D "$work/data" -U tournee --auth=trust -E UTF8 --locale=C >/dev/null
in_work pg_ctl -D "$work/data" -w -l "$work/log" \
  -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c jit=off" start >/dev/null
export TEST_DATABASE_URL="postgres://tournee@127.0.0.1:$port/postgres"
"$@"
