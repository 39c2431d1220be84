"""A first register from the answers to a few plain questions."""
