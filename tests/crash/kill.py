#!/usr/bin/env python3
"""Kills the server while four people write, again and again, and looks whether every word that was acknowledged is there.

A write is acknowledged when its 303 answer has been read to the end. Each write carries a title of its own; the titles are what is counted.
With --planted-fault the check looks at a copy of the database in which that fault was made, and must find it and nothing else.
"""
import argparse
import contextlib
import csv
import hashlib
import http.client
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from running import Server, Visitor, evidence  # noqa: E402

WRITERS = 4
FILE_EVERY = 10
READY_SECONDS = 2.0
FULL_CHECK_EVERY = 25
FAULTS = ["lost", "duplicate", "phantom", "event", "file"]
PREFIX = "crash"


class Sent:
    """What the writers sent and what was acknowledged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sent, self.acknowledged, self.files = set(), set(), {}
        self.refused = []
        self.someone_was_acknowledged = threading.Event()
        self.is_over = threading.Event()


class Writer(threading.Thread):
    """Writes until the connection breaks."""

    def __init__(self, number, visitor, cycle, record):
        super().__init__(daemon=True)
        self.number, self.visitor, self.cycle, self.record = number, visitor, cycle, record

    def run(self):
        count = 0
        while not self.record.is_over.is_set():
            title = f"{PREFIX} {self.cycle}-{self.number}-{count}"
            files = [("files", f"{title}.txt", f"The file of {title}.\n".encode() * 20)] if count % FILE_EVERY == 0 else []
            count += 1
            with self.record.lock:
                self.record.sent.add(title)
                if files:
                    self.record.files[title] = hashlib.sha256(files[0][2]).hexdigest()
            try:
                answer = self.visitor.post("/evidence/new", evidence(title), files)
            except (OSError, http.client.HTTPException):
                break
            if answer.status != 303:
                self.record.refused.append(f"{title}: status {answer.status}")
                break
            with self.record.lock:
                self.record.acknowledged.add(title)
            self.record.someone_was_acknowledged.set()
        self.visitor.leave()


def one_cycle(server, visitors, cycle, record):
    """Writes, kills at a random moment, starts again. Answers the seconds until the server was ready."""
    record.someone_was_acknowledged.clear()
    record.is_over.clear()
    writers = [Writer(number, visitor, cycle, record) for number, visitor in enumerate(visitors)]
    for writer in writers:
        writer.start()
    if not record.someone_was_acknowledged.wait(20):
        record.is_over.set()
        raise RuntimeError("nothing was acknowledged: " + "; ".join(record.refused or [server.tail()]))
    time.sleep(random.uniform(0.02, 0.3))
    server.kill()
    record.is_over.set()
    for writer in writers:
        writer.join()
    return server.start()


class Rows:
    """Reads the rows of an SQLite file, or of a PostgreSQL through its own client."""

    def __init__(self, database):
        self.database = str(database)
        self.is_sqlite = not self.database.startswith("postgresql://")

    def all(self, query):
        if self.is_sqlite:
            with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)) as db:
                return [[str(value) for value in row] for row in db.execute(query)]
        got = subprocess.run(["psql", "-X", "--csv", "-t", "-d", self.database, "-c", query], stdout=subprocess.PIPE, text=True, check=True)
        return list(csv.reader(got.stdout.splitlines()))


def count_written(rows):
    return int(rows.all(f"select count(*) from evidence where title like '{PREFIX} %'")[0][0])


def file_problems(rows, data, record):
    """A row names only files that are there and whole; who was told that a file is kept finds it."""
    kept = rows.all(f"select e.title, f.hash from evidence_file f join evidence e on e.partnership_id = f.partnership_id and e.id = f.evidence_id where e.title like '{PREFIX} %'")
    of_title = {}
    for title, named in kept:
        path = data / "files" / named[:2] / named
        if not path.is_file():
            yield f"{title}: file {named} is not there"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != named:
            yield f"{title}: file {named} holds something else"
        elif record.files.get(title) != named:
            yield f"{title}: has a file that was not sent with it"
        of_title[title] = of_title.get(title, 0) + 1
    written = {title for title, in rows.all(f"select title from evidence where title like '{PREFIX} %'")}
    for title in sorted(written & record.files.keys()):
        if of_title.get(title, 0) != 1:
            yield f"{title}: was sent with one file and has {of_title.get(title, 0)}"


def problems_of(database, data, record):
    """Everything that is wrong, by property."""
    rows = Rows(database)
    count = dict((title, int(number)) for title, number in rows.all(f"select title, count(*) from evidence where title like '{PREFIX} %' group by title"))
    found = {
        "lost": [f"{title} was acknowledged and is gone" for title in sorted(record.acknowledged - count.keys())],
        "duplicate": [f"{title} is there {number} times" for title, number in count.items() if number > 1],
        "phantom": [f"{title} was never sent" for title in sorted(count.keys() - record.sent)],
        "event": [f"{title} has {number} events that say it was added" for title, number in rows.all(f"""
            select e.title, count(v.id) from evidence e
              left join event v on v.partnership_id = e.partnership_id and v.kind = 'evidence' and v.object_id = e.id and v.verb = 'added'
             where e.title like '{PREFIX} %' group by e.partnership_id, e.id, e.title having count(v.id) <> 1""")],
        "file": list(file_problems(rows, data, record)),
    }
    found["event"] += [f"an event says that {thing} was added, which is not there" for thing, in rows.all("""
        select object_id from event v where kind = 'evidence' and verb = 'added'
           and not exists (select 1 from evidence e where e.partnership_id = v.partnership_id and e.id = v.object_id)""")]
    if rows.is_sqlite:
        found["integrity"] = [line for line, in rows.all("pragma integrity_check") if line != "ok"]
        found["foreign keys"] = [" ".join(line) for line in rows.all("pragma foreign_key_check")]
    return found


def plant(fault, database, target, record):
    """A copy of the database with the fault in it, made so that nothing else is wrong."""
    with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(target)) as db:
        source.backup(db)
        db.execute("pragma foreign_keys = on")
        title = next(title for title in sorted(record.acknowledged) if (title in record.files) == (fault == "file"))
        partnership, one = db.execute("select partnership_id, id from evidence where title = ?", [title]).fetchone()
        name = {"duplicate": title, "phantom": f"{PREFIX} nobody sent this"}.get(fault)
        if fault == "lost":
            for table, column in (("evidence_text", "evidence_id"), ("evidence", "id")):
                db.execute(f"delete from {table} where partnership_id = ? and {column} = ?", [partnership, one])
            db.execute("delete from event where partnership_id = ? and object_id = ?", [partnership, one])
        elif name:
            db.execute("""insert into evidence (partnership_id, id, title, source, line, line_key, whose_view, period_from, period_to, security, link, summary,
                          added_by, added_at, version) select partnership_id, 'planted', ?, source, line, line_key, whose_view, period_from, period_to, security, link, summary,
                          added_by, added_at, version from evidence where partnership_id = ? and id = ?""", [name, partnership, one])
            db.execute("""insert into event (partnership_id, id, at, actor_id, verb, kind, object_id, part, before, after) select partnership_id, 'planted', at, actor_id, verb, kind, 'planted', part, before, after
                          from event where partnership_id = ? and object_id = ? and verb = 'added'""", [partnership, one])
        elif fault == "event":
            db.execute("delete from event where partnership_id = ? and object_id = ?", [partnership, one])
        else:
            db.execute("update evidence_file set hash = ? where partnership_id = ? and evidence_id = ?", ["0" * 64, partnership, one])
        db.commit()


def tell(found):
    for name, problems in found.items():
        for problem in problems[:5]:
            print(f"  {name}: {problem}")
        if len(problems) > 5:
            print(f"  {name}: and {len(problems) - 5} more")


def is_clean(found):
    return not any(found.values())


def run(server, database, cycles, record):
    """All the cycles. Answers every problem by property and the slowest start."""
    people = Visitor(server.port)
    people.step_in()
    people.leave()
    visitors = [people.another() for _ in range(WRITERS)]
    rows, slowest, began = Rows(database), 0.0, time.monotonic()
    for cycle in range(1, cycles + 1):
        slowest = max(slowest, one_cycle(server, visitors, cycle, record))
        written = count_written(rows)
        is_wrong = record.refused or not len(record.acknowledged) <= written <= len(record.sent)
        if is_wrong or cycle % FULL_CHECK_EVERY == 0 or cycle == cycles:
            found = problems_of(database, server.data, record) | {"answers": record.refused}
            print(f"{cycle:5} of {cycles} cycles, {time.monotonic() - began:4.0f} s: {len(record.sent)} sent, {len(record.acknowledged)} acknowledged, "
                  f"{written} there, slowest start {slowest:.2f} s", flush=True)
            if not is_clean(found):
                break
    return found | {"ready": [f"it took {slowest:.2f} s to be ready again"] if slowest > READY_SECONDS else []}


def check_faults(faults, database, server, folder, record):
    """The number of planted faults that were found, and only they."""
    right = 0
    for fault in faults:
        copy = folder / f"{fault}.db"
        plant(fault, database, copy, record)
        found = [name for name, problems in problems_of(copy, server.data, record).items() if problems]
        print(f"planted fault: {fault}: the check finds {', '.join(found) or 'nothing'}")
        right += found == [fault]
    return right


def drive(description, cycles, faults, record, run, check_faults):
    """The command line of a script that kills: the whole run, then the planted faults, then the last line. Answers the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--cycles", type=int, default=cycles)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database to use instead of the SQLite inside")
    parser.add_argument("--planted-fault", choices=[*faults, "all"])
    asked = parser.parse_args()
    if asked.planted_fault and asked.database:
        parser.error("faults are planted in the SQLite inside only")
    with tempfile.TemporaryDirectory(prefix="touchstone-kill-") as name:
        folder = pathlib.Path(name)
        options = ["--demo", *(["--database", asked.database] if asked.database else [])]
        with Server(asked.binary.resolve(), folder / "data", *options) as server:
            database = asked.database or server.data / "touchstone.db"
            found = run(server, database, asked.cycles, record)
            tell(found)
            passed, failed = sum(not problems for problems in found.values()), sum(bool(problems) for problems in found.values())
            if asked.planted_fault:
                wanted = list(faults) if asked.planted_fault == "all" else [asked.planted_fault]
                right = check_faults(wanted, database, server, folder, record)
                passed, failed = right, len(wanted) - right + failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(drive(__doc__, 200, FAULTS, Sent(), run, check_faults))
