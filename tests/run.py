#!/usr/bin/env python3
"""Every test of the product: run.py BUILD_FOLDER [--only NAME]. The last line is "N passed, N failed, N skipped"; exit status 1 when not all is well."""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import namedtuple

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
LOGS = ROOT / "build" / "test-logs"
SHARED = pathlib.Path(os.environ.get("TOUCHSTONE_SHARED") or ROOT.parent / "shared")
LAST_LINES = 60
SILENT_SECONDS = int(os.environ.get("TOUCHSTONE_SILENT_SECONDS", "600"))  # much longer than any step takes on a busy machine
CARELESS_REQUESTS = 10
NODE = shutil.which("node") or "node"

sys.path[:0] = [str(TESTS), str(TESTS / "cli")]
from postgres import throw_away_postgres  # noqa: E402
from running import Server  # noqa: E402

Total = namedtuple("Total", "passed failed skipped", defaults=(0, 0, 0))


def added(totals):
    return Total(*(sum(column) for column in zip(*totals))) if totals else Total()


def one(is_right):
    return Total(passed=1) if is_right else Total(failed=1)


class Log:
    """Where a suite's programs write. One that writes nothing for a long time makes no progress, and is stopped; one that goes on has the time it needs."""

    def __init__(self, name, silent_seconds=SILENT_SECONDS):
        LOGS.mkdir(parents=True, exist_ok=True)
        self.path = LOGS / (re.sub(r"\W+", "-", name).strip("-") + ".log")
        self.path.write_text("")
        self.silent_seconds = silent_seconds
        self.complaints = []

    def complain(self, text):
        """What went wrong, to be said again at the end, where it is not lost among what programs wrote."""
        self.complaints.append(text)
        self.say(text)

    def say(self, text):
        with self.path.open("a") as out:
            out.write(text + "\n")

    def run(self, command, environment=None, folder=ROOT):
        """The exit status and what the program said. When it has been silent for too long it and all that it started are killed."""
        self.say(f"$ {' '.join(map(str, command))}")
        begins = self.path.stat().st_size
        with self.path.open("ab") as out:
            process = subprocess.Popen([str(part) for part in command], cwd=folder, env=os.environ | {"PYTHONUNBUFFERED": "1"} | (environment or {}), stdin=subprocess.DEVNULL,
                                       stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            status = self.wait_while_it_goes_on(process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        with self.path.open("rb") as written:
            written.seek(begins)
            return status, written.read().decode(errors="replace")

    def wait_while_it_goes_on(self, process):
        size, since = 0, time.monotonic()
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(1)
            if self.path.stat().st_size != size:
                size, since = self.path.stat().st_size, time.monotonic()
            if time.monotonic() > since + self.silent_seconds:
                self.say(f"\nstopped: it said nothing for {self.silent_seconds} seconds")
                return -signal.SIGKILL

    def tail(self):
        return "\n".join(self.path.read_text(errors="replace").splitlines()[-LAST_LINES:] + self.complaints)


def from_last_line(status, said):
    """The total of a program that ends with "N passed, N failed" and perhaps ", N skipped"."""
    found = re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", said, re.MULTILINE)
    total = Total(*(int(number or 0) for number in found[-1])) if found else Total()
    return total._replace(failed=1) if (status != 0 or not found) and total.failed == 0 else total


def failures_in(said):
    """Of what googletest says where each check failed, and the first lines of why."""
    lines = said.splitlines()
    return [" ".join(line[:160] for line in lines[at:at + 4]) for at, line in enumerate(lines) if re.fullmatch(r"\S+:\d+: Failure", line)]


def from_googletest(log, status, said):
    """One line for each test; a test that began and never ended, or a program that ended badly for another reason, counts as failed."""
    for failure in failures_in(said)[:LAST_LINES]:
        log.complaints.append(failure)
    count = {word: len(re.findall(rf"^\[ +{word} +\].*\(\d+ ms\)$", said, re.MULTILINE)) for word in ("OK", "FAILED", "SKIPPED")}
    total = Total(count["OK"], count["FAILED"], count["SKIPPED"])
    if status != 0 and total.failed == 0:
        total = total._replace(failed=1)
    return total


def unit_tests(build, log):
    with throw_away_postgres() as postgres:
        return from_googletest(log, *log.run([build / "unit_tests", "--gtest_color=no"], {"TOUCHSTONE_POSTGRES": postgres, "TOUCHSTONE_SHARED": str(SHARED)}))


def plant_include(tree):
    file = tree / "src/judging/judgement.cc"
    file.write_text('#include "web/router.h"\n' + file.read_text())
    return "a domain file may not include"


def plant_event(tree):
    (tree / "src/people/planted_pages.cc").write_text('void planted(db::Write& db, const By& by) { events::record(db, by, {"planted", "account", ""}); }\n')
    return "src/people/planted_pages.cc:1: only a store records an event"


def plant_unused_text(tree):
    (tree / "locales/en/planted.yaml").write_text("planted:\n  nobody_names_this: Nobody reads this.\n")
    return "unused text planted.nobody_names_this"


def plant_unused_text_of_a_family(tree):
    file = tree / "locales/en/web.yaml"
    file.write_text(file.read_text().replace('  "405": {title', '  planted: Nobody says this\n  "405": {title', 1))
    return "unused text web.errors.planted"


def plant_text_cut_off(tree):
    (tree / "locales/en/planted.yaml").write_text("planted: {what_now: Look again, and then ask.}\n")
    return "planted.and then ask. has no words"


def plant_missing_text(tree):
    file = sorted((tree / "ui/components").glob("*.mustache"))[0]
    file.write_text(file.read_text() + "{{t.ui.planted_and_not_written}}\n")
    return "no text ui.planted_and_not_written"


def plant_lost_form(tree):
    file = tree / "locales/en/people.yaml"
    content = file.read_text()
    assert re.search(r"row_count: \{one: .*, other: ", content)
    file.write_text(re.sub(r"(row_count: \{one: .*, )other: ", r"\1many: ", content))
    return "people.import.row_count is counted, and English does not say it of one and of others"


def plant_language(tree):
    shutil.copytree(tree / "locales/en", tree / "locales/gd")
    file = tree / "locales/gd/web.yaml"
    file.write_text(file.read_text().replace("language: {name:", "language: {called:"))
    return "gd has no text web.language.name"


def plant_column(tree):
    (tree / "migrations/9999_planted.sql").write_text("alter table account add column planted_phone text;\n")
    return "no tag for account.planted_phone"


def plant_table(tree):
    (tree / "migrations/9999_planted.sql").write_text("create table planted (id text not null primary key) /* strict */;\n")
    return "no tags for table planted"


def plant_foreign_table(tree):
    (tree / "src/evidence/planted_store.cc").write_text('void planted(db::Write& db) { db.run("update account set name = \'\' where id = $1", 1); }\n')
    return "src/evidence/planted_store.cc:1: evidence may not write account, which is a table of people"


def plant_upward_statement(tree):
    (tree / "src/evidence/planted_store.cc").write_text('const char* sql = R"sql(\n  select j.level\n    from judgement j)sql";\n')
    return "src/evidence/planted_store.cc:1: evidence may not read judgement, which is a table of judging"


def plant_piece_of_a_statement(tree):
    (tree / "src/evidence/planted_store.h").write_text('inline const char* piece = "join judgement j on j.evaluation_id = u.evaluation_id";\n')
    return "src/evidence/planted_store.h:1: evidence may not read judgement, which is a table of judging"


def plant_union(tree):
    (tree / "src/people/planted_store.cc").write_text('const char* sql = "select name, 0 as size from account union all select name, count(*) from role group by name";\n')
    return "src/people/planted_store.cc: different things are joined by union all"


def plant_list(tree):
    (tree / "src/people/planted_pages.cc").write_text('std::string planted(const std::string& all) { return (all.empty() ? "" : ", ") + all; }\n')
    return "src/people/planted_pages.cc:1: a list is joined by hand"


def is_formatted(log):
    ours = sorted(str(file) for folder in ("src", "tests", "bench") for file in (ROOT / folder).rglob("*.[ch]*") if file.suffix in (".h", ".cc"))
    status, said = log.run(["clang-format-19", "--dry-run", "--Werror", *ours])
    for file in sorted(set(re.findall(r"^(\S+?):\d+:", said, re.MULTILINE))):
        log.complain(f"not in the house format: {file}")
    return status == 0


def is_clean(check, log):
    status, said = log.run([sys.executable, *check])
    if status != 0:
        log.complain(said)
    return status == 0


def is_new_slice_sound(checks, log):
    """What ./dev new slice makes passes every check on the tree."""
    with tempfile.TemporaryDirectory(prefix="touchstone-slice-") as name:
        tree = pathlib.Path(name)
        for part in ("src", "locales", "tools", "migrations", "ui/components", "tests/matrix", "tests/journeys"):
            shutil.copytree(ROOT / part, tree / part)
        commands = [["tools/new_slice.py", "surveys", "evidence"], *checks]
        return all(log.run([sys.executable, *command], folder=tree)[0] == 0 for command in commands)


def structure(_, log):
    """The checks on the tree as it is, each on a copy with a fault that it must find, and a program that hangs."""
    includes, texts, columns, sql, tables, lists = ["tools/check_includes.py", "src"], ["tools/check_texts.py"], ["tools/check_columns.py"], ["tools/check_sql.py", "src"], ["tools/check_tables.py", "src"], ["tools/check_lists.py", "src"]
    totals = [one(is_clean(check, log)) for check in (includes, texts, columns, sql, tables, lists)]
    totals.append(one(is_formatted(log)))
    totals.append(one(is_new_slice_sound((includes, texts, columns, sql, tables, lists), log)))
    totals.append(one(Log("a program that hangs", silent_seconds=2).run(["sleep", "60"])[0] == -signal.SIGKILL))
    for check, plant in ((includes, plant_include), (includes, plant_event), (texts, plant_unused_text), (texts, plant_unused_text_of_a_family), (texts, plant_text_cut_off), (texts, plant_missing_text), (texts, plant_lost_form), (texts, plant_language), (columns, plant_column), (columns, plant_table), (sql, plant_union), (tables, plant_foreign_table), (tables, plant_upward_statement), (tables, plant_piece_of_a_statement), (lists, plant_list)):
        with tempfile.TemporaryDirectory(prefix="touchstone-planted-") as name:
            tree = pathlib.Path(name)
            for part in ("src", "locales", "tools", "migrations", "ui/components"):
                shutil.copytree(ROOT / part, tree / part)
            expected = plant(tree)
            status, said = log.run([sys.executable, *check], folder=tree)
        is_found = status == 1 and expected in said
        totals.append(one(is_found))
        if not is_found:
            log.complain(f"the planted fault was not found: {expected}")
    return added(totals)


GUARDS = ("reach", "permission", "object", "ability", "form", "proof", "only_looks", "only_reads", "revoked", "until", "owner", "below", "factor", "asker", "events", "consent")
# The questions that miss a guard, where that is not the first of the matrix.
ASKS = {"only_reads": "*only_reads*", "consent": "*Published*"}


def matrix(build, log):
    """Every route as every kind of person on every kind of object; then once without each guard, which must be missed."""
    with throw_away_postgres() as postgres:
        status, said = log.run([build / "matrix", "--gtest_color=no"], {"TOUCHSTONE_POSTGRES": postgres})
    questions = sum(int(number) for number in re.findall(r"^(\d+) questions, \d+ mismatches", said, re.MULTILINE))
    totals = [Total(passed=questions) if status == 0 and questions > 0 else Total(failed=1)]
    for guard in GUARDS:
        asks = ASKS.get(guard, "*has_no_mismatch*")
        status, _ = log.run([build / "matrix_unguarded", "--gtest_color=no", f"--gtest_filter={asks}"], {"TOUCHSTONE_WITHOUT_GUARD": guard, "TOUCHSTONE_POSTGRES": ""})
        totals.append(one(status == 1))
        if status != 1:
            log.complain(f"the missing guard was not missed: {guard}")
    return added(totals)


def raw_requests(build, log):
    """To the real server, and to a careless one that must be found out; then bodies that fill the disk, and guesses at codes."""
    known = [SHARED / "fixtures/badinput/http/raw-requests.json", TESTS / "raw/requests.json"]
    requests = next((file for file in known if file.exists()), None)
    if not requests:
        log.say("there are no raw requests to send")
        return Total(skipped=1)
    with tempfile.TemporaryDirectory(prefix="touchstone-raw-") as name:
        server = Server(build / "touchstone", pathlib.Path(name) / "data", "--demo")
        with server:
            total = from_last_line(*log.run([sys.executable, TESTS / "raw/run_raw.py", server.port, requests]))
            is_alive = server.process.poll() is None and server.is_ready()
        log.say(server.tail())
    # Each request that a careless server leaves open costs a second, so it gets only some.
    with tempfile.NamedTemporaryFile("w", suffix=".json") as some:
        json.dump(json.loads(requests.read_text())[:CARELESS_REQUESTS], some)
        some.flush()
        is_found = log.run([sys.executable, TESTS / "raw/run_raw.py", "--planted-fault", some.name])[0] == 0
    floods = [from_last_line(*log.run([sys.executable, TESTS / "raw" / script, build / "touchstone"])) for script in ("uploads.py", "guesses.py")]
    return added([total, one(is_alive), one(is_found), *floods])


def bad_input(build, log):
    """Hostile and odd values typed into forms; a small set of our own where the shared one is absent."""
    corpus = [sys.executable, TESTS / "badinput/corpus.py", build / "touchstone"]
    folder = SHARED / "fixtures/badinput"
    sent = from_last_line(*log.run([*corpus, *([folder] if folder.is_dir() else [])]))
    return added([sent, from_last_line(*log.run([*corpus, "--planted-fault"]))])


def command_line(build, log):
    return added([from_last_line(*log.run([sys.executable, test, build / "touchstone"], {"TOUCHSTONE_SHARED": str(SHARED)}))
                  for test in sorted((TESTS / "cli").glob("test_*.py"))])


def kill_nine(build, log):
    """On SQLite, a tenth of it on PostgreSQL, and once with each fault planted; while people write, while it works for them, and while fifty answer. Then a full disk, and restores that are killed."""
    cycles = int(os.environ.get("TOUCHSTONE_CRASH_CYCLES", "200"))
    totals = []
    for script, times in (("kill.py", cycles), ("jobs.py", max(2, cycles // 20)), ("answers.py", max(2, cycles // 10))):
        kill = [sys.executable, TESTS / "crash" / script, build / "touchstone"]
        totals.append(from_last_line(*log.run([*kill, "--cycles", times])))
        with throw_away_postgres() as postgres:
            totals.append(from_last_line(*log.run([*kill, "--cycles", max(2, times // 10), "--database", postgres + "/postgres"])))
        totals.append(from_last_line(*log.run([*kill, "--cycles", 3, "--planted-fault", "all"])))
    full = [sys.executable, TESTS / "crash/disk.py", build / "touchstone"]
    restore = [sys.executable, TESTS / "crash/restore.py", build / "touchstone"]
    totals += [from_last_line(*log.run([*script, *fault])) for script in (full, restore) for fault in ([], ["--planted-fault"])]
    return added(totals)


def postgres_away(build, log):
    return from_last_line(*log.run([sys.executable, TESTS / "crash/away.py", build / "touchstone"]))


def browser(build, log):
    return from_last_line(*log.run([NODE, "tests/browser/run.mjs", build / "touchstone"]))


def openid(build, log):
    return from_last_line(*log.run([NODE, "tests/openid/run.mjs", build / "touchstone"]))


def api(build, log):
    """The description as Redocly sees it, a program that works with a real server, and one that sends what nobody would."""
    bodies = [sys.executable, TESTS / "api/bodies.py", build / "touchstone"]
    return added([from_last_line(*log.run([sys.executable, TESTS / "api/run_api.py", build / "touchstone"])), from_last_line(*log.run(bodies)),
                  from_last_line(*log.run([*bodies, "--count", "100", "--planted-fault"]))])


# One after the other: each uses both cores.
SUITES = [("unit tests", unit_tests), ("matrix", matrix), ("structure", structure), ("raw requests", raw_requests), ("bad input", bad_input),
          ("command line", command_line), ("OpenID", openid), ("API", api), ("kill -9", kill_nine), ("PostgreSQL", postgres_away), ("browser", browser)]


def run_suite(name, run, build):
    log, began = Log(name), time.monotonic()
    print(f"{name:14}", end="", flush=True)
    try:
        total = run(build, log)
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        log.complain(f"it could not be run: {error}")
        total = Total(failed=1)
    print(f"{total.passed:5} passed {total.failed:4} failed {total.skipped:4} skipped {time.monotonic() - began:7.1f} s", flush=True)
    if total.failed:
        print(f"--- the end of {log.path.relative_to(ROOT)}\n{log.tail()}\n---", flush=True)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--only", action="append", choices=[name for name, _ in SUITES], help="this suite; may be given again")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    total = added([run_suite(*suite, asked.build.resolve()) for suite in SUITES if not asked.only or suite[0] in asked.only])
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
