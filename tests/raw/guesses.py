#!/usr/bin/env python3
"""Guesses at the codes of a questionnaire, and at ballots: guesses.py BINARY. Eight at once try 20,000 codes of a wave that has as many as one can
have, from many addresses, while others come to another questionnaire. The last line is "N passed, N failed"."""
import contextlib
import pathlib
import random
import re
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from answering import ANSWERS, Answerer, address_of, ballot_in, publish_wave, write_questionnaire  # noqa: E402
from running import Server, Visitor  # noqa: E402

CODES = 5_000
GUESSES, BALLOTS, AT_ONCE = 20_000, 2_000, 8
OF_ONE = 200  # guesses from one address; more from one are a matter of how often it may ask
SCHOOL, MOST_OF_ONE = 1_000, 5_000
WAIT_LIMIT = 1.0  # seconds, for 95 of 100
REFUSED, TOO_OFTEN, BUSY = 422, 429, 503
CODE_WORDS, BALLOT_WORDS = 4, 6


def spoken(words):
    return "-".join("".join(random.choice(letters) for letters in ("bdfghjklmnprstvz", "aiou") * 2 + ("bdfghjklmnprstvz",)) for _ in range(words))


class Guesses:
    """What came back for so many guesses, eight at once."""

    def __init__(self, port, link, count, guess, first):
        self.port, self.link, self.left, self.guess, self.next = port, link, count, guess, first
        self.statuses, self.let_in = {}, 0
        self.lock = threading.Lock()

    def take(self):
        """How many one address tries, and its number."""
        with self.lock:
            some, self.next = min(self.left, OF_ONE), self.next + 1
            self.left -= some
            return some, self.next

    def note(self, answer):
        with self.lock:
            self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
            self.let_in += answer.status == 200 or bool(ballot_in(answer))

    def run(self):
        while (taken := self.take())[0]:
            person = Answerer(self.port, self.link, taken[1])
            for _ in range(taken[0]):
                self.note(self.guess(person))
            person.leave()

    def all(self):
        threads = [threading.Thread(target=self.run, daemon=True) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self


class Others(threading.Thread):
    """Somebody who comes to these addresses by turns, and how long that took. As a context it goes on until the end."""

    def __init__(self, port, *addresses):
        super().__init__(daemon=True)
        self.visitor, self.addresses, self.over = Visitor(port), addresses, threading.Event()
        self.times, self.statuses = {address: [] for address in addresses}, set()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()

    def run(self):
        while not self.over.wait(0.02):
            for address in self.addresses:
                began = time.monotonic()
                self.statuses.add(self.visitor.ask("GET", address).status)
                self.times[address].append(time.monotonic() - began)

    def late(self, address):
        times = sorted(self.times[address])
        return times[int(0.95 * len(times))] if times else float("inf")


def rows(server, query):
    with contextlib.closing(sqlite3.connect(f"file:{server.data / 'touchstone.db'}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchone()[0]


def guess_code(person):
    return person.post(person.link, {"code": spoken(CODE_WORDS)})


def guess_ballot(person):
    return person.post(person.link + "/answers", {"ballot": spoken(BALLOT_WORDS), "page": "1", "go": "send"} | ANSWERS)


def from_many(server, link, other):
    with Others(server.port, "/healthz", other) as others:
        began = time.monotonic()
        codes = Guesses(server.port, link, GUESSES, guess_code, 0).all()
        took = time.monotonic() - began
        ballots = Guesses(server.port, link, BALLOTS, guess_ballot, GUESSES).all()
    print(f"{GUESSES} guesses in {took:.1f} s: {codes.statuses}; at ballots {ballots.statuses}; of 100 others 95 waited at most "
          + ", ".join(f"{1000 * others.late(address):.0f} ms for {address}" for address in others.addresses), flush=True)
    yield "no code was found", codes.let_in == 0 and rows(server, "select count(*) from wave_code where is_exchanged = 1 and wave_id in (select id from wave where codes = 5000)") == 0
    yield "nearly every guess was looked at", codes.statuses.get(REFUSED, 0) > 0.9 * GUESSES and not codes.statuses.keys() - {REFUSED, BUSY}
    yield "no ballot was found", ballots.let_in == 0 and ballots.statuses.get(REFUSED, 0) > 0.9 * BALLOTS
    yield "others were answered", others.statuses == {200}
    for address in others.addresses:
        yield f"and soon: {address}", others.late(address) < WAIT_LIMIT


def from_one(server, link, other):
    """Who guesses on and on is told to wait; that stops nobody else, nor pages for those behind the same address."""
    person, statuses = Answerer(server.port, link, 2 * GUESSES), []
    while len(statuses) < MOST_OF_ONE and TOO_OFTEN not in statuses[-1:]:
        statuses.append(guess_code(person).status)
    yield "one address is told to wait", statuses[-1] == TOO_OFTEN
    yield "but not before a whole school behind it has begun", len(statuses) > SCHOOL
    yield "and nobody was let in", not set(statuses) - {REFUSED, BUSY, TOO_OFTEN}
    yield "another questionnaire is still there for it", Visitor(server.port, address_of(2 * GUESSES)).get(other).status == 200
    yield "and is begun from elsewhere", Answerer(server.port, other, 3 * GUESSES).begin() != ""


def with_a_slip(server, link, codes):
    """What would be missed above if guesses were not read: a right code is let in, once."""
    some = iter(codes[:1] * 2)
    tried = Guesses(server.port, link, 2, lambda person: person.post(link, {"code": next(some)}), 4 * GUESSES).all()
    yield "a right code lets somebody in, once", tried.let_in == 1 and tried.statuses == {200: 1, REFUSED: 1}


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="touchstone-guesses-") as name, Server(sys.argv[1], pathlib.Path(name) / "data", "--demo") as server:
        visitor = Visitor(server.port)
        visitor.step_in()
        sheet = write_questionnaire(visitor)
        wave, link = publish_wave(visitor, sheet, "codes", CODES)
        codes = re.findall(r'<strong class="ts-code">([a-z-]+)<', visitor.get(wave + "/slips").text)
        _, other = publish_wave(visitor, sheet)
        told = [("the slips hold the codes", len(codes) == CODES and len(set(codes)) == CODES and all(len(code.split("-")) == CODE_WORDS for code in codes))]
        for what, is_right in (*told, *from_many(server, link, other), *from_one(server, link, other), *with_a_slip(server, link, codes)):
            passed, failed = passed + is_right, failed + (not is_right)
            if not is_right:
                print(f"not so: {what}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
