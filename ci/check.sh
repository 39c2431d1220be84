#!/usr/bin/env bash
# Checks a register in a CI job: annotations, a summary, SARIF, JSON for the outputs. Everything from outside comes in
# by the environment and is quoted; user paths stand after `--`.
set -euo pipefail

for name in "$GRONDSLAG_SARIF" "$GRONDSLAG_REPORT"; do
  if [[ "$name" == *[$'\n\r']* ]]; then
    echo "grondslag: the name of a report is one line" >&2
    exit 2
  fi
done

grondslag="${RUNNER_TEMP:-/tmp}/grondslag/bin/grondslag"
json="$(mktemp)"
arguments=(--format github --format "json=$json" --verdicts findings)
arguments+=(--format "sarif=$GRONDSLAG_SARIF" --format "markdown=$GRONDSLAG_REPORT")
arguments+=(--fail-on "$GRONDSLAG_FAIL_ON")
if [[ -n "$GRONDSLAG_AS_OF" ]]; then arguments+=(--as-of "$GRONDSLAG_AS_OF"); fi
if [[ -n "$GRONDSLAG_LANGUAGE" ]]; then arguments+=(--lang "$GRONDSLAG_LANGUAGE"); fi
base="${GRONDSLAG_BASE:-$GRONDSLAG_EVENT_BASE}"
if [[ -n "$base" && "$base" != none ]]; then arguments+=("--base=$base"); fi
paths=()
while IFS= read -r path; do
  if [[ -n "$path" ]]; then paths+=("$path"); fi
done <<< "$GRONDSLAG_PATHS"

# What stands there from the checkout is no report of ours, and a link could lead anywhere.
rm -f -- "$GRONDSLAG_SARIF" "$GRONDSLAG_REPORT"
status=0
"$grondslag" check "${arguments[@]}" -- "${paths[@]+"${paths[@]}"}" || status=$?

# A summary of more than 1 MiB is thrown away by the host; the report is far below that.
if [[ -n "${GITHUB_STEP_SUMMARY:-}" && -s "$GRONDSLAG_REPORT" ]]; then
  cat -- "$GRONDSLAG_REPORT" >> "$GITHUB_STEP_SUMMARY"
fi
if [[ -n "${GITHUB_OUTPUT:-}" ]]; then
  # -I: a module of the checkout, such as its own json.py, is never imported.
  "${grondslag%/grondslag}/python" -I - "$json" >> "$GITHUB_OUTPUT" <<'PYTHON'
import json
import sys

try:
    with open(sys.argv[1], encoding="utf-8") as file:
        report = json.load(file)
except ValueError:
    report = {"summary": {}, "verdicts": []}
fresh = [one for one in report["verdicts"] if one.get("delta") in {"new", "worse"}]
print(f"violations={int(report['summary'].get('violation', 0))}")
print(f"undetermined={int(report['summary'].get('undetermined', 0))}")
print(f"new={len(fresh)}")
PYTHON
  {
    echo "exit-code=$status"
    echo "sarif-file=$GRONDSLAG_SARIF"
    echo "report-file=$GRONDSLAG_REPORT"
  } >> "$GITHUB_OUTPUT"
fi
exit "$status"
