"""The source of a compiled rule while it is written: blocks of lines, and values that are read once.

A value that does not depend on what a loop binds is read before the loop; a value that was read is not read
again where it is still at hand. No text of a rule ever becomes code: only names made here, and `repr` of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from grondslag.language.types import Type

INDENT = " "


@dataclass(slots=True, eq=False)
class Block:
    """Lines under a header; a barrier is a loop or function, before which values can be read."""

    header: str | None
    parent: Block | None
    is_barrier: bool = False
    is_function: bool = False
    lines: list[str | Block] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)
    """Names of values already read, by the expression that reads them."""
    has_loop: bool = False

    def above(self) -> Iterator[Block]:
        """This block and those around it, innermost first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.parent

    def barrier(self) -> Block:
        """The innermost loop or function that this block is or lies in."""
        return next(block for block in self.above() if block.is_barrier or block.parent is None)

    def text(self, depth: int = 0) -> Iterator[str]:
        """The lines as source."""
        if self.header is not None:
            yield INDENT * depth + self.header
            depth += 1
        for line in self.lines:
            if isinstance(line, Block):
                yield from line.text(depth)
            else:
                yield INDENT * depth + line
        if self.header is not None and not self.lines:
            yield f"{INDENT * depth}pass"


@dataclass(frozen=True, slots=True)
class Value:
    """What a term became.

    `code` is a name or literal: a plain value, or None or UNREADABLE (not known) or NONE. Of an entry or
    reference it is the id. `fields` names the dict of an entry that is surely there. `needs` are the names on
    which it depends. `collections` are those in which an entry or reference may lie; `lies` is code for the one.
    """

    code: str
    type: Type
    needs: frozenset[str] = frozenset()
    is_known: bool = False
    fields: str | None = None
    collections: tuple[str, ...] = ()
    lies: str = "None"


class Code:
    """A function being written."""

    def __init__(self, header: str) -> None:
        self.function = Block(header, None)
        self.current = self.function
        self._homes: dict[str, Block] = {}
        self._count = 0

    def source(self) -> str:
        """The source of the function."""
        return "\n".join(self.function.text()) + "\n"

    def fresh(self, prefix: str) -> str:
        """A name that was not used yet, at home in the current block."""
        self._count += 1
        name = f"{prefix}{self._count}"
        self._homes[name] = self.current
        return name

    def rehome(self, names: Iterable[str], block: Block) -> None:
        """Says that names are bound by a block, and are not at hand before it."""
        for name in names:
            self._homes[name] = block

    def is_local(self, name: str) -> bool:
        """Whether a name was made here in this turn of the innermost loop, and not before the loop."""
        home = self._homes.get(name)
        return home is not None and home.barrier() is self.current.barrier()

    def line(self, text: str) -> None:
        """Adds a line to the current block."""
        self.current.lines.append(text)

    @contextmanager
    def block(
        self,
        header: str,
        *,
        barrier: bool = False,
        function: bool = False,
        after: Block | None = None,
    ) -> Iterator[Block]:
        """A block under a header. What *after* read is at hand: this block runs only if that one did."""
        outer = self.current
        block = Block(header, outer, barrier, function)
        if after is not None:
            block.read.update(after.read)
        self.current = block
        yield block
        if barrier and not function:
            for around in outer.above():
                around.has_loop = True
                if around.is_function:
                    break
        self.current = outer
        outer.lines.append(block)

    @contextmanager
    def at(self, block: Block) -> Iterator[None]:
        """Writes in a block around the current one, before what is being written there."""
        inner, self.current = self.current, block
        yield
        self.current = inner

    def outermost(self, needs: Iterable[str]) -> Block:
        """The block farthest out, before the loops around it, where all these names are at hand."""
        homes = [self._homes[name] for name in needs if name in self._homes]
        target = self.current
        for block in self.current.above():
            if not block.is_barrier:
                continue
            if any(block in home.above() for home in homes):
                break
            assert block.parent is not None
            target = block.parent
        return target

    def read(self, expression: str, needs: Iterable[str] = ()) -> str:
        """The name of a value: read once, as far out as it can be."""
        for block in self.current.above():
            known = block.read.get(expression)
            if known is not None:
                return known
        target = self.outermost(needs)
        with self.at(target):
            name = self.fresh("v")
            self.line(f"{name} = {expression}")
        target.read[expression] = name
        return name
