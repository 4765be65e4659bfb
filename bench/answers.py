#!/usr/bin/env python3
"""How fast answers are taken and counted: answers.py BINARY CLIENT BARE [--forms 2000] [--rounds 5]. CLIENT is bench_answers, BARE is bench_bare_server.

Whole questionnaires are sent, each with a ballot of its own, by turns to the product and to a server that does nothing but keep them; then the results
of a wave with ten times as many answers are held against those of another, and a first visit is counted."""
import argparse
import contextlib
import datetime
import json
import pathlib
import random
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "cli"), str(pathlib.Path(__file__).resolve().parent)]
from answering import Answerer, close_wave, publish_wave, write_questionnaire  # noqa: E402
from overload import cpu_of  # noqa: E402
from running import Server, Visitor, free_port  # noqa: E402
from visits import first_visit  # noqa: E402

QUESTIONS = ["choice"] + 9 * ["scale"]
BARE_SHARE = 0.5  # of what the bare server keeps a second, at least
CPU_LIMIT = 1.0  # ms of the processor for a questionnaire
LATER_LIMIT = 1.2  # of the processor's time for the first ones, where many thousands have been sent
RESULTS_LIMIT = 1.5  # of the time that a tenth of the answers takes
REQUESTS_LIMIT, BYTES_LIMIT = 4, 1_810_000 // 15
FEW, MANY, WARM, TIMES = 10_000, 100_000, 10, 100
ICON = "favicon.svg"


def tell(name, figure, limit, is_kept):
    print(f"{name:58} {figure:>12}  limit {limit:>9}  {'kept' if is_kept else 'NOT KEPT'}", flush=True)


class Bare:
    """The server that does nothing but keep what is sent."""

    def __init__(self, binary, folder):
        self.port = free_port()
        self.process = subprocess.Popen([binary, str(self.port), str(folder / "bare.db")])
        time.sleep(0.5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Crowd:
    """Many who answer one wave; they are one browser to the server, and come from many addresses."""

    def __init__(self, client, port, link):
        one = Answerer(port, link, 1)
        self.client, self.port, self.link, self.csrf = client, port, link, one.csrf
        self.cookie = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
        self.sent = self.refused = 0

    def post(self, port, path, connections, bodies, *after):
        said = subprocess.run([self.client, str(port), path, self.cookie, str(connections), *after], input="\n".join(bodies) + "\n", capture_output=True, text=True, check=True).stdout.splitlines()
        return json.loads(said[0]), said[1:]

    def forms(self, count):
        """Whole questionnaires, each with a ballot that was given out for it."""
        got, ballots = self.post(self.port, self.link, 8, [f"csrf={self.csrf}"] * count, 'name="ballot" value="')
        if len(ballots) != count:
            raise SystemExit(f"of {count} who began {len(ballots)} were given a ballot: {got}")
        return [urllib.parse.urlencode({"csrf": self.csrf, "ballot": ballot, "page": "1", "go": "send"} |
                                       {f"a_q{number}": f"c{random.randint(1, 3)}" for number in range(1, len(QUESTIONS) + 1)}) for ballot in ballots]

    def per_second(self, port, connections, forms):
        counted, _ = self.post(port, self.link + "/answers", connections, forms)
        if port == self.port:
            self.sent += counted["accepted"]
            self.refused += counted["failed"]
        return counted["accepted"] / counted["seconds"]


def rows_of(server, query, *values):
    with contextlib.closing(sqlite3.connect(f"file:{server.data / 'touchstone.db'}?mode=ro", uri=True)) as db:
        return db.execute(query, values).fetchone()[0]


def time_sending(server, bare, crowd, wave, count, rounds):
    bare_rate, at_8, at_32, cpu = [], [], [], []
    for _ in range(rounds):
        forms = crowd.forms(2 * count)
        bare_rate.append(crowd.per_second(bare.port, 8, forms[:count]))
        before = cpu_of(server.process)
        at_8.append(crowd.per_second(server.port, 8, forms[:count]))
        cpu.append(1000 * (cpu_of(server.process) - before) / count)
        at_32.append(crowd.per_second(server.port, 32, forms[count:]))
    kept = rows_of(server, "select count(*) from wave_ballot where wave_id = ?", wave.rpartition("/")[2])
    if kept != crowd.sent:
        raise SystemExit(f"{crowd.sent} were acknowledged and {kept} are there")
    print(f"{rounds} rounds of {count}: a second, the bare server {statistics.median(bare_rate):.0f}, the product {statistics.median(at_8):.0f} at 8 at once, "
          f"{statistics.median(at_32):.0f} at 32; {crowd.refused} were refused")
    share = statistics.median(mine / its for mine, its in zip(at_8, bare_rate))
    wider = statistics.median(more / less for more, less in zip(at_32, at_8))
    tell("questionnaires a second, of the bare server's", f"{share:.2f}", BARE_SHARE, share >= BARE_SHARE)
    tell("questionnaires a second at 32 at once, of those at 8", f"{wider:.2f}", 1, wider >= 1)
    tell("processor for a questionnaire", f"{statistics.median(cpu):.2f} ms", f"{CPU_LIMIT} ms", statistics.median(cpu) <= CPU_LIMIT)
    return statistics.median(cpu)


def time_later(server, crowd, count, first):
    """The same in a wave to which very many have been sent."""
    forms = crowd.forms(count)
    before = cpu_of(server.process)
    crowd.per_second(server.port, 8, forms)
    later = 1000 * (cpu_of(server.process) - before) / count / first
    tell(f"the same after {MANY} were sent, of the first", f"{later:.2f}", LATER_LIMIT, later <= LATER_LIMIT)


def fill(server, wave, answers):
    """Answers as they lie when they have been opened, and their counts; the server stands still meanwhile."""
    with contextlib.closing(sqlite3.connect(server.data / "touchstone.db")) as db:
        partnership, identity = db.execute("select partnership_id, id from wave where id = ?", [wave.rpartition("/")[2]]).fetchone()
        counts = {}
        for _ in range(answers):
            given = {f"q{number}": [f"c{random.randint(1, 3)}"] for number in range(1, len(QUESTIONS) + 1)}
            group = given["q1"][0]
            for question, (choice,) in given.items():
                for among in ("",) if question == "q1" else ("", group):
                    counts[question, among, choice] = counts.get((question, among, choice), 0) + 1
            db.execute("insert into wave_ballot (partnership_id, wave_id, ballot_mark, sealed) values (?, ?, ?, '')", [partnership, identity, secrets.token_hex(32)])
            db.execute("insert into wave_answer (partnership_id, wave_id, id, own_mark, opened_on, content) values (?, ?, ?, ?, ?, ?)",
                       [partnership, identity, secrets.token_hex(16), secrets.token_hex(32), datetime.date.today().isoformat(), json.dumps(given, separators=(",", ":"))])
        db.executemany("""insert into wave_count (partnership_id, wave_id, question, answer_group, choice, counted) values (?, ?, ?, ?, ?, ?)
                          on conflict do update set counted = counted + excluded.counted""", [(partnership, identity, *of, counted) for of, counted in counts.items()])
        db.commit()


def milliseconds(visitor, address):
    began = time.perf_counter()
    if visitor.ask("GET", address).status != 200:
        raise SystemExit(f"{address} is not there")
    return 1000 * (time.perf_counter() - began)


def time_results(visitor, few, many):
    for what in ("/results", "/results.csv"):
        taken = {few: [], many: []}
        for number in range(WARM + TIMES):
            for wave, times in taken.items():
                times.append(milliseconds(visitor, wave + what))
        less, more = (statistics.median(times[WARM:]) for times in taken.values())
        tell(f"{what} of {MANY} answers, of those of {FEW} ({more:.2f} ms)", f"{more / less:.2f}", RESULTS_LIMIT, more / less <= RESULTS_LIMIT)


def count_first_visit(server, link):
    asked, size = first_visit(server.port, link)
    own = [address for address in asked if not address.endswith(ICON)]
    tell("requests of a first visit, without the icon of the tab", f"{len(own)}", REQUESTS_LIMIT, len(own) <= REQUESTS_LIMIT)
    tell("bytes of a first visit, with heads and icon", f"{size}", BYTES_LIMIT, size <= BYTES_LIMIT)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("client", type=pathlib.Path)
    parser.add_argument("bare", type=pathlib.Path)
    parser.add_argument("--forms", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-answers-") as name:
        folder = pathlib.Path(name)
        with Server(asked.binary.resolve(), folder / "data", "--demo") as server, Bare(asked.bare.resolve(), folder) as bare:
            visitor = Visitor(server.port)
            visitor.step_in()
            wave, link = publish_wave(visitor, write_questionnaire(visitor, QUESTIONS))
            few, many = (publish_wave(visitor, write_questionnaire(visitor, QUESTIONS)) for _ in range(2))
            visitor.leave()
            count_first_visit(server, link)
            first = time_sending(server, bare, Crowd(asked.client.resolve(), server.port, link), wave, asked.forms, asked.rounds)
            server.stop()
            fill(server, few[0], FEW)
            fill(server, many[0], MANY)
            server.start()
            time_later(server, Crowd(asked.client.resolve(), server.port, many[1]), asked.forms, first)
            for closed in (few[0], many[0]):
                close_wave(visitor, closed)
            time_results(visitor, few[0], many[0])


if __name__ == "__main__":
    main()
