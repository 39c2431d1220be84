"""Evaluation: rules, facts and a day give verdicts."""
