#!/usr/bin/env python3
"""Every column of the migrations is tagged beside it in migrations/<module>.yaml, and every tag is of a column: check_columns.py. Exit status 1 when not."""
import pathlib
import re
import sys

import yaml

MIGRATIONS = pathlib.Path(__file__).resolve().parent.parent / "migrations"
TAGS = {"none", "person", "child", "free_text", "secret"}
CLASSES = {"structure", "account", "evaluation", "draft", "session", "mail", "job", "event", "record"}
ERASE = {"rows", "words", "keep"}
KEYS = {"class", "whose", "address", "erase", "former", "blank", "nothing", "stays", "withhold", "only_for", "of", "goes", "follows", "keys", "keeps", "carry", "once", "made_here", "words", "columns"}
NOT_COLUMNS = {"primary", "foreign", "unique", "check", "constraint"}


CHOICES = {}  # by table: what the numbers in a column may be, as its check says


def parts_of(body):
    """What stands between commas, but for commas in brackets."""
    depth, part = 0, ""
    for character in body:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += character
    yield part.strip()


def take(statement, tables):
    """Changes `tables` as the statement changes the database."""
    if found := re.match(r"create table (?:if not exists )?(\w+) \((.*)\)$", statement, re.DOTALL):
        CHOICES[found[1]] = {column: (int(low), int(high)) for column, low, high in re.findall(r"check \((\w+) between (\d+) and (\d)\)", found[2])}
        tables[found[1]] = [part.split()[0] for part in parts_of(found[2]) if part.split()[0] not in NOT_COLUMNS]
    elif found := re.match(r"alter table (\w+) rename to (\w+)$", statement):
        tables[found[2]] = tables.pop(found[1])
        CHOICES[found[2]] = CHOICES.pop(found[1])
    elif found := re.match(r"alter table (\w+) rename column (\w+) to (\w+)$", statement):
        tables[found[1]] = [found[3] if column == found[2] else column for column in tables[found[1]]]
    elif found := re.match(r"alter table (\w+) add column (\w+) ", statement):
        tables[found[1]].append(found[2])
    elif found := re.match(r"alter table (\w+) drop column (\w+)$", statement):
        tables[found[1]].remove(found[2])
    elif found := re.match(r"drop table (?:if exists )?(\w+)$", statement):
        tables.pop(found[1])
    elif not re.match(r"(create (unique )?index|drop index|insert into|update|delete from) ", statement):
        sys.exit(f"this statement is not understood: {statement[:80]}")


def columns_in_migrations():
    tables = {}
    for file in sorted(MIGRATIONS.glob("*.sql")):
        text = re.sub(r"--[^\n]*|/\*.*?\*/", "", file.read_text())
        for statement in text.split(";"):
            if statement := re.sub(r"\s+", " ", statement).strip():
                take(statement, tables)
    return tables


def faults_of(table, tagged, columns, wholes):
    """What is wrong with the entry of one table."""
    tags = tagged["columns"]
    yield from (f"no tag for {table}.{column}" for column in columns if column not in tags)
    yield from (f"{table}.{column} is tagged and not there" for column in tags if column not in columns)
    yield from (f"{table}.{column}: no tag is called {tag}" for column, tag in tags.items() if tag not in TAGS)
    yield from (f"{table}: {key} is not understood" for key in tagged if key not in KEYS)
    if tagged.get("class") not in CLASSES:
        yield f"{table}: no class is called {tagged.get('class')}"
    for follows in tagged.get("follows", []):
        yield from (f"{table}: {key} is not understood" for key in follows if key not in ("column", "into", "when", "counted", "once_for", "adds"))
        named = [follows["column"], *follows.get("once_for", []), *([follows["adds"]] if "adds" in follows else [])]
        yield from (f"{table}.{column} is named and not there" for column in named if column not in columns)
    for key, (kind, *columns_of) in tagged.get("keys", {}).items():
        yield from (f"{table}.{column} is named and not there" for column in (key, *columns_of) if column not in columns)
        if kind not in ("reader", "search"):
            yield f"{table}.{key}: a key is for a reader or for search"
    of = tagged.get("of", {})
    if (tagged.get("class") == "evaluation") != ("of" in tagged):
        yield f"{table}: what is of class evaluation, and only that, says with `of` what it goes with"
    yield from (f"{table}: {whole}.{column} is named and not there" for whole, column in of.items() if whole not in wholes or column not in columns)
    goes = tagged.get("goes", {})
    yield from (f"{table}: {key} is not understood" for key in goes if key not in ("from", "named", "leaves", "empties"))
    yield from (f"{table}: say {key} of what goes by itself" for key in ("from", "named") if goes and key not in goes)
    if goes.get("leaves", columns[0]) not in columns:
        yield f"{table}.{goes['leaves']} is named and not there"
    yield from (f"{table}: {other} is named and not there" for other in goes.get("empties", {}) if other not in wholes)
    whose = tagged.get("whose", []) + ([tagged["address"]] if "address" in tagged else [])
    if "keeps" in tagged and tagged["keeps"] not in columns:
        yield f"{table}.{tagged['keeps']} is named and not there"
    if tagged.get("once", table) not in wholes:
        yield f"{table}: {tagged['once']} is named and not there"
    named = [column for key in ("former", "blank", "nothing", "stays", "withhold", "made_here") for column in tagged.get(key, [])]
    yield from (f"{table}.{column} is named and not there" for column in whose + named if column not in columns)
    if whose and tagged.get("erase") not in ERASE:
        yield f"{table}: say what erasing does to its rows"
    if not whose and "person" in tags.values():
        yield f"{table}: say whose its rows are"
    only_for, withheld = tagged.get("only_for", {}), tagged.get("withhold", [])
    yield from (f"{table}.{column} is named and not there" for column in only_for if column not in columns)
    yield from (f"{table}.{who} is not among those whose the rows are" for whom in only_for.values() for who in whom if who not in whose)
    if len(whose) > 1:
        yield from (f"{table}.{column}: say who gets a copy of its words" for column, tag in tags.items()
                    if tag in ("free_text", "child") and column not in only_for and column not in withheld)
    words = tagged.get("words", {})
    yield from (f"{table}.{column} is named and not there" for column in words if column not in columns)
    if tagged.get("carry", tagged.get("class") in ("structure", "evaluation")):
        yield from (f"{table}.{column}: say what the numbers {low} to {high} stand for" for column, (low, high) in CHOICES.get(table, {}).items()
                    if words.get(column, [None])[0] != low or len(words[column]) != high - low + 2)
    if tagged.get("erase") == "words":
        yield from (f"{table}.{column}: say what erasing does to it" for column, tag in tags.items() if tag != "none" and column not in whose + named)


def main():
    tables, tagged = columns_in_migrations(), {}
    for file in sorted(MIGRATIONS.glob("*.yaml")):
        tagged |= yaml.safe_load(file.read_text())
    wrong = [f"no tags for table {table}" for table in tables if table not in tagged]
    wrong += [f"table {table} is tagged and not there" for table in tagged if table not in tables]
    for table in tables.keys() & tagged.keys():
        wrong += faults_of(table, tagged[table], tables[table], tables)
    print("\n".join(sorted(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
