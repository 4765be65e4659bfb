#!/usr/bin/env python3
"""Kills the server while fifty people answer a questionnaire, again and again, and looks whether every answer that was acknowledged is counted, and once.

An answer is acknowledged when the page that says "Sent" has been read to the end. Each holds a number of its own, by which it is known when the wave
is closed and all are opened. Whoever saw no such page sends again when the server is back, as people do. With --planted-fault the check looks at a copy
of the database in which that fault was made, and must find it and nothing else.
"""
import contextlib
import http.client
import json
import pathlib
import random
import sqlite3
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from answering import Answerer, close_wave, is_sent, publish_wave, write_questionnaire  # noqa: E402
from kill import Rows, drive  # noqa: E402
from running import Visitor  # noqa: E402

PEOPLE = 50
PATIENCE = 60
BUSY = 503
PLANTED = 999_999_999
FAULTS = ["lost", "doubled", "phantom", "tally"]


class Sent:
    """The numbers that were sent and acknowledged, and the ballots of those that were not."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sent, self.acknowledged, self.open, self.refused = set(), set(), {}, []
        self.someone_was_acknowledged, self.is_over = threading.Event(), threading.Event()
        self.wave = ""

    def send(self, person, ballot, number, is_again=False):
        """Whether the server goes on."""
        with self.lock:
            self.sent.add(number)
            self.open[number] = ballot
        answer = person.send(ballot, {"a_q1": "c1", "a_q2": "c2", "a_q3": number})
        if answer.status == BUSY:  # it says that nothing was changed
            if not is_again:
                with self.lock:
                    self.sent.remove(number)
                    del self.open[number]
            return True
        if not is_sent(answer):
            self.refused.append(f"{number}: status {answer.status}")
            return False
        with self.lock:
            self.acknowledged.add(number)
            del self.open[number]
        self.someone_was_acknowledged.set()
        return True


class Person(threading.Thread):
    """Answers as one after the other, until the connection breaks."""

    def __init__(self, port, link, cycle, number, record):
        super().__init__(daemon=True)
        self.port, self.link, self.number, self.record = port, link, cycle * PEOPLE + number, record

    def run(self):
        count = 0
        with contextlib.suppress(OSError, http.client.HTTPException):
            person = Answerer(self.port, self.link, self.number)
            while not self.record.is_over.is_set():
                ballot = person.begin()
                count += 1
                if ballot and not self.record.send(person, ballot, 1000 * self.number + count):
                    break
            person.leave()


def one_cycle(server, link, cycle, record):
    """They answer, it is killed and starts again, and those who saw nothing send again."""
    record.someone_was_acknowledged.clear()
    record.is_over.clear()
    people = [Person(server.port, link, cycle, number, record) for number in range(PEOPLE)]
    for person in people:
        person.start()
    if not record.someone_was_acknowledged.wait(PATIENCE):
        record.is_over.set()
        raise RuntimeError("nothing was acknowledged: " + "; ".join(record.refused or [server.tail()]))
    time.sleep(random.uniform(0.02, 0.5))
    server.kill()
    record.is_over.set()
    for person in people:
        person.join()
    server.start()
    again = Answerer(server.port, link, cycle * PEOPLE + PEOPLE - 1)
    cut_off, until = len(record.open), time.monotonic() + PATIENCE
    while record.open and not record.refused and time.monotonic() < until:
        for number, ballot in list(record.open.items()):
            record.send(again, ballot, number, is_again=True)
    again.leave()
    return cut_off


def problems_of(database, record):
    """Everything that is wrong, by property."""
    rows = Rows(database)
    there = {}
    contents = rows.all(f"select content from wave_answer where wave_id = '{record.wave}'")
    for content, in contents:
        for number in json.loads(content).get("q3", []):
            there[int(number)] = there.get(int(number), 0) + 1
    ballots = int(rows.all(f"select count(*) from wave_ballot where wave_id = '{record.wave}'")[0][0])
    counted = rows.all(f"select question, counted from wave_count where wave_id = '{record.wave}' and counted > 0")
    return {
        "lost": [f"{number} was acknowledged and is gone" for number in sorted(record.acknowledged - there.keys())],
        "doubled": [f"{number} is there {times} times" for number, times in there.items() if times > 1],
        "phantom": [f"{number} was never sent" for number in sorted(there.keys() - record.sent)],
        "tally": [f"{question} was counted {times} times for {len(contents)} answers" for question, times in counted if int(times) != len(contents)]
        + ([] if ballots == len(contents) else [f"{ballots} ballots were sent and {len(contents)} are opened"])
        + ([] if counted else ["nothing was counted"])}


def plant(fault, database, target, record):
    """A copy of the database with the fault in it, made so that nothing else is wrong."""
    with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(target)) as db:
        source.backup(db)
        one, content = db.execute("select id, content from wave_answer where wave_id = ? limit 1", [record.wave]).fetchone()
        if fault == "lost":
            given = json.loads(content)
            del given["q3"]
            db.execute("update wave_answer set content = ? where id = ?", [json.dumps(given), one])
        elif fault != "tally":
            other = json.loads(content) | ({"q3": [str(PLANTED)]} if fault == "phantom" else {})
            db.execute("insert into wave_answer select partnership_id, wave_id, 'planted', own_mark, opened_on, ? from wave_answer where id = ?", [json.dumps(other), one])
            db.execute("insert into wave_ballot select partnership_id, wave_id, 'planted', '' from wave_answer where id = ?", [one])
        if fault != "lost":
            db.execute("update wave_count set counted = counted + 1 where wave_id = ? and counted > 0", [record.wave])
        db.commit()


def run(server, database, cycles, record):
    visitor = Visitor(server.port)
    visitor.step_in()
    wave, link = publish_wave(visitor, write_questionnaire(visitor, ("choice", "scale", "number")))
    visitor.leave()
    record.wave = wave.rpartition("/")[2]
    cut_off = 0
    for cycle in range(1, cycles + 1):
        cut_off += one_cycle(server, link, cycle, record)
        print(f"{cycle:5} of {cycles} cycles: {len(record.sent)} sent, {len(record.acknowledged)} acknowledged, {cut_off} of them only when sent again", flush=True)
    close_wave(visitor, wave)
    return problems_of(database, record) | {"answers": record.refused + [f"{number} is never acknowledged" for number in record.open],
                                            "busy": [] if cut_off else ["nobody was cut off: nothing was tried"]}


def check_faults(faults, database, _, folder, record):
    right = 0
    for fault in faults:
        copy = folder / f"{fault}.db"
        plant(fault, database, copy, record)
        found = [name for name, problems in problems_of(copy, record).items() if problems]
        print(f"planted fault: {fault}: the check finds {', '.join(found) or 'nothing'}")
        right += found == [fault]
    return right


if __name__ == "__main__":
    sys.exit(drive(__doc__, 20, FAULTS, Sent(), run, check_faults))
