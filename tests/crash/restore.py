#!/usr/bin/env python3
"""Kills a restore, an import and a first start at many points, and looks what can be opened afterwards: restore.py BINARY [--points N].

Each run dies before one of its calls that change the disk; the points lie evenly over all of them, from the first to the last. What is left must be
refused by everything, or hold everything. With --planted-fault a half is given the name of the whole, which must be found.
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from running import Server, free_port  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
STARTS_WITHIN = 120
AGAIN_EVERY = 7
TABLES = ("evidence", "evaluation", "event", "judgement")


class Trial:
    def __init__(self, binary, folder):
        self.binary, self.folder, self.data = binary, folder, folder / "target" / "data"
        self.library = folder / "kill_at.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, HERE / "kill_at.c", "-ldl"], check=True)
        origin = folder / "origin"
        with Server(binary, origin, "--demo"):
            self.run("backup", "--data", origin, "--to", folder / "backup")
            self.run("export", "--data", origin, "--to", folder / "export")
        self.restore = ["restore", "--from", folder / "backup", "--data", self.data]
        self.take_in = ["import", folder / "export", "--data", self.data]
        self.first = ["account", "add", "--data", self.data, "--email", "ada@example.org", "--name", "Ada Adams", "--job", "Head", "--role", "administrator",
                      "--partnership", "Northmoor"]
        self.problems = {}

    def run(self, *command, said="", **environment):
        return subprocess.run([self.binary, *map(str, command)], input=said, capture_output=True, text=True, env=os.environ | environment, check=False)

    def calls_of(self, command, said):
        """How many calls one whole run makes; and what it made."""
        self.clear()
        counted = self.folder / "counted"
        done = self.run(*command, said=said, LD_PRELOAD=str(self.library), KILL_COUNT=str(counted))
        assert done.returncode == 0, done.stderr
        self.whole = self.counts()
        return int(counted.read_text())

    def clear(self):
        shutil.rmtree(self.data.parent, ignore_errors=True)

    def counts(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'touchstone.db'}?mode=ro", uri=True)) as db:
            return {table: db.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}

    def kill(self, command, at, said):
        """Answers whether it was killed."""
        self.clear()
        return self.run(*command, said=said, LD_PRELOAD=str(self.library), KILL_AT=str(at)).returncode == -signal.SIGKILL

    def starts(self):
        """Whether a server starts on it, and what it says when it does not."""
        log = self.folder / "serve.log"
        with log.open("wb") as out:
            server = subprocess.Popen([self.binary, "serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=out)
        try:
            is_ready = b"ready" in server.stdout.readline()
        finally:
            server.kill()
            server.wait()
            server.stdout.close()
        return is_ready, log.read_text(errors="replace")

    def fault_left(self, command, at):
        """What is wrong with what a kill has left; nothing when all is well."""
        left = [*self.data.parent.glob("*")] if self.data.parent.exists() else []
        sound = self.run("doctor", "--data", self.data)
        if not left:
            return None  # it had not begun
        if sound.returncode == 0:
            return None if self.counts() == self.whole else f"doctor calls it sound, and it holds {self.counts()} instead of {self.whole}"
        if "half made" not in sound.stderr:
            return f"doctor does not say that it is half made: {sound.stderr}"
        is_ready, said = self.starts()
        if is_ready:
            return "a server starts on it"
        if "half made" not in said:
            return f"the server does not say why it does not start: {said}"
        if at % AGAIN_EVERY == 0 and (self.run(*command).returncode != 0 or self.counts() != self.whole):
            return "it cannot be done again"
        return None

    def fault_of_first_start(self, at):
        again = self.run(*self.first, said="seven-quiet-herons-wade\n")
        if again.returncode != 0 and "already" not in again.stderr:
            return f"it does not start again: {again.stderr}"
        sound = self.run("doctor", "--data", self.data)
        return None if sound.returncode == 0 else sound.stderr

    def go_through(self, name, command, points, said="", fault_of=None):
        calls = self.calls_of(command, said)
        found = self.problems[name] = []
        chosen = sorted({1 + round(number * (calls - 1) / (points - 1)) for number in range(points)})
        for at in chosen:
            if not self.kill(command, at, said):
                continue  # threads do not always make as many
            fault = fault_of(at) if fault_of else self.fault_left(command, at)
            if fault:
                found.append(f"killed before call {at} of {calls}: {fault}")
        print(f"{name}: {len(chosen)} of {calls} points, {len(found)} problems", flush=True)
        for problem in found[:5]:
            print(f"  {problem}", flush=True)

    def plant(self):
        """Half a restore under the name of the whole, as if it had been made there."""
        calls = self.calls_of(self.restore, "")
        self.kill(self.restore, calls // 3, "")
        half = self.data.with_name(self.data.name + ".unfinished")
        (half / "unfinished").unlink()
        half.rename(self.data)
        shutil.rmtree(self.data / "files", ignore_errors=True)
        fault = self.fault_left(self.restore, 1)
        print(f"planted fault: the check finds {fault or 'nothing'}")
        return bool(fault)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--points", type=int, default=30)
    parser.add_argument("--planted-fault", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-kill-") as name:
        trial = Trial(asked.binary.resolve(), pathlib.Path(name))
        if asked.planted_fault:
            is_found = trial.plant()
            print(f"{int(is_found)} passed, {int(not is_found)} failed")
            return 0 if is_found else 1
        trial.go_through("restore", trial.restore, asked.points)
        trial.go_through("import", trial.take_in, asked.points)
        trial.go_through("first start", trial.first, asked.points, "seven-quiet-herons-wade\n", trial.fault_of_first_start)
    failed = sum(bool(problems) for problems in trial.problems.values())
    print(f"{len(trial.problems) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
