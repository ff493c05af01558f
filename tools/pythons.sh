#!/bin/sh
# Runs the tests with each Python that pyproject.toml names and this machine has, and says which are missing. What follows goes
# to pytest: tools/pythons.sh tests/model. Each Python gets an environment of its own below .venv.
set -eu
cd "$(dirname "$0")/.."

wanted="$(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)"

# Prints the program for a version: one on the path that runs, or one that pyenv keeps without having it on the path.
program_of() {
    for found in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
        if "$found" -c "import sys; sys.exit(sys.version_info[:2] != ($(echo "$1" | tr . ,)))" 2> /dev/null; then
            echo "$found"
            return
        fi
    done
}

environment() { # VERSION PROGRAM: makes it, or brings it up to date
    place=".venv/pythons/$1"
    if ! cmp -s requirements/dev.txt "$place/installed"; then
        "$2" -m venv --clear --without-pip "$place"
        pip=".venv/bin/python -m pip --disable-pip-version-check --python $place/bin/python install --quiet"
        $pip --require-hashes -r requirements/dev.txt
        $pip --no-deps --no-build-isolation --editable .
        ln -s ../../schemas "$place/schemas" # of open contracting data: tests look for them beside the Python that runs them
        cp requirements/dev.txt "$place/installed"
    fi
}

missing="" failed="" passed=""
for version in $wanted; do
    program="$(program_of "$version")"
    if [ -z "$program" ]; then
        missing="$missing $version"
        continue
    fi
    echo "Python $version: $program"
    environment "$version" "$program"
    if ".venv/pythons/$version/bin/python" -m pytest "$@"; then
        passed="$passed $version"
    else
        failed="$failed $version"
    fi
done

echo "Passed:${passed:- none}. Failed:${failed:- none}. Not on this machine:${missing:- none}."
test -z "$failed" && test -n "$passed"
