"""`grondslag import`, step by step: what is read, what is written, what is told."""
