#!/usr/bin/env python3
"""Who may include whom, and who may record events: check_includes.py [SRC]. Modules by tools/modules.txt, roles by file name. Exit status 1
when a file takes too much."""
import pathlib
import re
import sys

SRC = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src")
RULES = pathlib.Path(__file__).with_name("modules.txt")
GROUND = {"base", "db", "web", "charts", "statistics"}  # modules whose files have no roles
FREE = {"app", "carrying", "demo", "tests"}

# What a file of a role may take: a ground module, or a role, from its own slice or from one below.
TAKES = {
    "domain": {"base", "statistics", "domain"},
    "store": {"base", "db", "statistics", "domain", "store"},
    "words": {"base", "db", "web", "charts", "statistics", "domain", "store", "words"},  # how a noun is spoken of, wherever it is shown
    "pages": {"base", "db", "web", "charts", "statistics", "domain", "store", "words", "own pages"},
}
# Files of a slice that are none of the three by name, and what they are.
WORK = {"jobs/runner", "people/mail_sender", "access/openid_client", "privacy/own_copy", "privacy/vault", "reports/package", "reports/report_files",
        "reports/report_pdf", "reports/tagged_pdf", "measures/figure_import_work", "conclusions/read_again_work", "voice/replies_work",
        "reports/word"}
SHARED_PAGES = {"people/draft_pages.h", "conversations/talk_pages.h", "people/mail_pages.h", "frameworks/framework_pages.h",
                "evaluations/owner_pages.h", "reports/content_pages.h", "reports/audience_pages.h",
                "judging/agreement_pages.h"}

# Only a store records an event, beside the row that it is about.
RECORDS = re.compile(r"\bevents::record\(|(?<![\w.:>])record\(db\b")


def read_rules():
    allowed = {}
    for line in RULES.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, below = line.partition(":")
        unknown = set(below.split()) - set(allowed)
        if unknown:
            sys.exit(f"{RULES}: {name} names {', '.join(sorted(unknown))}, which is not below it")
        allowed[name] = set(below.split())
    return allowed


def role_of(path):
    if path.stem.endswith("_words_pages"):
        return "words"
    for role in ("test", "store", "pages"):
        if path.stem == role or path.stem.endswith("_" + role):
            return role
    return "domain"


def complaint(file, included, allowed):
    here, there = file.parts[0], pathlib.PurePosixPath(included).parts[0]
    if here not in allowed or there not in allowed | {"tests": set()}:
        return None  # a library's header
    if role_of(file) == "test" or here in FREE:
        return None
    if there == "tests":
        return "only tests may include tests"
    if here != there and there not in allowed[here]:
        return f"{here} may not know {there}"
    if here in GROUND or f"{here}/{file.stem}" in WORK:
        return None
    role = role_of(file)
    wanted = there if there in GROUND else role_of(pathlib.PurePosixPath(included))
    if wanted in TAKES[role] or (here == there and f"own {wanted}" in TAKES[role]):
        return None
    if role == "pages" and included in SHARED_PAGES:
        return None
    return f"a {role} file may not include a {wanted} header"


def may_record(file):
    return role_of(file) in ("store", "test")


def main():
    allowed, wrong = read_rules(), 0
    for file in sorted([*SRC.rglob("*.h"), *SRC.rglob("*.cc")]):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            found = re.match(r'#include "([^"]+)"', line)
            why = found and complaint(file.relative_to(SRC), found[1], allowed)
            if why:
                print(f"{file}:{number}: {why} ({found[1]})")
                wrong += 1
            if RECORDS.search(line) and not may_record(file.relative_to(SRC)):
                print(f"{file}:{number}: only a store records an event")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
