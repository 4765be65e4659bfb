#!/usr/bin/env python3
"""Times the pages of the demonstration against their limit: pages.py BINARY [--times 300]. Asks one after the other over one open connection."""
import argparse
import pathlib
import re
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "cli"))
from running import Server, Visitor  # noqa: E402

PAGE_LIMIT = 50.0  # milliseconds
START_LIMIT = 3.0  # seconds
WARM = 20


def first(pattern, text, what):
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"there is no {what} in the demonstration")
    return found[1]


def pages_of(visitor):
    """Name and address of each page that is timed."""
    home = visitor.get("/").text
    style = first(r'rel="stylesheet" href="([^"]+)"', home, "stylesheet")
    evaluation = first(r'href="(/evaluations/(?!new)[^"/?]+)"', visitor.get("/evaluations").text, "evaluation")
    desk = first(rf'href="({evaluation}/indicators/[^"?#]+)', visitor.get(evaluation).text, "desk")
    framework = first(r'href="(/frameworks/[^"/]+/[^"/]+)"', visitor.get("/frameworks").text, "framework")
    indicator = first(rf'href="({framework}/indicators/[^"?#]+)', visitor.get(framework).text, "indicator")
    return [("home", "/"), ("evaluations", "/evaluations"), ("workspace", evaluation), ("desk", desk), ("scope", evaluation + "/scope"),
            ("evidence of it", evaluation + "/evidence"), ("library", "/evidence"), ("search", "/evidence?words=school"), ("report", evaluation + "/report"),
            ("framework", framework), ("indicator", indicator), ("people", "/people"), ("static file", style)]


def milliseconds(visitor, address, times):
    taken = []
    for number in range(WARM + times):
        began = time.perf_counter()
        answer = visitor.ask("GET", address)
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}")
        if number >= WARM:
            taken.append(took)
    return sorted(taken), len(answer.body)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--times", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-bench-") as folder:
        server = Server(asked.binary.resolve(), pathlib.Path(folder) / "data", "--demo")
        starts = [("first start, with the demonstration", server.start())]
        try:
            server.stop()
            starts.append(("start again", server.start()))
            visitor = Visitor(server.port)
            visitor.step_in()
            print(f"{'page':16} {'median ms':>10} {'p95 ms':>8} {'p95 of limit':>13} {'bytes':>8}   limit {PAGE_LIMIT:.0f} ms, {asked.times} times each")
            for name, address in pages_of(visitor):
                taken, size = milliseconds(visitor, address, asked.times)
                high = taken[int(len(taken) * 0.95)]
                print(f"{name:16} {statistics.median(taken):10.2f} {high:8.2f} {high / PAGE_LIMIT:12.0%}  {size:8}", flush=True)
            print()
            for name, seconds in starts:
                print(f"{name:38} {seconds:6.2f} s {seconds / START_LIMIT:6.0%} of {START_LIMIT:.0f} s")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
