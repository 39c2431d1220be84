"""Registers in and out: what is written from facts, and what is made of them."""
