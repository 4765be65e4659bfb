#!/usr/bin/env python3
"""No list that people read is joined by hand: check_lists.py <folder>. web::listed, web::joined (web/language.h) and web::listed_apart
(web/lists.h) join as the reader's language does. Exit status 1 when a file makes one of commas. Stores make SQL, and are left out."""
import pathlib
import re
import sys

ALLOWED = {
    "carrying/export.cc": "a column of a table for programs",
    "carrying/import.cc": "SQL",
    "carrying/table_rows.cc": "SQL",
    "db/postgres_check.cc": "for the console, below the module that knows languages",
    "voice/talk.cc": "a line as people type it, read back into the form",
    "web/api.cc": "the header Link",
}
# All that the words in quotes say: ", ", "{}, {}" or "; {}: {}".
BETWEEN = re.compile(r"[,;] (?:\{[^{}]*\}(?:: \{[^{}]*\})?)?|\{[^{}]*\}(?:[,;] \{[^{}]*\})+")
PARTS = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])'|R"(\w*)\(.*?\)\1"|"((?:\\.|[^"\\\n])*)\"""", re.DOTALL)


def joined_by_hand(content):
    for part in PARTS.finditer(content):
        if part[2] is not None and BETWEEN.fullmatch(part[2]):
            yield content.count("\n", 0, part.start()) + 1


def main(folder):
    wrong = []
    for file in sorted(folder.rglob("*.[ch]*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix in (".cc", ".h") and name not in ALLOWED and not file.stem.endswith(("_store", "_test")):
            wrong += [f"{file}:{line}: a list is joined by hand" for line in joined_by_hand(file.read_text())]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
