#!/usr/bin/env python3
"""Every text that code and templates name is in locales/, and every text in locales/ is named: check_texts.py. Exit status 1 when not."""
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales" / "en"


def flattened(node, key):
    if not isinstance(node, dict):
        return {key}
    return set().union(*(flattened(value, f"{key}.{name}") for name, value in node.items()))


def known_texts():
    texts = set()
    for file in sorted(LOCALES.glob("*.yaml")):
        content = yaml.safe_load(file.read_text())
        inner = content[file.stem] if list(content) == [file.stem] else content
        texts |= flattened(inner, file.stem)
    return texts


def sources():
    yield from (file for file in (ROOT / "src").rglob("*.cc") if not file.stem.endswith("_test"))
    yield from (ROOT / "src").rglob("*.h")
    yield from (ROOT / "src").rglob("*.mustache")
    yield from (ROOT / "ui" / "components").glob("*.mustache")


def main():
    texts = known_texts()
    slices = sorted({key.split(".")[0] for key in texts})
    word = re.compile(r"\b(?:" + "|".join(slices) + r")(?:\.\w+)+\.?")
    named, prefixes, wrong = set(), set(), []
    for file in sources():
        content = file.read_text()
        content = content.replace("'\"'", "")
        templates = re.findall(r"\{\{t\.([\w.]+)\}\}", content)
        strings = [match for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', content) for match in word.findall(literal)] if file.suffix != ".mustache" else []
        for key in templates:
            named.add(key)
            if key not in texts:
                wrong.append(f"{file.relative_to(ROOT)}: no text {key}")
        for key in strings:
            if key.endswith(".") or key not in texts:
                prefixes.add(key.rstrip("."))  # completed in code: "people.roles." + name
            else:
                named.add(key)
    # "evaluations.evidence" + "." + field + "_missing": a prefix that code completes
    prefixes = {prefix for prefix in prefixes if not prefix.endswith((".csv", ".yaml", ".json", ".key"))}
    for prefix in prefixes:
        if not any(key.startswith(prefix) for key in texts):
            wrong.append(f"no text starts with {prefix}")
    unused = {key for key in texts - named if not any(key.startswith(prefix) for prefix in prefixes)}
    wrong += [f"unused text {key}" for key in sorted(unused)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
