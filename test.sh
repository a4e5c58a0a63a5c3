#!/usr/bin/env bash
# Runs every test: `./test.sh [more arguments for dotnet test]`. Installs what they need on Debian and Ubuntu, and says what to install elsewhere.
# The last line is `N passed, N failed`; the exit code is 0 only if all passed.
set -euo pipefail
cd "$(dirname "$0")"

# Whoever starts this in the background of a shell without job control hands SIGINT on as ignored, and no shell can take that back for
# its children; tests that interrupt a process need it.
if [ -z "${CATALOG_SIGNALS_RESET:-}" ] && env --default-signal=INT,QUIT true 2>/dev/null; then
  CATALOG_SIGNALS_RESET=1 exec env --default-signal=INT,QUIT bash ./test.sh "$@"
fi

missing=()
want() { # want <package> <test that it is there…>
  local package=$1; shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
# ldconfig lies outside an ordinary user's path; its whole output is read, for a closed pipe would look like a failure.
has_sqlite() { [ "$(uname)" = Darwin ] || PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep 'libsqlite3\.so\.0'; }
want git command -v git
want libsqlite3-0 has_sqlite
if [ "$(uname)" = Linux ]; then
  want bubblewrap command -v bwrap
  want util-linux command -v prlimit
fi
want chromium command -v chromium
# The server is started by the tests themselves; Debian keeps its programs out of everybody's path.
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb; }
want postgresql has_postgres
want redis-server command -v redis-server
if [ ${#missing[@]} -gt 0 ]; then
  echo "These tests need: ${missing[*]}"
  if command -v apt-get >/dev/null; then
    root=(); [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "Install them with the package manager of this system; tests that miss one skip and say so."
  fi
fi
command -v dotnet >/dev/null || { echo "Install the .NET 10 SDK first"; exit 3; }
command -v npm >/dev/null || { echo "Install Node.js 20 or later with npm first"; exit 3; }

dotnet restore Catalog.sln --locked-mode --verbosity quiet
# One compiler for all projects, wherever the environment says otherwise: a process for each takes twice as long. It is ended behind its work.
dotnet build Catalog.sln --no-restore --configuration Release --verbosity quiet --nologo -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null || true

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test Catalog.sln --no-build --configuration Release --nologo "$@" 2>&1 | tee "$log" || status=$?

# Each test assembly closes with `Passed!  - Failed: 0, Passed: 32, Skipped: 1, Total: 33`.
sum() { { grep -oE "$1: +[0-9]+" "$log" || true; } | awk '{ total += $2 } END { print total + 0 }'; }
passed=$(sum Passed); failed=$(sum Failed); skipped=$(sum Skipped)
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "A test host ended before its tests did; see above"
  failed=1
fi
[ "$passed" -gt 0 ] || { echo "No test was run"; status=3; failed=$((failed > 0 ? failed : 1)); }
# Once more at the end, where a reader of a long log looks first: what failed, and its message.
if [ "$failed" -gt 0 ]; then
  echo "Failed:"
  grep -E '^  Failed ' -A 6 "$log" | cut -c 1-400 | head -n 100 || true
fi
[ "$skipped" -eq 0 ] || echo "$skipped skipped, each with its reason above"
echo "$passed passed, $failed failed"
exit "$status"
