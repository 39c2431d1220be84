"""`python -m grondslag`: the command line."""

from grondslag.cli.main import entry

if __name__ == "__main__":
    entry()
