"""Findings: verdicts that want attention, and the outcome of a run."""
