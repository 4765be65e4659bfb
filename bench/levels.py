#!/usr/bin/env python3
"""Levels across many evaluations: levels.py TOUCHSTONE. Organisations with ten years of ten evaluations, each with fifty indicators judged: 250,000, 2.5 and
10 million levels. Asked by turns are the page of the partnership, which counts them by year, indicator and level; DuckDB, for the same counts over all levels
in its memory; and the page of one organisation. Prints times and ratios beside what is wanted, and checks that both count alike."""
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(BENCH.parent / "tests" / "cli")]
from running import Server, Visitor  # noqa: E402

SIZES = (50, 500, 2000)  # organisations
TURNS = 15
YEARS, EACH, INDICATORS = 10, 10, 50
OF = "1 + (o.n * 7 + y.n * 3 + d.n * 5 + e.n * 11) % 6"  # the level, as both sides reckon it

NUMBERS = "with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < {})"


def fill(file, organisations):
    """Puts organisations beside what the demonstration holds, with finished evaluations that are shared with all of the partnership."""
    db = sqlite3.connect(file)
    db.executescript("pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = off;")
    partnership, = db.execute("select id from partnership").fetchone()
    account, = db.execute("select id from account limit 1").fetchone()
    framework, = db.execute("select hash from framework limit 1").fetchone()
    names = {"p": partnership, "a": account, "f": framework, "far": 4_000_000_000_000}
    db.execute("create temp table o as " + NUMBERS.format(organisations - 1) + " select n from numbers")
    for table, most in (("y", YEARS), ("e", EACH), ("d", INDICATORS)):
        db.execute(f"create temp table {table} as " + NUMBERS.format(most - 1) + " select n from numbers")
    evaluation = "printf('9%08d%08d%09d', o.n, y.n, e.n)"
    db.execute("insert into organisation (partnership_id, id, name, name_key, kind) select :p, printf('9%025d', o.n), 'Organisation ' || o.n, 'organisation ' || o.n, 'police' from o", names)
    db.execute(f"""insert into evaluation (partnership_id, id, title, kind, why, level, children, period_from, period_to, framework_hash, created_by, created_at, finished_at, version, owner_id)
                   select :p, {evaluation}, 'Evaluation', 1, 'To know', 1, 'All', (2016 + y.n) || '-01-01', (2016 + y.n) || '-12-31', :f, :a, 0, 0, 1, printf('9%025d', o.n) from o, y, e""", names)
    db.execute(f"""insert into share (partnership_id, id, kind, object_id, extent, with_id, purpose, since, until, shared_by)
                   select :p, {evaluation}, 1, {evaluation}, 2, '', 'To compare', 0, :far, :a from o, y, e""", names)
    db.execute(f"""insert into judgement (partnership_id, evaluation_id, indicator, level, rationale, confidence, judged_by, judged_at, version)
                   select :p, {evaluation}, (1 + d.n / 10) || '.' || (1 + d.n % 10), {OF}, 'Because', 1, :a, 0, 1 from o, y, e, d""", names)
    db.execute("insert into levels_due (partnership_id, owner_id) select :p, printf('9%025d', o.n) from o", names)
    db.commit()
    db.close()


def count(file):
    """Until the server has counted what is due; seconds."""
    begins = time.monotonic()
    db = sqlite3.connect(file)
    while db.execute("select count(*) from levels_due").fetchone()[0]:
        time.sleep(0.5)
    return time.monotonic() - begins


class Duck:
    def __init__(self, organisations):
        self.process = subprocess.Popen(["node", str(BENCH / "levels.mjs"), str(organisations), OF], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def ask(self):
        """Milliseconds, and how many levels were counted."""
        print("ask", file=self.process.stdin, flush=True)
        milliseconds, counted = self.process.stdout.readline().split()
        return float(milliseconds), int(counted)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def timed(visitor, address):
    begins = time.perf_counter()
    answer = visitor.get(address)
    milliseconds = (time.perf_counter() - begins) * 1000
    assert answer.status == 200, (address, answer.status)
    return milliseconds, answer.text


def check(visitor, duck, organisations):
    """Both have counted every level: the page says for each year how many evaluations were judged on an indicator."""
    page = timed(visitor, "/levels?kind=self_evaluation&indicator=1.1")[1]
    years = {int(year): int(numbers.split()[-1]) for year, numbers in
             ((row[0], " ".join(re.findall(r">(\d+)</td>", row[1]))) for row in re.findall(r'<th scope="row"[^>]*>(\d{4})</th>(.*?)</tr>', page, re.DOTALL))}
    assert all(years[2016 + n] >= organisations * EACH for n in range(YEARS)), years
    assert duck.ask()[1] == organisations * YEARS * EACH * INDICATORS


def main():
    touchstone = pathlib.Path(sys.argv[1]).resolve()
    print(f"{'levels':>12} {'counted in':>12} {'all of them':>12} {'DuckDB':>10} {'of it':>8} {'one of them':>12}")
    for organisations in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder) / "data"
            with Server(touchstone, data, "--demo"):
                pass
            fill(data / "touchstone.db", organisations)
            duck = Duck(organisations)
            with Server(touchstone, data, "--demo") as server:
                seconds = count(data / "touchstone.db")
                visitor = Visitor(server.port)
                visitor.step_in()
                check(visitor, duck, organisations)
                ours, theirs, ones = [], [], []
                for _ in range(TURNS):
                    milliseconds = timed(visitor, "/levels?year=2020&kind=self_evaluation")[0]
                    ours.append(milliseconds)
                    theirs.append(duck.ask()[0])
                    ones.append(timed(visitor, f"/levels?year=2020&organisation=9{organisations // 2:025d}")[0])
            duck.end()
        our, their, one = map(statistics.median, (ours, theirs, ones))
        levels = organisations * YEARS * EACH * INDICATORS
        print(f"{levels:>12,} {seconds:>10.0f} s {our:>9.1f} ms {their:>7.1f} ms {our / their:>8.2f} {one:>9.1f} ms")
    print("wanted: no more than 1.00 of DuckDB; one organisation in less than 10 ms")


if __name__ == "__main__":
    main()
