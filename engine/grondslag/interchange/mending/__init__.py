"""Files put right where only one thing can have been meant, and fields put in order; nothing else changes."""
