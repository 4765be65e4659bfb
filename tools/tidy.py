#!/usr/bin/env python3
"""clang-tidy over src: tidy.py BUILD_FOLDER, a finished build of `touchstone`.

A file that was found clean is not looked at again until it, what it includes of ours, how it is compiled or the rules differ: what is clean is kept
in build/tidy, a file of no length for each. So a check that was interrupted goes on where it was. Exit status 1 when anything was found.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLEAN = ROOT / "build" / "tidy"
TIDY = "clang-tidy-19"
UNREADABLE = ("src/reports/tagged_pdf.cc", "src/reports/printed_pages.cc")  # clang cannot read libqpdf's headers as C++23
FLAGS = ("--quiet", "--warnings-as-errors=*", "--extra-arg=-Wno-ignored-gch", "--extra-arg=-Wno-deprecated-declarations")
PLANTED = "int* planted() { return 0; }\n"


def included(build):
    """The files of ours that each object was made from, as ninja noted them: {source: [path, …]}."""
    found, ours = {}, []
    for line in subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout.splitlines():
        if not line.startswith("    "):
            ours = []
            continue
        path = pathlib.Path(os.path.normpath(build / line.strip()))
        if path.is_relative_to(ROOT):
            ours.append(path)
            found.setdefault(str(ours[0].relative_to(ROOT)), ours)
    return found


def content(path, known={}):
    if path not in known:
        known[path] = hashlib.sha256(path.read_bytes()).digest()
    return known[path]


def mark(rules, command, paths):
    whole = hashlib.sha256(rules + command.replace(str(ROOT), "").encode())
    for path in sorted(path for path in paths if path.is_file() and not path.is_relative_to(ROOT / "build")):
        whole.update(str(path.relative_to(ROOT)).encode() + content(path))
    return CLEAN / whole.hexdigest()


def faults(build, source):
    """What is wrong with a file, in clang-tidy's words, or nothing."""
    run = subprocess.run([TIDY, "-p", build, *FLAGS, source], cwd=ROOT, capture_output=True, text=True)
    return (run.stdout or run.stderr) if run.returncode else ""


def finds_what_is_planted():
    folder = ROOT / "build" / "planted"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "planted.cc").write_text(PLANTED)
    (folder / "compile_commands.json").write_text(json.dumps([{"directory": str(folder), "command": "c++ -std=c++23 -c planted.cc", "file": "planted.cc"}]))
    return "modernize-use-nullptr" in faults(folder, str(folder / "planted.cc"))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    if not finds_what_is_planted():
        sys.exit(f"{TIDY} does not find the fault that is planted for it")
    CLEAN.mkdir(parents=True, exist_ok=True)
    rules = (ROOT / ".clang-tidy").read_bytes() + subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    commands = {entry["file"]: entry["command"] for entry in json.loads((build / "compile_commands.json").read_text())}
    listed = subprocess.run(["git", "ls-files", "src/*.cc"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    headers = included(build)
    marks = {source: mark(rules, commands[str(ROOT / source)], headers[source]) for source in listed if not re.search(r"_test\.cc$", source) and source not in UNREADABLE}
    waiting = [source for source, clean in marks.items() if not clean.exists()]
    print(f"{len(marks) - len(waiting)} files were found clean before, {len(waiting)} are looked at")
    found = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as crew:
        for done, (source, said) in enumerate(zip(waiting, crew.map(lambda source: faults(build, source), waiting)), 1):
            if said:
                found += 1
                print(said)
            else:
                marks[source].touch()
            if done % 25 == 0:
                print(f"{done} of {len(waiting)}", flush=True)
    print(f"{found} files have faults")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
