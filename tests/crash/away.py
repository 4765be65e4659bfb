#!/usr/bin/env python3
"""A PostgreSQL that hangs, loses its standby, restarts, or is wanted by two servers: away.py BINARY. Reading and saying so go on; nobody is told
"saved" who should not be. The last line is "N passed, N failed"."""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / part) for part in ("cli", ".")]
from postgres import PROGRAMS, throw_away_postgres  # noqa: E402
from running import Answer, Server, Visitor, evidence  # noqa: E402

SOON = 1.0       # for what must not wait for the database at all
GIVEN_UP = 14.0  # the longest that anybody waits for one that hangs
BACK = 8.0
WRITERS = 16


class Psql:
    """The administrator's own connection, one for each statement."""

    def __init__(self, address):
        self.address = address

    def ask(self, sql):
        said = subprocess.run([PROGRAMS / "psql", "-XAtq", "-d", self.address, "-c", sql], capture_output=True, text=True, check=True, timeout=60)
        return said.stdout.strip()

    def processes(self):
        """The server and all its children."""
        postmaster = int(pathlib.Path(self.ask("show data_directory"), "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False).stdout.split()
        return [postmaster, *map(int, children)]

    def ours(self):
        return [int(pid) for pid in self.ask("select pid from pg_stat_activity where application_name = 'touchstone'").split()]


@contextlib.contextmanager
def stopped(processes):
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def timed(ask):
    """The answer, which has status 0 where none came, and the seconds."""
    began, answer = time.monotonic(), Answer(0, {}, b"")
    with contextlib.suppress(OSError):
        answer = ask()
    return answer, time.monotonic() - began


def is_alive(server):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=SOON) as answer:
        return answer.status == 200
    return False


def readiness(server):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def comes_back(ask):
    until = time.monotonic() + BACK
    while time.monotonic() < until:
        if ask():
            return True
        time.sleep(0.2)
    return False


def write(visitor, title):
    return visitor.post("/evidence/new", evidence(title))


def hanging(server, psql, visitor):
    """Every process of the database is stopped: nobody answers, and nothing is refused either."""
    with stopped(psql.processes()):
        readers = [threading.Thread(target=lambda: timed(lambda: visitor.another().get("/evidence"))) for _ in range(WRITERS)]
        for reader in readers:
            reader.start()
        time.sleep(0.5)
        yield "the server says that it is alive while everybody waits", is_alive(server)
        answer, seconds = timed(lambda: visitor.another().get("/evidence"))
        yield "a page is refused soon", answer.status == 503 and seconds < GIVEN_UP and "Retry-After" in answer.headers
        for reader in readers:
            reader.join()
        answer, seconds = timed(lambda: write(visitor.another(), "written while it hung"))
        yield "a form is refused in time", answer.status == 503 and seconds < GIVEN_UP and "Retry-After" in answer.headers
        yield "it is not ready", readiness(server) == 503
        yield "and still alive", is_alive(server)
    yield "it is back by itself", comes_back(lambda: visitor.get("/evidence").status == 200)
    yield "and takes forms", comes_back(lambda: write(visitor, "written after it hung").status == 303)


def one_hangs(server, psql, visitor):
    """The connections that lie idle hang, as behind a firewall that has forgotten them: a fresh one is tried."""
    with stopped(psql.ours()):
        answer, seconds = timed(lambda: visitor.get("/evidence"))
        yield "a page comes over a fresh connection", answer.status == 200 and seconds < GIVEN_UP
    yield "forms are taken afterwards", comes_back(lambda: write(visitor, "written after one hung").status == 303)


def restarted(server, psql, visitor):
    """All connections are lost; the next request notices nothing."""
    psql.ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'touchstone'")
    time.sleep(0.3)
    yield "a page comes at once after a restart", visitor.get("/evidence").status == 200
    psql.ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'touchstone'")
    time.sleep(0.3)
    yield "a form is taken at once after a restart", write(visitor, "written after a restart").status == 303


def without_standby(server, psql, visitor):
    """Commits wait for a standby that is gone: who saves is told the truth, and everybody else notices nothing."""
    psql.ask("alter system set synchronous_standby_names = 'nobody'")
    psql.ask("select pg_reload_conf()")
    time.sleep(1)
    try:
        answers = []
        writers = [threading.Thread(target=lambda number=number: answers.append(write(visitor.another(), f"unsure {number}"))) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(1)
        for path in ("/evidence", "/", "/evaluations"):
            answer, seconds = timed(lambda path=path: visitor.another().get(path))
            yield f"{path} is read meanwhile", answer.status == 200 and seconds < SOON
        yield "the server says that it is alive meanwhile", is_alive(server)
        for writer in writers:
            writer.join()
        yield "and not ready, since nothing can be saved", readiness(server) == 503
        yield "nobody is told that it was saved", all(answer.status == 503 for answer in answers)
        unsure = [answer.text for answer in answers if "We cannot tell whether it was saved" in answer.text]
        yield "who waited for the commit is told that nobody knows", bool(unsure)
        yield "with where to look, and the words", all('href="/evidence" target' in text and "unsure " in text for text in unsure)
    finally:
        psql.ask("alter system reset synchronous_standby_names")
        psql.ask("select pg_reload_conf()")
    yield "forms are taken when the standby is let go", comes_back(lambda: write(visitor, "written after all").status == 303)
    yield "and it is ready again", readiness(server) == 200


def a_second_server(binary, server, address):
    """A copy of the folder, on the same database."""
    copy = server.data.with_name("copy")
    shutil.copytree(server.data, copy)
    second = Server(binary, copy, "--demo", "--database", address)
    try:
        second.start(patience=40)
        second.kill()
        yield "a second server is refused", False
    except RuntimeError as refused:
        yield "a second server is refused, and told why", "another server is using this database" in str(refused)
    server.kill()
    yield "after a crash the first one starts again", server.start() > 0


def doctor(binary, server, psql, address):
    """A reference that leads nowhere, and a rule that is not in force."""
    ask = [binary, "doctor", "--data", server.data, "--database", address]
    sound = subprocess.run(ask, capture_output=True, text=True, check=False)
    yield "the doctor finds sound data sound, and says what it cannot look at", sound.returncode == 0 and "Not checked" in sound.stdout
    psql.ask("set session_replication_role = replica; update evidence set partnership_id = 'nowhere' where id = (select min(id) from evidence)")
    psql.ask("alter table evidence disable trigger all")
    sick = subprocess.run(ask, capture_output=True, text=True, check=False)
    yield "and finds a lost reference", sick.returncode != 0 and re.search(r"leads nowhere in evidence", sick.stderr) is not None
    yield "and a rule that is not in force", "of table evidence is not in force" in sick.stderr


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    counts = [0, 0]

    def count(part):
        for what, is_right in part:
            counts[not is_right] += 1
            if not is_right:
                print(f"not so: {what}", flush=True)

    with tempfile.TemporaryDirectory(prefix="touchstone-away-") as name, throw_away_postgres() as postgres:
        address = postgres + "/postgres"
        psql = Psql(address)
        with Server(binary, pathlib.Path(name) / "data", "--demo", "--database", address) as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            visitor.get("/evidence/new")
            for part in (restarted, one_hangs, hanging, without_standby):
                count(part(server, psql, visitor))
            count(a_second_server(binary, server, address))
            print(server.tail())
        count(doctor(binary, server, psql, address))
    print(f"{counts[0]} passed, {counts[1]} failed")
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
