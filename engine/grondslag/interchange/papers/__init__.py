"""Documents that the law asks for, made from a register: statements, registers, annexes, replies."""
