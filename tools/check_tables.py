#!/usr/bin/env python3
"""Whose tables a store names: check_tables.py [SRC]. A table belongs to the module whose migration makes it. Only that module's stores write
it; it and those above it read it. Exit status 1 when a store takes more. Statements that are put together from what each module registers
beside its tables (migrations/README.md) name no table."""
import pathlib
import re
import sys

import check_includes

SRC = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src")
MIGRATIONS = pathlib.Path(__file__).resolve().parent.parent / "migrations"
TEXTS = re.compile(r'R"sql\((.*?)\)sql"|"((?:\\.|[^"\\\n])*)"', re.DOTALL)
WRITTEN = re.compile(r"\b(?:insert into|update|delete from) ([a-z_]+)\b")
READ = re.compile(r"\b(?:from|join) ([a-z_]+)\b")
FREE = {"carrying", "app", "tests"}  # whole folders, the console, the lists over all subjects
MAY_READ = {("people/assignment_store", "evaluation")}  # a role may be held on an evaluation, of which people know its title and owner


def owners(modules):
    """The module of each table."""
    found = {}
    for file in sorted(MIGRATIONS.glob("*.sql")):
        name = file.stem[5:]
        module = max((module for module in modules if name == module or name.startswith(module + "_")), key=len, default=None)
        if module is None:
            sys.exit(f"{file.name} names no module")
        for table in re.findall(r"^create table (\w+)", file.read_text(), re.MULTILINE):
            found[table] = module
    return found


def statements(text):
    """Each text between quotes with the number of its line; texts that stand side by side are one."""
    last_end, started, joined = None, 0, ""
    for found in TEXTS.finditer(text):
        content = found[1] if found[1] is not None else found[2]
        if last_end is not None and text[last_end:found.start()].strip() == "":
            joined += content
        else:
            if joined:
                yield text.count("\n", 0, started) + 1, joined
            started, joined = found.start(), content
        last_end = found.end()
    if joined:
        yield text.count("\n", 0, started) + 1, joined


def faults(file, allowed, owner):
    here = file.parts[0]
    if here in FREE or here not in allowed or file.stem.endswith("_test"):
        return
    is_sql = file.stem.endswith("_store")  # there every text is a statement, or a piece of one
    for line, statement in statements((SRC / file).read_text()):
        if not is_sql and not re.search(r"\b(select|insert into|update|delete from) ", statement):
            continue
        for table in WRITTEN.findall(statement):
            if owner.get(table, here) != here:
                yield line, f"{here} may not write {table}, which is a table of {owner[table]}"
        for table in READ.findall(statement):
            if owner.get(table, here) not in allowed[here] | {here} and (str(file.with_suffix("")), table) not in MAY_READ:
                yield line, f"{here} may not read {table}, which is a table of {owner[table]}"


def main():
    allowed = check_includes.read_rules()
    owner, wrong = owners(allowed), 0
    for file in sorted([*SRC.rglob("*.cc"), *SRC.rglob("*.h")]):
        for line, why in faults(file.relative_to(SRC), allowed, owner):
            print(f"{file}:{line}: {why}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
