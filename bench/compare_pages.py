#!/usr/bin/env python3
"""Whether a page has become slower: compare_pages.py BEFORE AFTER [--times 200] [--engine both]. Each binary serves its own demonstration with
more evidence in it; each page is asked for by turns of both, so that whatever else the machine does slows down both. Prints the ratio of the medians."""
import argparse
import contextlib
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/cli"), str(ROOT / "tests"), str(ROOT / "bench")]
import pages  # noqa: E402
from postgres import PROGRAMS, throw_away_postgres  # noqa: E402
from running import Server, Visitor  # noqa: E402

LIMIT = 1.05  # slower than that is slower
WARM = 10


def milliseconds(visitor, address):
    began = time.perf_counter()
    answer = visitor.ask("GET", address)
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise SystemExit(f"{address} answers {answer.status}")
    return took


def compare(engine, sides, times):
    print(f"{engine}, {times} times each, in turns")
    print(f"{'page':16} {'before ms':>10} {'after ms':>10} {'after/before':>13}")
    slower = []
    visitors = [visitor for visitor, _ in sides]
    for (name, before), (_, after) in zip(sides[0][1], sides[1][1]):
        addresses, taken = (before, after), ([], [])
        for number in range(WARM + times):
            for side in (0, 1) if number % 2 == 0 else (1, 0):
                took = milliseconds(visitors[side], addresses[side])
                if number >= WARM:
                    taken[side].append(took)
        medians = [statistics.median(each) for each in taken]
        ratio = medians[1] / medians[0]
        print(f"{name:16} {medians[0]:10.2f} {medians[1]:10.2f} {ratio:12.2f}{'  slower' if ratio > LIMIT else ''}", flush=True)
        if ratio > LIMIT:
            slower.append(name)
    return slower


def started(binary, folder, name, *options):
    server = Server(binary, folder / name, "--demo", *options)
    server.start()
    return server


def visited(server):
    visitor = Visitor(server.port)
    visitor.step_in()
    return visitor, pages.pages_of(visitor)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--engine", choices=["sqlite", "postgres", "both"], default="both")
    asked = parser.parse_args()
    slower = []
    with contextlib.ExitStack() as ends:
        folder = pathlib.Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="touchstone-compare-")))
        binaries = [("before", asked.before.resolve()), ("after", asked.after.resolve())]
        for engine in ("sqlite", "postgres") if asked.engine == "both" else (asked.engine,):
            address = ends.enter_context(throw_away_postgres()) if engine == "postgres" else None
            servers = []
            for name, binary in binaries:
                if address:
                    subprocess.run([PROGRAMS / "createdb", "--maintenance-db", f"{address}/postgres", name], check=True)
                options = ("--database", f"{address}/{name}") if address else ()
                servers.append(started(binary, folder, f"{engine}-{name}", *options))
                ends.callback(servers[-1].stop)
            if engine == "sqlite":
                for (name, _), server in zip(binaries, servers):
                    workspace = dict(visited(server)[1])["workspace"]
                    server.stop()
                    pages.fill(folder / f"{engine}-{name}" / "touchstone.db", workspace, 1_000, 200)
                    server.start()
            slower += compare(engine, [visited(server) for server in servers], asked.times)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
