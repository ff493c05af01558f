#!/bin/sh
# For cron, every few minutes, on a machine of your own. Copy to ci/cron.sh, in a clone whose branch follows the one that
# everybody pushes to and that may push to it:
#   */10 * * * *  /srv/market-tests/ci/cron.sh live
set -eu
cd "$(dirname "$0")/.."
mkdir -p .sitegen
exec 9> .sitegen/publishing.lock
flock -n 9 || exit 0 # one at a time; this one leaves it to the other

# Where a new release cannot be fetched, closing times still pass: the one that is installed goes on.
ci/install.sh > /dev/null || test -x .venv/bin/sitegen
ci/publish.sh "$@" > .sitegen/said || { code=$?; cat .sitegen/said; exit "$code"; }
