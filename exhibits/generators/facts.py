#!/usr/bin/env python3
"""Copies the fact records that works cite into exhibits/facts.json.

Usage: facts.py FACTS.json [EXHIBITS]

FACTS.json is the collection of sourced facts; EXHIBITS is the folder with works/ (default: the one this script lies in).
Records keep their id, statement, confidence, conflicts and sources. A cited id that the collection lacks is an error.
"""

import json
import pathlib
import sys
import tomllib


def cited(exhibits):
    """Ids of facts, with the works that cite them."""
    out = {}
    for path in sorted(exhibits.glob("works/*/work.toml")):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        for fact in record.get("facts", []):
            out.setdefault(fact, []).append(record["id"])
    return out


def record(fact):
    """The fields the museum keeps."""
    out = {"id": fact["id"], "statement": fact["statement"], "confidence": fact["confidence"]}
    if fact.get("conflicts"):
        out["conflicts"] = fact["conflicts"]
    out["sources"] = [{"title": s["title"], "address": s.get("address", "")} for s in fact["source"]]
    return out


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    collection = {f["id"]: f for f in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))}
    exhibits = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else pathlib.Path(__file__).resolve().parent.parent
    wanted = cited(exhibits)
    missing = {f: works for f, works in wanted.items() if f not in collection}
    if missing:
        sys.exit("\n".join(f"{', '.join(works)}: there is no fact {f}" for f, works in sorted(missing.items())))
    # One record a line: a change shows as the line it changes.
    lines = ",\n".join(json.dumps(record(collection[f]), ensure_ascii=False) for f in sorted(wanted))
    (exhibits / "facts.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(wanted)} facts")


main()
