#!/usr/bin/env python3
"""No statement joins different things by `union all` padded to one shape: check_sql.py [SRC]. Exit status 1 when one does.

Allowed are lists of one noun, each part with the same columns; a column that is a literal in every part says which list a row is from."""
import pathlib
import re
import sys

SRC = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src")
LITERAL = re.compile(r"(?:''|'[^']*'|-?\d+|null|cast\(null as \w+\)|'[^']*'\s*\|\|\s*'[^']*')$", re.IGNORECASE)


def statements_of(source):
    """The SQL texts of a C++ file: raw strings, and runs of ordinary ones."""
    for found in re.finditer(r'R"(\w*)\((.*?)\)\1"|(?:"(?:[^"\\\n]|\\.)*"\s*)+', source, re.DOTALL):
        text = found[2] if found[2] is not None else "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', found[0]))
        if re.search(r"\bunion all\b", text, re.IGNORECASE):
            yield re.sub(r"--[^\n]*", "", text)


def at_depth(text, word):
    """What stands between the word, at the depth at which it stands; each run of parts that are so joined."""
    runs, stack = [], [[""]]
    for token in re.split(rf"(\(|\)|\b{word}\b)", text, flags=re.IGNORECASE):
        if token == "(":
            stack[-1][-1] += token
            stack.append([""])
        elif token == ")" and len(stack) > 1:
            inner = stack.pop()
            if len(inner) > 1:
                runs.append(inner)
            stack[-1][-1] += "…)"  # what was in brackets is looked at by itself
        elif token.lower() == word:
            stack[-1].append("")
        else:
            stack[-1][-1] += token
    return runs + [parts for parts in stack if len(parts) > 1]


def columns_of(part):
    """What a select lists, without the names that its columns get; nothing where it selects all."""
    part = re.split(r"\bselect\b\s+(?:distinct\s+)?", part.strip(), maxsplit=1, flags=re.IGNORECASE)[-1]
    listed = re.split(r"\bfrom\b|\bwhere\b", part, maxsplit=1, flags=re.IGNORECASE)[0]
    columns, depth, column = [], 0, ""
    for character in listed:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            columns.append(column)
            column = ""
        else:
            column += character
    columns.append(column)
    return [re.sub(r"\s+as\s+\w+\s*$", "", column.strip(), flags=re.IGNORECASE).strip() for column in columns]


def is_padded(parts):
    """A column that holds something in one part and a literal in another; or more than one that says which list it is."""
    by_column = list(zip(*(columns_of(part) for part in parts)))
    literal = [[bool(LITERAL.match(value)) for value in column] for column in by_column]
    tags = sum(1 for column in literal if all(column))
    return any(any(column) and not all(column) for column in literal) or tags > 1


def main():
    found = 0
    for file in sorted(SRC.rglob("*.cc")) + sorted(SRC.rglob("*.h")):
        for statement in statements_of(file.read_text()):
            if "recursive" in statement:
                continue
            for parts in at_depth(statement, "union all"):
                if is_padded(parts):
                    found += 1
                    first = " ".join(parts[0].split())
                    print(f"{file}: different things are joined by union all: {first[:90]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
