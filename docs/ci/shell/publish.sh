#!/bin/sh
# Publishes the site if the content has changed since the last time, or if time has changed it. For cron, every few
# minutes: publish.sh TARGET. Needs sitegen and git on the path, and runs in the folder of the site: a clone whose branch
# follows the one that everybody pushes to, and that may push to it.
set -eu

target="$1"
mkdir -p .sitegen
exec 9> .sitegen/publishing.lock
flock --nonblock 9 || { echo "Another publication is at work."; exit 0; }

git fetch --quiet
at="$(git rev-parse '@{upstream}')"
last="$(cat .sitegen/published 2> /dev/null || echo none)"
next="$(cat .sitegen/next-change 2> /dev/null || echo 2000-01-01)" # as the last publication left it
if [ "$last" = "$at" ] && [ "$(date -d "$next" +%s)" -gt "$(date +%s)" ]; then
    exit 0
fi

# Takes in what others pushed, records new versions, commits and pushes the register, and only then goes live.
sitegen publish --pull "$target"
sitegen next-change | head -n 1 > .sitegen/next-change
git rev-parse '@{upstream}' > .sitegen/published
