#!/bin/sh
# Publishes if the content, the program or time has changed the site since the last publication: publish.sh TARGET, where
# TARGET is a name from publish: in content/site.yaml. Records new versions, commits and pushes the register, and only then
# goes live. If that cannot be done, it publishes what time alone changes, from the last commit that went live, and fails.
#
#   BRANCH      the branch to publish, where the runner checks out a commit and no branch (main)
#   PUSH_TOKEN  a password for https with which git may push to this repository; it stays in the environment
#   PUSH_USER   the name that goes with it, if the code host wants a certain one
#   ALWAYS      yes: publish although nothing seems to have changed
set -eu
PATH="$PWD/.venv/bin:$PATH"
target="$1"
mkdir -p .sitegen

git rev-parse --git-dir > /dev/null # says why, where git is missing or does not trust the folder

url="$(git remote get-url --push origin)"
case "$url" in
https://*)
    host="${url#https://}" path="${host#*/}" host="${host%%/*}"
    host="${host##*@}" # without a password that the runner put there for reading
    if [ -n "${PUSH_TOKEN:-}" ]; then
        export PUSH_TOKEN PUSH_USER="${PUSH_USER:-sitegen}"
        export GIT_CONFIG_COUNT=2
        export GIT_CONFIG_KEY_0="remote.origin.pushurl" GIT_CONFIG_VALUE_0="https://$host/$path"
        export GIT_CONFIG_KEY_1="credential.https://$host.helper"
        # shellcheck disable=SC2016 # git starts a shell of its own, which reads the variables
        export GIT_CONFIG_VALUE_1='!f() { echo "username=$PUSH_USER"; echo "password=$PUSH_TOKEN"; }; f'
    fi
    ;;
esac

git config user.email > /dev/null || git config user.email "${GIT_AUTHOR_EMAIL:-sitegen@localhost}"
git config user.name > /dev/null || git config user.name "${GIT_AUTHOR_NAME:-sitegen}"

if ! git symbolic-ref --quiet HEAD > /dev/null; then
    branch="${BRANCH:-main}"
    git fetch --quiet origin "+refs/heads/$branch:refs/remotes/origin/$branch"
    git checkout --quiet -B "$branch" --track "origin/$branch"
fi
git fetch --quiet || echo "Git could not fetch what others pushed." >&2

# What the site is made from: the commit that everybody has, and what is installed.
state() {
    echo "$(git rev-parse '@{upstream}') $(test ! -e .venv/installed || git hash-object .venv/installed)"
}

# Whether nothing changes by time yet, going by what the last publication left. Any doubt counts as a no.
is_early() {
    test -s .sitegen/next-change && python3 - "$(cat .sitegen/next-change)" << 'END'
import sys
from datetime import datetime, timezone
sys.exit(sys.argv[1] != "never" and datetime.fromisoformat(sys.argv[1]) <= datetime.now(timezone.utc))
END
}

receipts() { find .sitegen/receipts -name '*.json' 2> /dev/null | wc -l; }

publish() {
    test -e content/register.jsonl || sitegen register update --pull --commit || return
    sitegen publish --pull "$target"
}

live="$(cat .sitegen/published 2> /dev/null || true)"
if [ "$live" = "$(state)" ] && is_early && [ "${ALWAYS:-}" != yes ]; then
    echo "Nothing has changed since the last publication."
    exit 0
fi

before="$(receipts)" code=0
publish || code=$?
if [ "$code" -eq 0 ] || [ "$(receipts)" != "$before" ]; then # with 4, without a notice that has an error on its day
    state > .sitegen/published
    next="$(sitegen next-change 2> /dev/null | head -n 1)"
    case "$next" in
    "" | [0-9]*) echo "$next" ;;
    *) echo never ;;
    esac > .sitegen/next-change
    exit "$code"
fi

last="${live%% *}"
if [ -n "$last" ] && ! is_early && git cat-file -e "$last^{commit}" 2> /dev/null; then
    echo "Publishing what time changes, from the last commit that went live ($last)." >&2
    rm -rf .sitegen/last-good
    git worktree prune
    git worktree add --quiet --detach .sitegen/last-good "$last"
    # The lines of the register that this records are only live: the next successful publication adds them to the repository.
    (cd .sitegen/last-good && sitegen publish --no-commit "$target") || true
    git worktree remove --force .sitegen/last-good
fi
exit "$code"
