"""The questions of `grondslag init` at a terminal, and the files that it writes."""
