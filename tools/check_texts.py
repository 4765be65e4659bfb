#!/usr/bin/env python3
"""Every text that code and templates name is in locales/, every text in locales/ is named, what is counted is said in the forms of English, and
every language says what English says: check_texts.py. Exit status 1 when not. Which forms another language needs is known to ICU only, so
src/web/texts_test.cc asks it."""
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
FORMS = ("zero", "one", "two", "few", "many", "other")


def flattened(node, key):
    if not isinstance(node, dict):
        return {key: node}
    return {inner: text for name, value in node.items() for inner, text in flattened(value, f"{key}.{name}").items()}


class NamedOnce(yaml.SafeLoader):
    """YAML takes the last of two values of one key; the program takes neither."""

    def construct_mapping(self, node, deep=False):
        names = [self.construct_object(key) for key, _ in node.value]
        twice = sorted({str(name) for name in names if names.count(name) > 1})
        if twice:
            sys.exit(f"{self.name}, line {node.start_mark.line + 1} on: {', '.join(twice)} stands twice")
        return super().construct_mapping(node, deep)


def texts_of(language):
    """Key to text."""
    texts = {}
    for file in sorted((LOCALES / language).glob("*.yaml")):
        with file.open() as opened:
            content = yaml.load(opened, NamedOnce)
        inner = content[file.stem] if list(content) == [file.stem] else content
        texts |= flattened(inner, file.stem)
    return texts


def without_words(language):
    """A comma that stands in no quotes ends a text in braces, and what follows it is a key without words."""
    return [f"{language}: {key} has no words" for key, text in texts_of(language).items() if text is None]


def is_quoted(piece, quoted):
    """Whether code has this name in quotes: whole, as two names joined ("reach" + "_missing"), or as a number that it counts or compares."""
    return (piece in quoted or piece in FORMS or piece.isdigit()
            or any(piece[:at].rstrip("_") in quoted and piece[at:] in quoted for at in range(1, len(piece))))


def is_completed(key, prefixes, quoted):
    """Whether code begins the key ("people.roles." + name) and has all that is missing in quotes somewhere."""
    return any(key.startswith(prefix) and all(is_quoted(piece, quoted) for piece in key.removeprefix(prefix).strip("._").split("."))
               for prefix in prefixes)


def families_of(english):
    """What English says of one and of others: "plans.list.actions"."""
    return {key.removesuffix(".other") for key in english if key.endswith(".other") and key.removesuffix("other") + "one" in english}


def without_forms(texts, families):
    """Each family once, instead of its forms."""
    split = (key.rpartition(".") for key in texts)
    return {family if family in families and form in FORMS else f"{family}.{form}" for family, _, form in split}


def other_languages(english):
    families = families_of(english)
    wanted = without_forms(english, families)
    for folder in sorted(LOCALES.iterdir()):
        has = without_forms(texts_of(folder.name), families)
        yield from (f"{folder.name} has no text {key}" for key in sorted(wanted - has))
        yield from (f"{folder.name} has a text that English has not: {key}" for key in sorted(has - wanted))


def told_of_people():
    """What a person's copy tells with (src/privacy/own_copy.h), from the tags beside the tables: sets of keys of which it must have one, and the
    keys that it may have besides."""
    wanted, possible = set(), set()
    for file in sorted((ROOT / "migrations").glob("*.yaml")):
        for table, tags in yaml.safe_load(file.read_text()).items():
            if not tags.get("whose") and not tags.get("address"):
                continue
            wanted.add((f"held.table.{table}",))
            for column, tag in tags["columns"].items():
                if tag == "secret" or column in tags.get("keys", {}) or column in tags.get("withhold", []):
                    continue
                either = (f"held.of.{table}.{column}", f"held.column.{column}")
                possible.update(either)
                wanted.update({either} if tag != "none" else ())
                wanted.update((f"held.value.{word}",) for word in tags.get("words", {}).get(column, [0])[1:])
    return wanted, possible | {key for keys in wanted for key in keys}


def sources():
    yield from (file for file in (ROOT / "src").rglob("*.cc") if not file.stem.endswith("_test"))
    yield from (ROOT / "src").rglob("*.h")
    yield from (ROOT / "src").rglob("*.mustache")
    yield from (ROOT / "ui" / "components").glob("*.mustache")


def main():
    texts = texts_of("en")
    families = families_of(texts)
    slices = sorted({key.split(".")[0] for key in texts})
    word = re.compile(r"\b(?:" + "|".join(slices) + r")(?:\.\w+)+\.?")
    named, prefixes, quoted, wrong = set(), set(), set(), list(other_languages(texts)) + without_words("en")
    for file in sources():
        content = file.read_text()
        content = content.replace("'\"'", "")
        templates = re.findall(r"\{\{t\.([\w.]+)\}\}", content)
        literals = re.findall(r'"((?:[^"\\]|\\.)*)"', content) if file.suffix != ".mustache" else []
        quoted.update(piece for literal in literals for piece in (literal.strip("."), *literal.split(".")))
        strings = [match for literal in literals for match in word.findall(literal)]
        for key in re.findall(r'\bcounted\("([\w.]+)", ', content):
            if key not in families:
                wrong.append(f"{file.relative_to(ROOT)}: {key} is counted, and English does not say it of one and of others")
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
    prefixes = {prefix for prefix in prefixes if not prefix.endswith((".csv", ".yaml", ".json", ".key", ".html"))}
    for prefix in prefixes:
        if not any(key.startswith(prefix) for key in texts):
            wrong.append(f"no text starts with {prefix}")
    wanted, possible = told_of_people()
    wrong += [f"a person's copy has no text {' or '.join(keys)}" for keys in sorted(wanted) if not any(key in texts for key in keys)]
    named |= possible
    # What stands in for another text is used where that one is.
    alone = {key for key in texts if key.startswith("alone.")}
    wrong += [f"{key} stands in for no text" for key in sorted(alone) if key.removeprefix("alone.") not in texts]
    unused = {key for key in texts.keys() - named - alone if not is_completed(key, prefixes, quoted)}
    wrong += [f"unused text {key}" for key in sorted(unused)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
