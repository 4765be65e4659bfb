#!/usr/bin/env python3
"""Starts a slice with its three roles: new_slice.py NAME. Afterwards list it in tools/modules.txt, where it belongs."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

FILES = {
    "src/{slice}/{thing}.h": """// What this slice is about, in two sentences. Domain files are pure: no database, no HTTP.
#pragma once
#include <string>

namespace touchstone::{slice} {{

struct {Thing} {{
    std::string title;
}};

}}  // namespace touchstone::{slice}
""",
    "src/{slice}/{thing}_store.h": """// How it lies in tables.
#pragma once
#include "db/db.h"
#include "{slice}/{thing}.h"
""",
    "src/{slice}/{thing}_pages.h": """#pragma once
#include "web/router.h"

namespace touchstone::{slice} {{

void add_{thing}_pages(web::Router&);

}}  // namespace touchstone::{slice}
""",
    "src/{slice}/{thing}_pages.cc": """#include "{slice}/{thing}_pages.h"

namespace touchstone::{slice} {{

void add_{thing}_pages(web::Router&) {{}}

}}  // namespace touchstone::{slice}
""",
    "locales/en/{slice}.yaml": "title: {Thing}\n",
}


def main():
    if len(sys.argv) != 2 or not re.fullmatch(r"[a-z][a-z_]*s", sys.argv[1]):
        sys.exit("usage: new_slice.py NAME (small letters, in the plural: surveys)")
    names = {"slice": sys.argv[1], "thing": sys.argv[1][:-1], "Thing": sys.argv[1][:-1].title().replace("_", "")}
    if (ROOT / "src" / names["slice"]).exists():
        sys.exit(f"src/{names['slice']} is there already")
    for path, text in FILES.items():
        file = ROOT / path.format(**names)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(**names))
        print(file.relative_to(ROOT))
    (ROOT / "src" / names["slice"] / "views").mkdir()
    print("Now list it in tools/modules.txt and add its pages in src/app/serve.cc.")


if __name__ == "__main__":
    main()
