"""Rules looked at without a register: what can hold, what no example shows, what it may cost."""
