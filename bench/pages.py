#!/usr/bin/env python3
"""Times the pages of the demonstration against their limit: pages.py BINARY [CLIENT] [--times 300] [--items 5000]. Asks one after the other over one open connection."""
import argparse
import json
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "cli"), str(pathlib.Path(__file__).resolve().parent)]
from overload import cpu_of  # noqa: E402
from running import Server, Visitor  # noqa: E402

PAGE_LIMIT = 50.0  # milliseconds
START_LIMIT = 3.0  # seconds
WARM = 20
RATE_SECONDS = 3
RATE_LIMITS = {"workspace": 1 / 6, "report": 1 / 10, "library": 1 / 4, "desk": 1 / 3}  # of how often /about is answered


def first(pattern, text, what):
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"there is no {what} in the demonstration")
    return found[1]


def pages_of(visitor):
    """Name and address of each page that is timed."""
    home = visitor.get("/").text
    style = first(r'rel="stylesheet" href="([^"]+)"', home, "stylesheet")
    everything = re.findall(r'href="(/evaluations/(?!new)[^"/?]+)"', visitor.get("/evaluations").text)
    evaluation = max(everything, key=lambda address: len(visitor.get(address + "/evidence").text))  # with the most evidence
    desk = first(rf'href="({evaluation}/indicators/[^"?#]+)', visitor.get(evaluation).text, "desk")
    framework = first(r'href="(/frameworks/[^"/]+/[^"/]+)"', visitor.get("/frameworks").text, "framework")
    indicator = first(rf'href="({framework}/indicators/[^"?#]+)', visitor.get(framework).text, "indicator")
    return [("home", "/"), ("evaluations", "/evaluations"), ("workspace", evaluation), ("desk", desk), ("evidence of it", evaluation + "/evidence"), ("triangulation", evaluation + "/triangulation"), ("conflicts", evaluation + "/conflicts"),
            ("heard", evaluation + "/heard"), ("conclusion", evaluation + "/questions/2"), ("capacity", evaluation + "/capacity"), ("known", evaluation + "/known"),
            ("moderation", evaluation + "/moderation"), ("library", "/evidence"), ("search", "/evidence?words=school"), ("report", evaluation + "/report"),
            ("line of sight", evaluation + "/indicators/5.1/line-of-sight"), ("next cycle", evaluation + "/next"), ("since", evaluation + "/since"),
            ("standards", evaluation + "/standards"), ("position", evaluation + "/position"), ("publishing", evaluation + "/publishing"), ("plans", "/plans"),
            ("plan", first(r'href="(/plans/(?!new)[^"/?]+)"', visitor.get("/plans").text, "plan")), ("duties", "/duties"), ("good practice", "/good-practice"),
            ("framework", framework), ("indicator", indicator), ("people", "/people"), ("static file", style)]


def fill(database, address, items, in_use):
    """Puts so many items with two findings each into the library, and so many of them into the evaluation, as copies of what it uses already."""
    evaluation = address.rsplit("/", 1)[1]
    connection = sqlite3.connect(database)
    columns = [row[1] for row in connection.execute("pragma table_info(evidence)")]
    known = connection.execute(
        f"select {', '.join('e.' + column for column in columns)} from evidence e join evidence_use u on u.evidence_id = e.id where u.evaluation_id = ?",
        [evaluation]).fetchall()
    themes = connection.execute("select distinct framework, indicator, theme from finding_theme order by 1, 2, 3").fetchall()
    marks = ", ".join("?" * len(columns))
    for number in range(items):
        item = dict(zip(columns, known[number % len(known)]))
        item.update(id=f"b{number:025d}", title=f"{item['title']} ({number})", line=f"{item['line']} {number}", line_key=f"{item['line_key']} {number}")
        connection.execute(f"insert into evidence values ({marks})", [item[column] for column in columns])
        if number % (items // in_use) == 0:
            connection.execute("insert into evidence_use (partnership_id, evaluation_id, evidence_id) values (?, ?, ?)",
                               [item["partnership_id"], evaluation, item["id"]])
        for kind in (1, 2):
            finding = f"f{kind}{number:024d}"
            connection.execute(
                "insert into finding (partnership_id, id, evidence_id, kind, statement, added_by, added_at, version, excerpt, place, file_id)"
                " values (?, ?, ?, ?, ?, ?, ?, 1, '', '', '')",
                [item["partnership_id"], finding, item["id"], kind, f"Something was found, and this is its statement number {number}.", item["added_by"], item["added_at"]])
            connection.execute("insert into finding_theme (partnership_id, finding_id, framework, indicator, theme) values (?, ?, ?, ?, ?)",
                               [item["partnership_id"], finding, *themes[(number + kind) % len(themes)]])
    connection.commit()
    connection.close()


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


def time_all(what, visitor, pages, times):
    print(f"{what}: limit {PAGE_LIMIT:.0f} ms, {times} times each")
    print(f"{'page':16} {'median ms':>10} {'p95 ms':>8} {'p95 of limit':>13} {'bytes':>8}")
    for name, address in pages:
        taken, size = milliseconds(visitor, address, times)
        high = taken[int(len(taken) * 0.95)]
        print(f"{name:16} {statistics.median(taken):10.2f} {high:8.2f} {high / PAGE_LIMIT:12.0%}  {size:8}", flush=True)
    print()


def rate(client, server, cookie, address):
    """How many a second, eight at once, and the seconds of the processor that the server takes for each."""
    before = cpu_of(server.process)
    said = json.loads(subprocess.run([client, str(server.port), address, cookie, "0", str(RATE_SECONDS), "8"], capture_output=True, text=True, check=True).stdout)
    return said["accepted"] / RATE_SECONDS, (cpu_of(server.process) - before) / max(1, said["accepted"])


def time_rates(client, server, visitor, pages):
    """Against the page that asks least, before and after each: whatever else the machine does slows down both."""
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    print(f"eight at once, {RATE_SECONDS} s each, beside /about")
    print(f"{'page':16} {'a second':>10} {'of /about':>10} {'at least':>10} {'CPU ms':>8}")
    for name, address in pages:
        around = [rate(client, server, cookie, "/about")[0]]
        often, cpu = rate(client, server, cookie, address)
        around.append(rate(client, server, cookie, "/about")[0])
        share, least = often / statistics.mean(around), RATE_LIMITS.get(name)
        print(f"{name:16} {often:10.0f} {share:10.1%} {f'{least:.1%}' if least else '':>10} {1000 * cpu:8.2f}", flush=True)
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("client", type=pathlib.Path, nargs="?", help="bench_overload: prints how often each page is answered, too")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--items", type=int, default=5000, help="pieces of evidence in the second run")
    parser.add_argument("--used", type=int, default=500, help="how many of them the evaluation uses")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-bench-") as folder:
        server = Server(asked.binary.resolve(), pathlib.Path(folder) / "data", "--demo")
        starts = [("first start, with the demonstration", server.start())]
        try:
            server.stop()
            starts.append(("start again", server.start()))
            visitor = Visitor(server.port)
            visitor.step_in()
            pages = pages_of(visitor)
            time_all("the demonstration", visitor, pages, asked.times)
            if asked.client:
                time_rates(asked.client, server, visitor, pages)
            server.stop()
            fill(pathlib.Path(folder) / "data" / "touchstone.db", dict(pages)["workspace"], asked.items, asked.used)
            starts.append((f"start again, with {asked.items} items", server.start()))
            visitor = Visitor(server.port)
            visitor.step_in()
            time_all(f"{asked.items} pieces of evidence, {asked.used} of them in the evaluation", visitor, pages, asked.times // 5)
            print()
            for name, seconds in starts:
                print(f"{name:38} {seconds:6.2f} s {seconds / START_LIMIT:6.0%} of {START_LIMIT:.0f} s")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
