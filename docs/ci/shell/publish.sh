#!/bin/sh
# Publishes the site if the content has changed since the last time, or if time has changed it. For cron, every few
# minutes: publish.sh TARGET. Needs sitegen and git on the path, and stands in the folder of the site.
set -eu

target="$1"
mkdir -p .sitegen
exec 9> .sitegen/publishing.lock
flock --nonblock 9 || { echo "Another publication is at work."; exit 0; }

git pull --quiet --ff-only
at="$(git rev-parse HEAD)"
last="$(cat .sitegen/published 2> /dev/null || echo none)"
next="$(cat .sitegen/next-change 2> /dev/null || echo 2000-01-01)" # as the last publication left it
if [ "$last" = "$at" ] && [ "$(date -d "$next" +%s)" -gt "$(date +%s)" ]; then
    exit 0
fi

sitegen publish "$target"
if [ -e content/register.jsonl ]; then
    git add content/register.jsonl content/register
    git diff --cached --quiet || { git commit --quiet --message "Register what was published"; git push --quiet; }
fi
sitegen next-change | head -n 1 > .sitegen/next-change
git rev-parse HEAD > .sitegen/published
