"""Tables of others in: files to sheets, sheets to entries by a mapping, and an account of every cell."""
