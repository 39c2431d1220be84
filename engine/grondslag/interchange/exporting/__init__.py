"""Registers out: as tables, as JSON, as linked data, and as a calendar of what falls due."""
