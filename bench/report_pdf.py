#!/usr/bin/env python3
"""Times a report of 35 pages or more as PDF, from the request to the file, against Chromium's printing of the same page alone: report_pdf.py BINARY [--times 7].

Meanwhile somebody asks for the home page without a pause: a job blocks no request."""
import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "cli"))
from running import Server, Visitor  # noqa: E402

RATIO_LIMIT = 1.2
PAGE_LIMIT = 50.0  # milliseconds
PAGES = 35
PAUSE = 0.01
FIRST_LOOK = 0.8  # seconds: looking earlier only takes time from what is timed


class Asking(threading.Thread):
    """Asks for the home page until told to end, and keeps how long each answer took, in milliseconds."""

    def __init__(self, visitor):
        super().__init__(daemon=True)
        self.visitor, self.taken, self.is_over = visitor, [], threading.Event()

    def run(self):
        while not self.is_over.is_set():
            began = time.perf_counter()
            if self.visitor.ask("GET", "/").status != 200:
                raise SystemExit("the home page is not there")
            self.taken.append((time.perf_counter() - began) * 1000)

    def end(self):
        self.is_over.set()
        self.join()
        return sorted(self.taken)


def job_of(visitor, evaluation):
    visitor.get(evaluation + "/report")
    answer = visitor.post(evaluation + "/report/pdf", {})
    if answer.status != 303:
        raise SystemExit(f"a PDF was asked for, and the answer is {answer.status}")
    return answer.headers["Location"]


def whole_way(visitor, evaluation):
    """Seconds from the request to the file, and the file."""
    began = time.perf_counter()
    job = job_of(visitor, evaluation)
    time.sleep(FIRST_LOOK)
    while '"done"' not in visitor.get(job + "/state").text.partition('"state":')[2][:8]:
        if time.perf_counter() - began > 120:
            raise SystemExit("the PDF did not come")
        time.sleep(PAUSE)
    pdf = visitor.get(job + "/result").body
    return time.perf_counter() - began, pdf


def copy_of_page(server, visitor, evaluation, folder):
    """What the server gives Chromium, with everything beside it, taken out of the spool while it prints."""
    job = job_of(visitor, evaluation)
    while '"state":"done"' not in visitor.get(job + "/state").text:
        for page in server.data.glob("spool/work-*/page.html"):
            if not folder.exists():
                shutil.copytree(page.parent, folder, ignore=shutil.ignore_patterns("profile", "*.pdf"))
        time.sleep(0.001)
    return folder / "page.html"


def flags():
    """The words with which the server starts Chromium, but for the files."""
    source = (pathlib.Path(__file__).resolve().parent.parent / "src/reports/report_pdf.cc").read_text()
    return [word for word in re.findall(r'"(--[a-z-]+)"', source)]


def printed_alone(page, folder):
    """Seconds that Chromium takes by itself, with a fresh profile as the server gives it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    began = time.perf_counter()
    subprocess.run(["chromium", *flags(), f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'alone.pdf'}", f"file://{page}"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def pages_in(pdf):
    return int(re.search(r"^Pages:\s+(\d+)$", subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout, re.MULTILINE)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-bench-") as name:
        folder = pathlib.Path(name)
        with Server(asked.binary.resolve(), folder / "data", "--demo") as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            addresses = sorted(set(re.findall(r'href="(/evaluations/[0-9a-z]{26})"', visitor.get("/evaluations").text)))
            evaluation = max(addresses, key=lambda address: len(visitor.get(address + "/report").text))
            page = copy_of_page(server, visitor, evaluation, folder / "page")
            ours, alone = [], []
            for _ in range(asked.times):  # by turns, so that a busy moment meets both
                seconds, pdf = whole_way(visitor, evaluation)
                ours.append(seconds)
                alone.append(printed_alone(page, folder / "alone"))
            (folder / "report.pdf").write_bytes(pdf)
            pages = pages_in(folder / "report.pdf")
            asking = Asking(visitor.another())
            asking.start()
            time.sleep(2)
            quiet = asking.end()
            asking = Asking(visitor.another())
            asking.start()
            whole_way(visitor, evaluation)
            busy = asking.end()
    ratio = statistics.median(ours) / statistics.median(alone)
    print(f"a report of {pages} pages (at least {PAGES}) and {len(pdf) / 1000:.0f} kB, {asked.times} times each, by turns")
    print(f"request to file {statistics.median(ours):6.2f} s (median)")
    print(f"Chromium alone  {statistics.median(alone):6.2f} s (median)")
    print(f"ratio           {ratio:6.2f}, limit {RATIO_LIMIT}: {ratio / RATIO_LIMIT:.0%} of it")
    for what, taken in (("quiet", quiet), ("while a PDF is made", busy)):
        high = taken[int(len(taken) * 0.95)]
        print(f"home page, {what:20} p95 {high:6.2f} ms, slowest {taken[-1]:6.2f} ms of {len(taken)}; p95 is {high / PAGE_LIMIT:.0%} of {PAGE_LIMIT:.0f} ms")
    if pages < PAGES:
        raise SystemExit(f"the report has fewer than {PAGES} pages")


if __name__ == "__main__":
    main()
