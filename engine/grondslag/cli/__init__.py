"""The command line: the only room with a clock, an environment and a terminal."""
