#!/usr/bin/env bash
# Installs grondslag into an environment of its own. GRONDSLAG_VERSION is checked by a pattern before it is used.
set -euo pipefail

place="${RUNNER_TEMP:-/tmp}/grondslag"
python="$(command -v python3 || command -v python)"
# -I: the folder is a checkout of anyone; a venv.py or pip.py in it is never imported.
"$python" -I -m venv "$place"
if [[ -z "${GRONDSLAG_VERSION:-}" ]]; then
  what="$GRONDSLAG_ACTION"
elif [[ "$GRONDSLAG_VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  what="grondslag==$GRONDSLAG_VERSION"
else
  echo "grondslag: version is three numbers such as 0.1.0" >&2
  exit 2
fi
"$place/bin/python" -I -m pip install --quiet --disable-pip-version-check "$what"
