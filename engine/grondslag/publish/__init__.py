"""Pages and pictures made of an outcome, for people to read."""
