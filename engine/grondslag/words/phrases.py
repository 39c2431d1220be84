"""How words are counted, listed and guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def listed(names: Sequence[str], last: str) -> str:
    """`a, b or c`: the names with *last* before the final one; empty for none."""
    if not names:
        return ""
    *head, tail = names
    return f"{', '.join(head)} {last} {tail}" if head else tail


def did_you_mean(written: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The known name nearest to what was *written*, if it is at least so much alike (0 to 1).

    Ties go to the name that sorts first. Work is bounded: what is longer than 60 characters has no near name.
    """
    if len(written) > 60:
        return None
    from difflib import SequenceMatcher

    best: tuple[float, str] | None = None
    folded = written.casefold()
    for name in sorted(set(known)):
        matcher = SequenceMatcher(None, folded, name.casefold(), autojunk=False)
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        ratio = matcher.ratio()
        if ratio >= likeness and (best is None or ratio > best[0]):
            best = (ratio, name)
    return best[1] if best else None


def inside_a_sentence(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, unless that begins an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
