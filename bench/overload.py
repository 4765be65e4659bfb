#!/usr/bin/env python3
"""Ten times as many people as a server can answer: overload.py BINARY CLIENT [SECONDS]. First how many pages it answers when each asker waits for
the answer before; then ten times that, and what becomes of those who are answered, of forms of somebody signed in, and of /healthz."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/cli"))
from running import Server, Visitor, evidence  # noqa: E402

PAGE = "/evidence"
TIMES = 10
CONNECTIONS = 1_500
MEASURED_SECONDS = 10


def cpu_of(process):
    """Seconds of the processor that it has used."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(client, server, cookies, rate, seconds, connections):
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    said = subprocess.run([client, str(server.port), PAGE, cookie, str(rate), str(seconds), str(connections)], capture_output=True, text=True, check=True)
    return json.loads(said.stdout)


def percentile(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


class Beside(threading.Thread):
    """Asks the same over and over while the crowd asks, and keeps the times and how often it was refused."""

    def __init__(self, ask_once):
        super().__init__(daemon=True)
        self.ask_once, self.times, self.refused, self.over = ask_once, [], 0, threading.Event()

    def run(self):
        while not self.over.wait(0.25):
            began = time.monotonic()
            if self.ask_once() >= 500:
                self.refused += 1
            else:
                self.times.append(1000 * (time.monotonic() - began))

    def told(self):
        self.over.set()
        self.join()
        return f"99th percentile {percentile(self.times, 0.99):.0f} ms, {self.refused} of {self.refused + len(self.times)} refused"


def main():
    binary, client = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    with tempfile.TemporaryDirectory(prefix="touchstone-overload-") as name, Server(binary, pathlib.Path(name) / "data", "--demo") as server:
        visitor = Visitor(server.port)
        visitor.step_in()
        visitor.get("/evidence/new")
        alone = ask(client, server, visitor.cookies, 0, MEASURED_SECONDS, 16)
        capacity = alone["accepted"] / MEASURED_SECONDS
        print(f"capacity          {capacity:.0f} pages a second (99th percentile {alone['p99']:.0f} ms; the client took {alone['cpu'] / MEASURED_SECONDS:.2f} processors)")
        writer, watcher = visitor.another(), Visitor(server.port)
        beside = [Beside(lambda: writer.post("/evidence/new", evidence("in the crowd")).status), Beside(lambda: watcher.get("/healthz").status)]
        for each in beside:
            each.start()
        before = cpu_of(server.process)
        crowd = ask(client, server, visitor.cookies, TIMES * capacity, seconds, CONNECTIONS)
        used = cpu_of(server.process) - before
        print(f"asked             {TIMES * capacity:.0f} a second for {seconds} s, of which {crowd['missed']} could not be sent, since no connection was free")
        print(f"accepted          {crowd['accepted'] / seconds:.0f} a second: goodput {100 * crowd['accepted'] / seconds / capacity:.0f} % of capacity")
        print(f"  50th percentile {crowd['p50']:.0f} ms, 99th {crowd['p99']:.0f} ms")
        print(f"refused           {crowd['refused'] / seconds:.0f} a second, 99th percentile {crowd['refused_p99']:.0f} ms; failed {crowd['failed']}")
        print(f"forms             {beside[0].told()}")
        print(f"/healthz          {beside[1].told()}")
        print(f"processors        client {crowd['cpu'] / seconds:.2f}, server {used / seconds:.2f}, of {os.cpu_count()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
