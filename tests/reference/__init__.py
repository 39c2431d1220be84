"""The slow, obvious reading of the rule language, from its page alone, and random input for it."""
