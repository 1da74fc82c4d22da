#!/bin/sh
# Restores, builds with warnings as errors, checks the format and runs every test: the same for a person and for CI.
#   ./test.sh                 everything; the last line is 'N passed, N failed' (and ', N skipped')
#   ./test.sh Migrations      only the tests whose full name contains the word; or any 'dotnet test --filter' expression
set -u
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

fail() { echo "test.sh: $*" >&2; exit 1; }
have() { command -v "$1" > /dev/null 2>&1; }
have_postgres() { ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || have initdb; }

# What the tests start themselves: a browser and a database server.
missing=""
have chromium || missing="$missing chromium"
have_postgres || missing="$missing postgresql"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && have apt-get; then
        echo "Installing$missing …"
        # The tests make clusters of their own; the package's would only listen for nobody.
        mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/agentconsole.conf
        apt-get update -q > /dev/null || fail "apt-get update failed."
        # shellcheck disable=SC2086 # a list of words
        DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $missing > /dev/null || fail "apt-get could not install$missing."
    else
        fail "the tests need$missing. Install it (Debian: apt-get install$missing) and start again."
    fi
fi

have dotnet || fail "the .NET SDK 10 is missing: https://dotnet.microsoft.com/download"
case "$(dotnet --version 2> /dev/null)" in
    10.*) ;;
    *) fail "the .NET SDK 10 is needed (global.json), and 'dotnet --version' says: $(dotnet --version 2>&1 | head -1)" ;;
esac
have node || fail "Node 20 or later is missing; the widget is built with it."
[ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ] || fail "Node 20 or later is needed; here is $(node --version)."

filter=""
case "${1-}" in
    "") ;;
    *[=~\&\|]*) filter="$1" ;;
    *) filter="FullyQualifiedName~$1" ;;
esac

step() { echo "== $*"; }
step restore
dotnet restore AgentConsole.sln -v q || fail "restore failed."
step build
dotnet build AgentConsole.sln -c Release --no-restore -v q || fail "the build failed."
step format
# Whitespace only: the style rules are warnings of the build, and so errors.
format=0
dotnet format whitespace AgentConsole.sln --no-restore --verify-no-changes || format=1

step test
results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
set -- AgentConsole.Tests -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal"
# What the windows of a failed journey showed is kept for below.
export JOURNEY_REPORTS="$results/journeys"
mkdir -p "$JOURNEY_REPORTS"
# A test that hangs is named and ended.
set -- "$@" --blame-hang --blame-hang-timeout 6min --blame-hang-dump-type none
[ -z "$filter" ] || set -- "$@" --filter "$filter"
# What passed goes without saying; failures, skips with their reasons, and the time are shown.
{ dotnet test "$@" 2>&1; echo $? > "$results/code"; } | grep --line-buffered -vE '^\[xUnit|^  Skipped |^$|^Data collector|^Results File'
code=$(cat "$results/code")

count() { sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$results/tests.trx" 2> /dev/null | head -1; }
total=$(count total) executed=$(count executed) passed=$(count passed)
[ -n "$total" ] || fail "the tests ended without a result (exit code $code)."
skipped=$((total - executed)) failed=$((executed - passed))
# The console names what was skipped; why, only the results say.
awk '/outcome="NotExecuted"/ { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name) }
     name != "" && /<Message>/ { sub(/^ *<Message>/, ""); sub(/<\/Message>.*/, ""); print "Skipped " name ": " $0; name = "" }' "$results/tests.trx"
for report in "$JOURNEY_REPORTS"/*.txt; do
    name=$(basename "$report" .txt)
    grep -q "testName=\"[^\"]*\.$name\.[^\"]*\"[^>]*outcome=\"Failed\"" "$results/tests.trx" 2> /dev/null && cat "$report"
done
# The runner may fail where no test did: a crash after the last one, for instance.
[ "$code" = 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$format" = 0 ] || echo "test.sh: the format differs (see above): run 'dotnet format whitespace AgentConsole.sln'." >&2
[ "$code" = 0 ] && [ "$failed" = 0 ] && [ "$total" -gt 0 ] && [ "$format" = 0 ]
code=$?
[ "$skipped" = 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
exit $code
