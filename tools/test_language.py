#!/usr/bin/env python3
"""Makes a language for tests out of English: test_language.py FOLDER [NAME]. Every line of a text is bracketed and longer, and its holes are kept.

Writes FOLDER/locales/NAME/*.yaml, which `touchstone serve --assets FOLDER` offers beside its own languages, and FOLDER/data.json: every text
of the demonstration and of the frameworks, which are data and in no language of the product."""
import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def marked(node, name, key=""):
    if isinstance(node, dict):
        return {each: marked(value, name, f"{key}.{each}") for each, value in node.items()}
    if key.endswith("language.tag"):
        return name
    text = str(node).replace("[", "(").replace("]", ")")  # brackets are the mark
    return "\n".join(f"[{line} ṁṁṁ]" if re.search(r"[^\W\d_]", line) else line for line in text.split("\n"))


def strings_in(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from strings_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings_in(value)
    elif node is not None:
        yield str(node)


def main():
    folder = pathlib.Path(sys.argv[1])
    name = sys.argv[2] if len(sys.argv) > 2 else "en-GB-x-test"
    made = folder / "locales" / name
    made.mkdir(parents=True)
    for file in sorted((ROOT / "locales" / "en").glob("*.yaml")):
        texts = marked(yaml.safe_load(file.read_text()), name, file.stem)
        (made / file.name).write_text(yaml.safe_dump(texts, allow_unicode=True, width=10**6))
    files = [*(ROOT / "demo").rglob("*.yaml"), *(ROOT / "frameworks").rglob("*.yaml")]
    data = {text for file in files for text in strings_in(yaml.safe_load(file.read_text()))}
    (folder / "data.json").write_text(json.dumps(sorted(data), ensure_ascii=False))


if __name__ == "__main__":
    main()
