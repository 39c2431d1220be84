"""Loading against libyaml's bare event scan ("raw"), in one process, alternating: `python loading.py FOLDER`."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from pathlib import Path

from yaml._yaml import CParser

from grondslag.documents.find import read_documents
from grondslag.model.vocabulary import load_model, plain_words


def raw(texts: list[bytes]) -> float:
    """Seconds of processor time for the bare scan."""
    started = time.process_time()
    for text in texts:
        CParser(text).raw_parse()
    return time.process_time() - started


def ours(files: list[Path], root: Path) -> float:
    """Seconds of processor time for reading and loading the documents."""
    gc.collect()
    started = time.process_time()
    read_documents(files, plain_words(load_model()))
    return time.process_time() - started


def main() -> None:
    """Print the median ratio of seven rounds."""
    root = Path(sys.argv[1])
    files = sorted(root.glob("*.yaml"))
    texts = [file.read_bytes() for file in files]
    ratios = [ours(files, root) / raw(texts) for _ in range(7)]
    print(f"{statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
