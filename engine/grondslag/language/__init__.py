"""The rule language: text to a typed tree, and what the tree means."""
