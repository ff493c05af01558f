#!/bin/sh
# Sees that the programs which the tests drive are here, a browser, a word processor and what draws PDFs: installs
# them where it may, and otherwise says what to install and fails.
set -eu

missing=""
need() { # need PROGRAM PACKAGE
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need chromium chromium
need java default-jre-headless
need node nodejs
need npm npm
need openssl openssl
need soffice libreoffice-writer-nogui
need nginx nginx-light
need apache2 apache2
need ssh-keygen openssh-client
need setpriv util-linux
# Debian keeps it where only root looks for programs.
[ -x /usr/sbin/sshd ] || need sshd openssh-server

# Playwright's own Node is linked to a library that a small Debian does not have.
if [ -x /sbin/ldconfig ] && ! /sbin/ldconfig -p | grep -q 'libatomic\.so\.1'; then
    missing="$missing libatomic1"
fi

# WeasyPrint loads these to draw text.
if [ -x /sbin/ldconfig ]; then
    for library in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        file="$(echo "$library" | sed 's/-\{0,1\}0$//')"
        /sbin/ldconfig -p | grep -q "$file\.so\.0" || missing="$missing $library"
    done
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
The tests open pages in a real browser and forms in a real word processor, make PDFs, serve the site with real web
servers, and publish to a real SFTP server. Some programs they need are not installed.
On Debian or Ubuntu, run this, then try again:

    sudo apt-get install --no-install-recommends $packages

Elsewhere, install Pango, Chromium, a Java runtime (11 or later), Node.js (18.19 or later) with npm, OpenSSL 3, OpenSSH
with its server, LibreOffice, nginx, Apache and util-linux, and see that the commands chromium, java, node, npm, openssl,
ssh-keygen, sshd, setpriv, soffice, nginx and apache2 are on the path.
EOF
exit 1
