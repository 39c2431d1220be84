"""The rulebook: packs of rules, where law and language meet."""
