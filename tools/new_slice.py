#!/usr/bin/env python3
"""Starts a slice: new_slice.py NAME AFTER. Makes module NAME above module AFTER with all its roles, tests, tables, tags, texts and routes, from
tools/slice; what comes out builds, passes every test, and waits for its subject."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SLICE = ROOT / "tools/slice"
ENTRIES = {  # in files that know every module: what is put in, and the line before which it stands
    "src/app/serve.cc": [("    {things}::add_pages(router);\n", "    jobs::add_pages(router);\n"), ('#include "{things}/pages.h"\n', '#include "web/')],
    "tests/matrix/needs.h": [('    {{"GET /{things}", "r"}},\n    {{"GET /{things}/new", "c"}},\n    {{"POST /{things}/new", "c"}},\n'
                              '    {{"GET /{things}/{{{thing}}}", "r?"}},\n    {{"POST /{things}/{{{thing}}}", "c?"}},\n', '    {"GET /standards", "r"},\n')],
    "tests/journeys/overwriting_test.cc": [('    {{"/{things}/new", {{Way::adds}}}},\n    {{"/{things}/{{{thing}}}", {{Way::carries, "title=Zqxtitle" + stale}}}},\n',
                                            '    {"/standards/new", {Way::adds}},\n'),
                                           ('{{"{thing}", world.{thing}}},\n', '{"standard", world.standard},\n')],
    "tests/matrix/world.h": [("    std::string {thing};\n", "    std::string standard;")],
    "tests/matrix/world.cc": [("    {thing} = {things}::{Thing}Id::make(site.now).text;\n    site.database().writing([&](db::Write& db) {{\n"
                               "        {things}::add_{thing}(db, site.by(Role::lead), {{{{{thing}}}, \"Title\", site.account(Role::lead), site.now, 0}});\n"
                               "        return true;\n    }});\n", "    standard = standards::"),
                              ('#include "{things}/{thing}_store.h"\n', '#include "standards/standard_store.h"\n')],
    "tests/matrix/matrix_test.cc": [('            if (hole == "{thing}") value = world.{thing};\n', '            if (hole == "standard")')],
    "locales/en/app.yaml": [('  added_{thing}: "Added “{{part}}”"\n  changed_{thing}: "Changed “{{part}}”"\n', "  added_standard:")],
    "locales/en/held.yaml": [("  {thing}: Entries among {things} that you added\n", "  session: Where")],
}


def put_in(path, text, before):
    file = ROOT / path
    content = file.read_text()
    at = content.index(before)
    file.write_text(content[:at] + text + content[at:])


def list_above(name, after):
    """The new module knows what `after` knows, and `after`; the wiring knows it."""
    file = ROOT / "tools/modules.txt"
    lines = file.read_text().splitlines()
    places = [number for number, line in enumerate(lines) if line.startswith(after + ":")]
    if not places:
        sys.exit(f"tools/modules.txt names no module {after}")
    known = lines[places[0]].partition(":")[2].split() + [after]
    needed = [module for module in ("base", "db", "web", "events", "people") if module not in known]
    if needed:
        sys.exit(f"{after} stands below {', '.join(needed)}, which a slice with pages needs")
    lines.insert(places[0] + 1, f"{name}: {' '.join(known)}")
    lines[-1] += " " + name
    file.write_text("\n".join(lines) + "\n")
    below = lines[places[0] + 2].partition(":")[0]
    return f"{name} stands above {after} and below {below}"


def main():
    if len(sys.argv) != 3 or not re.fullmatch(r"[a-z][a-z_]*[a-z]s", sys.argv[1]):
        sys.exit("usage: new_slice.py NAME AFTER (small letters, in the plural: surveys; after: the module that it stands on)")
    things, after = sys.argv[1], sys.argv[2]
    if (ROOT / "src" / things).exists():
        sys.exit(f"src/{things} is there already")
    thing = things[:-1]
    names = {"@things@": things, "@thing@": thing, "@Thing@": thing.title().replace("_", ""), "@Words@": things.replace("_", " ").capitalize()}
    where = list_above(things, after)
    number = max(int(file.name[:4]) for file in (ROOT / "migrations").glob("*.sql")) + 1
    elsewhere = {"things.sql": f"migrations/{number:04}_{things}.sql", "things.yaml": f"migrations/{things}.yaml", "texts.yaml": f"locales/en/{things}.yaml"}
    for template in sorted(file for file in SLICE.rglob("*") if file.is_file()):
        relative = str(template.relative_to(SLICE))
        path = elsewhere.get(relative, f"src/{things}/" + re.sub("things?", lambda found: things if found[0] == "things" else thing, relative))
        text = template.read_text()
        for name, word in names.items():
            text = text.replace(name, word)
        file = ROOT / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(path)
    for path, entries in ENTRIES.items():
        for text, before in entries:
            put_in(path, text.format(things=things, thing=thing, Thing=names["@Thing@"]), before)
        print(path + " (changed)")
    print(f"{where}. Now say in src/{things}/{thing}.h what it is about, and run ./dev fmt and ./dev test.")


if __name__ == "__main__":
    main()
