#!/bin/sh
# Sees that the programs which the tests drive are here, browsers and a word processor: installs them where it may, and
# otherwise says what to install and fails.
set -eu

missing=""
need() { # need PROGRAM PACKAGE
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need chromium chromium
need java default-jre-headless
need node nodejs
need npm npm
need soffice libreoffice-writer-nogui

# Playwright's own Node is linked to a library that a small Debian does not have.
if [ -x /sbin/ldconfig ] && ! /sbin/ldconfig -p | grep -q 'libatomic\.so\.1'; then
    missing="$missing libatomic1"
fi

[ -n "$missing" ] || exit 0

# A browser without a typeface draws no text, and then measures pages wrongly.
packages="${missing# } fonts-liberation"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests need: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 - a list of packages, one word each
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
    exit 0
fi

cat >&2 <<EOF
The tests open pages in a real browser, and forms in a real word processor. Some programs they need are not installed.
On Debian or Ubuntu, run this, then try again:

    sudo apt-get install --no-install-recommends $packages

Elsewhere, install Chromium, a Java runtime (11 or later) and Node.js (18.19 or later) with npm,
and LibreOffice, and see that the commands chromium, java, node, npm and soffice are on the path.
EOF
exit 1
