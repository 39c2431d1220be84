"""Ten equal rules by several engines, in one run: `python benchmarks/engines/run.py [--count 10000] [--rounds 3]`.

Every engine judges the same facts, already in memory, and must name the same violations. Engines that are not
installed are left out and named. The time of each is the least of the rounds; what is printed are ratios to ours.
`--opa FOLDER` names a folder that holds `libopabridge.so`.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tests")]

import data  # noqa: E402
import expressions  # noqa: E402

AS_OF = "2026-11-24T12:00:00+01:00"
Hits = frozenset[tuple[str, ...]]
Engine = Callable[[], Hits]


def entries(plain: dict[str, Any]) -> int:
    """How many times a rule is asked about an entry."""
    activities = plain["processing"].values()
    purposes = sum(len(activity["purposes"]) for activity in activities)
    others = sum(len(plain[name]) for name in ("processors", "breaches", "requests"))
    return 2 * purposes + 5 * len(plain["processing"]) + others


# ------------------------------------------------------------------------------------------------- ours


def book() -> Any:
    """Our rulebook of the ten rules."""
    from grondslag.model.vocabulary import load_model
    from grondslag.rulebook.folders import builtin_policies
    from grondslag.rulebook.load import load_rulebook

    found = load_rulebook([builtin_policies(), HERE / "policies"], load_model())
    return found.only({name: found.rules[name] for name in expressions.RULES})


def ours(plain: dict[str, Any]) -> Engine:
    """The compiled rules: verdicts of four kinds, reasons only where asked."""
    from datetime import datetime

    from grondslag.evaluation.run import evaluate
    from grondslag.language.compile import Programs
    from grondslag.model.facts import Register

    rules, register, programs = book(), Register(data.as_facts(plain)), Programs()
    moment = datetime.fromisoformat(AS_OF)

    def judge() -> Hits:
        verdicts = evaluate(rules, register, moment, programs)
        return frozenset(_hits(verdicts))

    def counted() -> Hits:
        evaluate(rules, register, moment, programs).counts()
        return frozenset()

    judge.counted = counted  # type: ignore[attr-defined]
    return judge


def reference(plain: dict[str, Any]) -> Engine:
    """The slow and obvious evaluator of the tests: a walk over the tree for each entry, with reasons."""
    from datetime import datetime

    from grondslag.model.facts import Register
    from reference.evaluator import judge_all

    rules, register = book(), Register(data.as_facts(plain))
    moment = datetime.fromisoformat(AS_OF)
    return lambda: frozenset(_hits(judge_all(rules, rules.rules, register, moment)))


def _hits(verdicts: Any) -> Iterator[tuple[str, ...]]:
    for verdict in verdicts:
        if verdict.outcome == "violation":
            path = verdict.subject.path
            yield (verdict.rule, path[1], path[3] if len(path) > 3 else "")


# ------------------------------------------------------------------------------------------------- rego

REGO = (HERE / "rules.rego").read_text(encoding="utf-8")


def regorus_engine(plain: dict[str, Any]) -> Engine:
    """Rego by regorus (Rust); facts and answer are JSON."""
    import regorus

    engine, text = regorus.Engine(), json.dumps(plain)
    engine.add_policy("rules.rego", REGO)

    def judge() -> Hits:
        engine.set_input_json(text)
        return _tuples(json.loads(engine.eval_rule_as_json("data.bench.hit")))

    return judge


def regorus_kept(plain: dict[str, Any]) -> Engine:
    """The same, with the facts already inside the engine."""
    import regorus

    engine = regorus.Engine()
    engine.add_policy("rules.rego", REGO)
    engine.set_input_json(json.dumps(plain))
    return lambda: _tuples(json.loads(engine.eval_rule_as_json("data.bench.hit")))


def opa_engine(plain: dict[str, Any], folder: Path, *, kept: bool) -> Engine:
    """Rego by OPA (Go) in this process; facts and answer are JSON. *kept*: the facts are already inside the engine."""
    import ctypes

    library = ctypes.CDLL(str(folder / "libopabridge.so"))
    texts, number = ctypes.c_char_p, ctypes.c_uint64
    library.OpaNew.restype = number
    for name in ("OpaAddPolicy", "OpaAddData", "OpaEvalQuery"):
        getattr(library, name).restype = ctypes.c_void_p
        getattr(library, name).argtypes = [number, texts, texts]
    library.OpaEvalQuery.argtypes = [number, texts, texts, ctypes.c_int, ctypes.c_int]
    library.OpaFreeString.argtypes = [ctypes.c_void_p]

    def read(pointer: int) -> Any:
        text = ctypes.string_at(pointer).decode("utf-8")
        library.OpaFreeString(pointer)
        return json.loads(text)

    handle, given = library.OpaNew(), json.dumps(plain).encode()
    policy = REGO.replace("input.", "data.facts.") if kept else REGO
    read(library.OpaAddPolicy(handle, b"rules.rego", policy.encode()))
    if kept:
        read(library.OpaAddData(handle, b"facts", given))

    def judge() -> Hits:
        asked = b"null" if kept else given
        return _tuples(_listed(read(library.OpaEvalQuery(handle, b"data.bench.hit", asked, 0, 0))))

    return judge


def _listed(answer: Any) -> list[list[str]]:
    """The list of hits in what OPA answers, wherever it stands."""
    if isinstance(answer, list) and answer and isinstance(answer[0], list):
        return answer
    inner = (
        answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else []
    )
    return next((found for part in inner if (found := _listed(part))), [])


def _tuples(rows: list[list[str]]) -> Hits:
    return frozenset(tuple(row) for row in rows)


# -------------------------------------------------------------------------------------------------- cel


def per_entry(
    plain: dict[str, Any], ask: Callable[[str], Callable[[dict[str, Any]], bool]]
) -> Engine:
    """An engine of expressions: each rule is asked about each entry, as such engines are used."""
    made = {name: (*rule[:2], ask(rule[2])) for name, rule in expressions.RULES.items()}
    suppliers = plain["processors"]
    shown = {name: dict(items) for name, items in plain.items()}
    for entry in shown["processing"].values():
        for item in entry["data"].values():
            item["class_"] = item["class"]

    def judge() -> Hits:
        hits = []
        for name, (collection, inner, holds) in made.items():
            for key, entry in shown[collection].items():
                for part, one in entry[inner].items() if inner else (("", None),):
                    if holds({"x": entry, "y": one, "suppliers": suppliers}):
                        hits.append((name, key, part))
        return frozenset(hits)

    return judge


def cel_cpp(plain: dict[str, Any]) -> Engine:
    """CEL by Google's C++ engine."""
    from cel_expr_python import cel

    kinds = dict.fromkeys(("x", "y", "suppliers"), cel.Type.DYN)
    env = cel.NewEnv(variables=kinds)

    def ask(text: str) -> Callable[[dict[str, Any]], bool]:
        program = env.compile(text)
        return lambda given: program.eval(data=given).value()

    return per_entry(plain, ask)


def cel_rust(plain: dict[str, Any]) -> Engine:
    """CEL by the Rust engine (common-expression-language)."""
    import cel

    def ask(text: str) -> Callable[[dict[str, Any]], bool]:
        program = cel.compile(text)
        return program.execute

    return per_entry(plain, ask)


def cel_python(plain: dict[str, Any]) -> Engine:
    """CEL by cel-python."""
    import celpy

    env = celpy.Environment()

    def ask(text: str) -> Callable[[dict[str, Any]], bool]:
        program = env.program(env.compile(text))
        return lambda given: bool(program.evaluate(celpy.json_to_cel(given)))

    return per_entry(plain, ask)


# -------------------------------------------------------------------------------------------------- run


def least(engine: Engine, rounds: int) -> float:
    """Seconds of the fastest round."""
    found = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.process_time()
        engine()
        found.append(time.process_time() - start)
        gc.enable()
    return min(found)


def main() -> None:
    """Prints a line for each engine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--few", type=int, default=500, help="activities for the slow engines")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--opa", type=Path)
    given = parser.parse_args()
    many, few = data.facts(given.count), data.facts(given.few)
    engines: list[tuple[str, dict[str, Any], Callable[[dict[str, Any]], Engine]]] = [
        ("reference tree walk", few, reference),
        ("regorus", many, regorus_engine),
        ("regorus, facts inside", many, regorus_kept),
        ("CEL, C++", many, cel_cpp),
        ("CEL, cel-python", few, cel_python),
        ("CEL, Rust", few, cel_rust),
    ]
    if given.opa:
        for name, kept in (("OPA, facts inside", True), ("OPA in process", False)):
            opa = partial(opa_engine, folder=given.opa, kept=kept)
            engines.insert(3, (name, many, opa))
    mine = {id(many): ours(many), id(few): ours(few)}
    truth = {key: engine() for key, engine in mine.items()}
    for name, plain, make in engines:
        try:
            engine = make(plain)
        except ImportError as missing:
            print(f"{name:22} not installed ({missing.name})")
            continue
        if engine() != truth[id(plain)]:
            print(f"{name:22} names other violations")
            continue
        base = least(mine[id(plain)].counted, given.rounds * 3)  # type: ignore[attr-defined]
        full = least(mine[id(plain)], given.rounds)
        other = least(engine, given.rounds)
        each = 1e9 / entries(plain)
        print(
            f"{name:22} {other * each:9.0f} ns against {base * each:5.0f} ns:"
            f" {other / base:8.1f} x (with reasons and places of ours: {other / full:6.1f} x)"
        )


if __name__ == "__main__":
    main()
