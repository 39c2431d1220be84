"""What a condition is worth: true, false or undecided with reasons, by the tables of section 7."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from grondslag.language import tree
from grondslag.language.types import Scalar
from reference.dates import (
    Calendar,
    DayEnd,
    HourEnd,
    Length,
    NoTable,
    days_of,
    differences,
    ends,
    midnight,
    moment,
    orders,
    shift,
)
from reference.logic import (
    FALSE,
    TRUE,
    Truth,
    conjunction,
    decided,
    disjunction,
    negation,
    ordered,
    sign,
    undecided,
)
from reference.terms import (
    NO_REASONS,
    Environment,
    Items,
    Known,
    Nothing,
    Reasons,
    State,
    Terms,
    Thing,
    Unknown,
    World,
    plain,
    presence,
    reason,
    union,
)


class Conditions(Terms):
    """Conditions, one method a node.

    `closed_by` asks what the rule would say if all open terms that end by then had ended;
    `open_ends` collects the ends of the open terms that were met.
    """

    def __init__(self, world: World, closed_by: datetime | None = None) -> None:
        super().__init__(world)
        self.closed_by = closed_by
        self.open_ends: set[date | datetime] = set()

    def condition(self, node: tree.Condition, env: Environment) -> Truth:
        truth: Truth = getattr(self, f"_{type(node).__name__.lower()}")(node, env)
        return truth

    def truth_as_state(self, node: tree.Condition, env: Environment) -> State:
        truth = self.condition(node, env)
        return Unknown(truth.reasons) if truth.value is None else Known(truth.value)

    # --------------------------------------------------------------------------------------- logic

    def _holds(self, node: tree.Holds, env: Environment) -> Truth:
        match self.term(node.term, env):
            case Known(value=value):
                return decided(value)
            case state:
                return undecided(state.reasons)

    def _and(self, node: tree.And, env: Environment) -> Truth:
        return conjunction(self.condition(each, env) for each in node.operands)

    def _or(self, node: tree.Or, env: Environment) -> Truth:
        return disjunction(self.condition(each, env) for each in node.operands)

    def _not(self, node: tree.Not, env: Environment) -> Truth:
        return negation(self.condition(node.operand, env))

    def _implies(self, node: tree.Implies, env: Environment) -> Truth:
        condition = self.condition(node.condition, env)
        return disjunction((negation(condition), self.condition(node.consequence, env)))

    def _block(self, node: tree.Block, env: Environment) -> Truth:
        truths = [self.condition(item.condition, env) for item in node.items]
        match node.kind:
            case "all":
                return conjunction(truths)
            case "any":
                return disjunction(truths)
            case "none":
                return negation(disjunction(truths))

    def _quantified(self, node: tree.Quantified, env: Environment) -> Truth:
        match self.collection(node.collection, env, onwards=node.onwards):
            case Unknown(reasons=reasons):
                return undecided(reasons)
            case Nothing():
                operands = []
            case Known(value=items):
                operands = [self.operand(node, state, env) for state in items.states]
        match node.quantifier:
            case "every":
                return conjunction(operands)
            case "some":
                return disjunction(operands)
            case "no":
                return negation(disjunction(operands))

    def operand(self, node: tree.Quantified, state: Known | Unknown, env: Environment) -> Truth:
        """What one item adds: `not W or P` under every, `W and P` under some and no."""
        if isinstance(state, Unknown):
            return undecided(state.reasons)
        inner = {**env, node.variable: state}
        condition = self.condition(node.condition, inner)
        where = TRUE if node.filter is None else self.condition(node.filter, inner)
        if node.quantifier == "every":
            return disjunction((negation(where), condition))
        return conjunction((where, condition))

    # -------------------------------------------------------------------------- presence and lists

    def _exists(self, node: tree.Exists, env: Environment) -> Truth:
        return self._by_state(node.term, env, nothing=False, known=True)

    def _isnone(self, node: tree.IsNone, env: Environment) -> Truth:
        return self._by_state(node.term, env, nothing=True, known=False)

    def _by_state(self, node: tree.Term, env: Environment, *, nothing: bool, known: bool) -> Truth:
        match presence(self.world, self.term(node, env)):
            case Unknown(reasons=reasons):
                return undecided(reasons)
            case Nothing():
                return decided(nothing)
            case Known():
                return decided(known)

    def _isrecorded(self, node: tree.IsRecorded, env: Environment) -> Truth:
        state = presence(self.world, self.term(node.term, env))
        return decided(isinstance(state, Unknown) == node.negated)

    def _isempty(self, node: tree.IsEmpty, env: Environment) -> Truth:
        match self.term(node.term, env):
            case Unknown(reasons=reasons):
                return undecided(reasons)
            case Nothing():
                empty = True
            case Known(value=items):
                empty = not items.states
        return decided(empty != node.negated)

    def _oneof(self, node: tree.OneOf, env: Environment) -> Truth:
        match self.term(node.term, env):
            case Unknown(reasons=reasons):
                return undecided(reasons)
            case Nothing():
                return decided(node.negated)
            case Known() as known:
                equal = [
                    self.compare("is", node.term, known, value, self.term(value, env))
                    for value in node.values
                ]
                listed = disjunction(equal)
        return negation(listed) if node.negated else listed

    def _includes(self, node: tree.Includes, env: Environment) -> Truth:
        items, wanted = self.term(node.term, env), self.term(node.item, env)
        if isinstance(items, Unknown) or isinstance(wanted, Unknown):
            return undecided(union((items, wanted)))
        found = isinstance(wanted, Known) and self.is_among(wanted, items)
        return decided(found != node.negated)

    def _includesany(self, node: tree.IncludesAny, env: Environment) -> Truth:
        items = self.term(node.term, env)
        if isinstance(items, Unknown):
            return undecided(items.reasons)
        wanted = [self.term(value, env) for value in node.values]
        return decided(
            any(self.is_among(each, items) for each in wanted if isinstance(each, Known))
        )

    def is_among(self, wanted: Known, items: State) -> bool:
        if not isinstance(items, Known):
            return False
        assert isinstance(items.value, Items)
        return any(
            isinstance(state, Known) and same(state.value, wanted.value)
            for state in items.value.states
        )

    # --------------------------------------------------------------------------------- comparisons

    def _compare(self, node: tree.Compare, env: Environment) -> Truth:
        left, right = self.term(node.left, env), self.term(node.right, env)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return undecided(union((left, right)))
        if isinstance(left, Nothing) or isinstance(right, Nothing):
            if node.operator in {"is", "is_not"}:
                return decided(node.operator == "is_not")
            return undecided(union((left, right)))
        return self.compare(node.operator, node.left, left, node.right, right)

    def compare(
        self, operator: str, left: tree.Term, a: State, right: tree.Term, b: State
    ) -> Truth:
        """Two values."""
        assert isinstance(a, Known)
        assert isinstance(b, Known)
        if isinstance(a.value, Length):
            return self._compare_durations(operator, a, b)
        if Scalar("datetime") in (left.type, right.type):
            return self.compare_moments(operator, a, b)
        if Scalar("date") in (left.type, right.type):
            if type(a.value) is date and type(b.value) is date:
                return ordered(operator, {sign((a.value - b.value).days)}, NO_REASONS)
            return self.compare_moments(operator, a, b)
        if operator in {"is", "is_not"}:
            return decided(same(a.value, b.value) == (operator == "is"))
        return ordered(operator, {sign(a.value - b.value)}, NO_REASONS)

    def _compare_durations(self, operator: str, a: Known, b: Known) -> Truth:
        possible = {sign(difference) for difference in differences(a.value, b.value)}
        why = NO_REASONS.union(*(reason(path, "not_ordered") for path in a.facts | b.facts))
        return ordered(operator, possible, why)

    def compare_moments(self, operator: str, a: Known, b: Known) -> Truth:
        return ordered(operator, orders(moment(a.value), moment(b.value)), time_needed(a, b))

    # --------------------------------------------------------------------------------------- terms

    def calendar(self, name: str) -> Calendar:
        return Calendar(name, self.world.law.holidays)

    def _due(self, node: tree.Due, env: Environment) -> Truth:
        x, anchor = self.term(node.term, env), self.term(node.anchor, env)
        by = self.term(node.duration, env)
        if not (isinstance(anchor, Known) and isinstance(by, Known)):
            return self._no_term(x, anchor, by)
        if isinstance(x, Unknown):
            return undecided(x.reasons)
        try:
            possible = self.ends(anchor, by, node.calendar)
        except NoTable as missing:
            return _no_table(missing)
        if isinstance(x, Known):
            return self._in_time(x, x.facts, anchor, possible)
        now = self.world.as_of if by.value.in_hours else self.world.today
        paths = frozenset(each.path for each in x.reasons)
        truth = self._in_time(Known(now), paths, anchor, possible)
        return self._open(possible) if truth.value is True else truth

    def ends(self, anchor: Known, by: Known, calendar: str) -> tuple[DayEnd | HourEnd, ...]:
        return ends(anchor.value, by.value, self.calendar(calendar))

    def _open(self, possible: tuple[DayEnd | HourEnd, ...]) -> Truth:
        end = min((each.opens_until for each in possible), key=as_instant)
        self.open_ends.add(end)
        return decided(self.closed_by is None or as_instant(end) > self.closed_by)

    def _no_term(self, x: State, anchor: State, by: State) -> Truth:
        """The anchor or the duration has no value."""
        if isinstance(anchor, Unknown) or isinstance(by, Unknown):
            return undecided(union((x, anchor, by)))
        if isinstance(x, Unknown):
            return undecided(x.reasons)
        return undecided(union((anchor, by)))

    def _in_time(
        self,
        x: Known,
        facts: frozenset[tuple[str, ...]],
        anchor: Known,
        possible: tuple[DayEnd | HourEnd, ...],
    ) -> Truth:
        """Whether X is not after any of the ends, before all of them, or that depends."""
        results = {result for end in possible for result in _results(end, x.value)}
        if results == {"in time"} or results == {"late"}:
            return decided("in time" in results)
        why = time_needed(x, anchor) if len(results) > 1 else NO_REASONS
        if "disputed" in results:
            paths = facts or anchor.facts
            why = why.union(*(reason(path, "end_disputed") for path in paths))
        return undecided(why)

    def _within(self, node: tree.Within, env: Environment) -> Truth:
        x, anchor = self.term(node.term, env), self.term(node.anchor, env)
        by = self.term(node.duration, env)
        if not (isinstance(anchor, Known) and isinstance(by, Known)):
            return self._no_term(x, anchor, by)
        if isinstance(x, Unknown):
            return undecided(x.reasons)
        if isinstance(x, Nothing):
            return FALSE
        if node.side == "before":
            first = Known(_back(anchor.value, by.value), dates=anchor.dates)
            return conjunction((_no_earlier(x, first, by), _no_earlier(anchor, x, by)))
        try:
            possible = self.ends(anchor, by, node.calendar)
        except NoTable as missing:
            return conjunction((_no_table(missing), _no_earlier(x, anchor, by)))
        return conjunction(
            (self._in_time(x, x.facts, anchor, possible), _no_earlier(x, anchor, by))
        )


def _no_table(missing: NoTable) -> Truth:
    return undecided(reason(("holidays", str(missing.year)), "no_value_on_day"))


def _results(end: DayEnd | HourEnd, x: Any) -> Iterable[str]:
    if isinstance(end, DayEnd):
        return {result for day in days_of(x) for result in end.results(day)}
    return {result for piece in moment(x).pieces for result in end.results(piece)}


def _back(anchor: Any, by: Length) -> Any:
    if by.in_hours:
        return shift(moment(anchor), by, -1)
    (day,) = days_of(anchor)
    return shift(day, by, -1)


def _no_earlier(x: Known, y: Known, by: Known) -> Truth:
    """X is not before Y: by days where the term is in days, else by instants."""
    if by.value.in_hours:
        possible = orders(moment(x.value), moment(y.value))
    else:
        possible = frozenset(sign((a - b).days) for a in days_of(x.value) for b in days_of(y.value))
    return ordered("on_or_after", possible, time_needed(x, y))


def time_needed(*states: Known) -> Reasons:
    return NO_REASONS.union(
        *(reason(path, "time_needed") for each in states for path in each.dates)
    )


def as_instant(end: date | datetime) -> datetime:
    """A term in days ends with its last day: a moment before the next midnight, which a term in hours may reach."""
    tick = timedelta(microseconds=1)
    return end if isinstance(end, datetime) else midnight(end + timedelta(days=1)) - tick


def same(a: Any, b: Any) -> bool:
    """Equal values; entries and references to them by id within a collection."""
    if isinstance(a, Thing) and isinstance(b, Thing):
        return a.path == b.path
    if isinstance(a, Thing):
        return bool(a.path[-1] == b)
    if isinstance(b, Thing):
        return bool(b.path[-1] == a)
    return bool(plain(a) == plain(b))
