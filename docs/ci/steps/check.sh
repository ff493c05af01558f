#!/bin/sh
# Checks a proposed change and makes a preview of it: check.sh COMMIT, where COMMIT is what the change starts from.
# Fails only for what the change brings, as far as git can tell. REPORT is the format of the report (text, github, junit, sarif),
# which goes to standard output; everything else goes to standard error. Needs no password and no right to write.
set -eu
PATH="$PWD/.venv/bin:$PATH"

code=0
sitegen check --strict --since "$1" --format "${REPORT:-text}" || code=$?

# Also after a finding: the reviewers of the change want to see it.
rm -rf preview
if sitegen build --quiet --output preview/site >&2; then
    rm -rf preview/site/.sitegen
    cat > preview/how-to-look.txt << 'END'
This is the site as it would be with the proposed change. Its links need a web server, so a double click on a page is not enough.
Unpack the whole folder, open a terminal in the folder with this file, and type:

    python3 -m http.server --bind 127.0.0.1 --directory site 8000

(on Windows, py instead of python3). Then open http://127.0.0.1:8000/ in your browser. Ctrl+C ends it.
END
else
    rm -rf preview
    echo "There is no preview: the content has errors, which are listed above." >&2
fi
exit "$code"
