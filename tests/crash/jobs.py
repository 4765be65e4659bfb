#!/usr/bin/env python3
"""Kills the server while it works for people, again and again, and looks whether everything that was asked for is done, and done once.

Work is asked for when the 303 answer has been read to the end: a report as PDF, the position package, a copy of one's own data, reports of all
formats, and the reading of an added file. With --planted-fault the check looks at a copy of the database in which that fault was made, and must
find it and nothing else.
"""
import contextlib
import pathlib
import random
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from kill import Rows, drive  # noqa: E402
from running import Visitor, evidence, publish  # noqa: E402

PATIENCE = 600  # without anything being finished
LONGEST = 4.0  # seconds until the kill: longer than all of it takes on a quiet machine
FORMATS = {"pdf", "docx", "xlsx", "json"}
TEXT_READ = "2"
FAULTS = {"undone": "update job set state = 2 where id = (select min(id) from job where kind = 'report_pdf')",
          "gone": f"update job set result_hash = '{'0' * 64}' where id = (select min(id) from job where kind = 'own_copy')",
          "formats": """delete from report_file where format = 'docx' and report_id =
                       (select min(r.id) from report r join snapshot s on s.id = r.snapshot_id where s.what_changed like 'Version of cycle %')""",
          "words": "update evidence_text set state = 1 where object_id = (select min(id) from evidence_file where name like 'crash %')",
          "many": """insert into job (partnership_id, id, kind, subject, state, done, total, message, result_hash, result_name, asked_by, asked_at, changed_at, tries)
                     select partnership_id, 'planted', kind, subject, state, done, total, message, result_hash, result_name, asked_by, asked_at, changed_at, tries
                     from job where id = (select min(id) from job where kind = 'position_package')"""}


class Asked:
    """What was acknowledged, by kind."""

    def __init__(self):
        self.jobs, self.versions, self.files = {}, 0, 0


def asked_for(visitor, path, fields=None, files=()):
    answer = visitor.post(path, fields or {}, files)
    if answer.status != 303:
        raise RuntimeError(f"{path} answers {answer.status}")
    return answer.headers["Location"]


def ask_for_all(visitor, evaluation, cycle, record):
    # Before anything waits: an equal job that has not begun is not asked for twice.
    for kind, path in (("report_pdf", evaluation + "/report/pdf"), ("position_package", evaluation + "/position/package"), ("own_copy", "/account/copy")):
        record.jobs[asked_for(visitor, path).removeprefix("/jobs/")] = kind
    asked_for(visitor, evaluation + "/publishing", {"audiences": "board", "what_changed": f"Version of cycle {cycle}.", "without_capacity": "Not yet."})
    record.versions += 1
    asked_for(visitor, "/evidence/new", evidence(f"crash {cycle}"), [("files", f"crash {cycle}.txt", b"Words of a file.\n")])
    record.files += 1


def wait_until_over(rows):
    """As long as anything goes on."""
    seen, since = None, time.monotonic()
    while waiting := rows.all("select id, state, done from job where state in (1, 2) order by id"):
        if waiting != seen:
            seen, since = waiting, time.monotonic()
        if time.monotonic() > since + PATIENCE:
            return
        time.sleep(0.05)


def problems_of(database, data, record):
    """Everything that is wrong, by property."""
    rows = Rows(database)
    known = {line[0]: line[1:] for line in rows.all("select id, kind, state, result_hash from job")}
    found = {"undone": [], "gone": [], "formats": [], "words": [], "many": []}
    for job, kind in record.jobs.items():
        if job not in known or known[job][1] != "3":
            found["undone"].append(f"{kind} was asked for and is {'gone' if job not in known else 'not done'}")
        elif not (data / "files" / known[job][2][:2] / known[job][2]).is_file():
            found["gone"].append(f"{kind} is done, and its file is not there")
    formats = {}
    for report, name, kept in rows.all("select report_id, format, hash from report_file where report_id in (select id from report)"):
        formats.setdefault(report, []).append(name)
        if not (data / "files" / kept[:2] / kept).is_file():
            found["gone"].append(f"a report's {name} is not there")
    mine = [line[0] for line in rows.all("select r.id from report r join snapshot s on s.id = r.snapshot_id where s.what_changed like 'Version of cycle %'")]
    found["formats"] += [f"a report has the formats {formats.get(report)}" for report in mine if sorted(formats.get(report, [])) != sorted(FORMATS)]
    if len(mine) != record.versions:
        found["formats"].append(f"{record.versions} versions were published and {len(mine)} are there")
    states = [line[0] for line in rows.all("select t.state from evidence_file f left join evidence_text t on t.object_id = f.id where f.name like 'crash %'")]
    if states != [TEXT_READ] * record.files:
        found["words"].append(f"of {record.files} added files the states are {states}")
    for kind in ("report_pdf", "position_package", "own_copy"):
        wanted, there = sum(each == kind for each in record.jobs.values()), sum(line[0] == kind for line in known.values())
        if there != wanted:
            found["many"].append(f"{kind} was asked for {wanted} times and is there {there} times")
    return found


def run(server, database, cycles, record):
    visitor = Visitor(server.port)
    visitor.step_in()
    evaluation = publish(visitor)
    rows = Rows(database)
    wait_until_over(rows)
    stopped = cycle = 0
    while cycle < cycles or (not stopped and cycle < 5 * cycles):  # at least once in the middle of something
        cycle += 1
        visitor.get("/account/copy")
        ask_for_all(visitor, evaluation, cycle, record)
        visitor.leave()
        time.sleep(random.uniform(0.0, LONGEST))
        server.kill()
        stopped += bool(rows.all("select id from job where state = 2"))
        server.start()
        wait_until_over(rows)
        print(f"{cycle} of {cycles} cycles")
    found = problems_of(database, server.data, record)
    server.stop()
    server.start()  # what a program that was killed with the server still wrote while it died
    left = [path.name for path in (server.data / "spool").iterdir()]
    found["spool"] = [f"{name} was left behind" for name in left]
    found["busy"] = [] if stopped else ["the server never worked when it was killed: nothing was tried"]
    print(f"{cycle} cycles, {stopped} of them in the middle of some work: {len(record.jobs) + record.versions + record.files} things asked for")
    return found


def check_faults(faults, database, server, folder, record):
    right = 0
    for fault in faults:
        copy = folder / f"{fault}.db"
        with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(copy)) as db:
            source.backup(db)
            db.execute(FAULTS[fault])
            db.commit()
        found = [name for name, problems in problems_of(copy, server.data, record).items() if problems]
        print(f"planted fault: {fault}: the check finds {', '.join(found) or 'nothing'}")
        right += found == [fault]
    return right


if __name__ == "__main__":
    sys.exit(drive(__doc__, 8, FAULTS, Asked(), run, check_faults))
