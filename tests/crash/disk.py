#!/usr/bin/env python3
"""Fills the disk under the server, twice, and looks whether anybody is told "saved" who should not be: disk.py BINARY.

Runs in a namespace of its own, where it may mount a small disk; where that is not allowed the last line counts everything as skipped. With
--planted-fault a write that was acknowledged is taken out of the database, and must be missed.
"""
import argparse
import contextlib
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from running import Server, Visitor, evidence  # noqa: E402

MEGABYTES = 48
SIZES = (0, 200_000, 1_000_000)  # of the file in a form: without one, one that comes whole, and one that is turned away on its way in
SIGNED_IN = "/sign-out"
STILL_IN_THE_FORM = "What you typed is still in the form"
BACK_WITHIN = 5.0
CHECKS = ("told the truth", "plain words", "reading goes on", "back in time", "nothing lost")
PAGES = ("/", "/evaluations", "/evidence")


def fill(folder):
    """Takes the last byte that is free."""
    with (folder / "filler").open("wb", buffering=0) as out:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    out.write(b"x" * size)


class Trial:
    def __init__(self, server, folder):
        self.server, self.folder = server, folder
        self.visitor = Visitor(server.port)
        self.visitor.step_in()
        self.acknowledged, self.problems, self.count = set(), {name: [] for name in CHECKS}, 0

    def write(self, files=()):
        """The answer's status; what was acknowledged is remembered."""
        self.count += 1
        title = f"disk {self.count}"
        answer = self.visitor.post("/evidence/new", evidence(title), files)
        if answer.status == 303:
            self.acknowledged.add(title)
        return title, answer

    def there(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.server.data / 'touchstone.db'}?mode=ro", uri=True)) as db:
            return {title for title, in db.execute("select title from evidence where title like 'disk %'")}

    def while_there_is_no_room(self, what):
        refused = 0
        for number in range(21):
            files = [("files", "notes.txt", b"x" * SIZES[number % len(SIZES)])] if SIZES[number % len(SIZES)] else []
            title, answer = self.write(files)
            if answer.status == 303:
                continue  # there was room for it after all
            refused += 1
            if answer.status not in (503, 507):
                self.problems["plain words"].append(f"{what}: a write is answered with {answer.status}")
            elif title in answer.text and SIGNED_IN not in answer.text:
                self.problems["plain words"].append(f"{what}: the answer looks as for somebody signed out")
            elif title not in answer.text and STILL_IN_THE_FORM not in answer.text:
                self.problems["plain words"].append(f"{what}: the typed words are not in the answer")
            for page in PAGES:
                status = self.visitor.get(page).status
                if status != 200:
                    self.problems["reading goes on"].append(f"{what}: {page} is answered with {status}")
        if not refused:
            self.problems["plain words"].append(f"{what}: nothing was refused, so nothing was tried")

    def after(self, what):
        began = time.monotonic()
        while self.write()[1].status != 303:
            if time.monotonic() - began > BACK_WITHIN:
                self.problems["back in time"].append(f"{what}: no write went through {BACK_WITHIN:.0f} s after there was room again")
                break
            time.sleep(0.1)

    def run(self):
        self.visitor.get("/evidence/new")
        self.write()
        for what in ("full disk", "full again"):
            fill(self.folder)
            self.while_there_is_no_room(what)
            (self.folder / "filler").unlink()
            self.after(what)

    def check(self):
        there = self.there()
        self.problems["told the truth"] += [f"{title} was said to be saved and is not there" for title in sorted(self.acknowledged - there)]
        self.server.kill()
        self.server.start()
        self.problems["nothing lost"] += [f"{title} is gone after a restart" for title in sorted(there - self.there())]
        return self.problems


def inside(asked):
    with tempfile.TemporaryDirectory(prefix="touchstone-disk-") as name:
        folder = pathlib.Path(name)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", folder], check=True)
        try:
            with Server(asked.binary.resolve(), folder / "data", "--demo") as server:
                trial = Trial(server, folder)
                trial.run()
                if asked.planted_fault:
                    trial.acknowledged.add("disk that was never written")
                problems = trial.check()
        finally:
            subprocess.run(["umount", "-l", folder], check=True)
    for name, found in problems.items():
        for problem in found[:5]:
            print(f"  {name}: {problem}")
    if asked.planted_fault:
        found = [name for name, each in problems.items() if each]
        print(f"planted fault: the check finds {', '.join(found) or 'nothing'}")
        print(f"{int(found == ['told the truth'])} passed, {int(found != ['told the truth'])} failed")
        return 0 if found == ["told the truth"] else 1
    failed = sum(bool(each) for each in problems.values())
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--planted-fault", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return inside(asked)
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    with tempfile.TemporaryDirectory() as probe:
        if subprocess.run([*own, "mount", "-t", "tmpfs", "tmpfs", probe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
            print("a small disk may not be mounted here")
            print(f"0 passed, 0 failed, {1 if asked.planted_fault else len(CHECKS)} skipped")
            return 0
    return subprocess.run([*own, sys.executable, *sys.argv, "--inside"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
