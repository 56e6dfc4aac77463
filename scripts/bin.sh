#!/bin/sh
# Where the programs of .venv lie: Windows calls that folder otherwise.
case "$(uname -s)" in
    MINGW* | MSYS* | CYGWIN*) echo .venv/Scripts ;;
    *) echo .venv/bin ;;
esac
