#!/usr/bin/env python3
"""Sends hostile raw requests to a server on the loopback and judges every answer.

usage: run_raw.py PORT REQUESTS.json        judge the server on that port
       run_raw.py --planted-fault REQUESTS.json
                                            judge a careless server of our own instead: succeeds only when it is found out

REQUESTS.json is a list of {name, expect, b64}; expect is one of reject, 4xx, accept, accept-or-reject, no-smuggle,
ignore-trailer, no-effect. Exit status 1 when an answer is wrong or the server has gone.
"""
import base64
import collections
import json
import re
import socket
import sys
import threading
import time

SILENCE = 1.0  # seconds without a byte after which nothing more is expected
WHOLE_CASE = 5.0  # seconds for one request, however slowly its answer trickles in
WHOLE_RUN = 300.0
MOST_BYTES = 4_000_000
OUR_OWN_5XX = {501, 505}  # a refusal, not a fault


def talk(port, raw):
    """What came back, and how it ended: closed, reset, silent or endless."""
    until = time.monotonic() + WHOLE_CASE
    heard = bytearray()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.settimeout(SILENCE)
            connection.sendall(raw)
            while len(heard) < MOST_BYTES and time.monotonic() < until:
                some = connection.recv(65536)
                if not some:
                    return bytes(heard), "closed"
                heard += some
            return bytes(heard), "endless"
    except TimeoutError:
        return bytes(heard), "silent"
    except OSError:
        return bytes(heard), "reset"


def statuses(heard):
    """Every final status on the connection, in order."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", heard) if status != b"100"]


def fault(expect, found, ending):
    """What is wrong with the answers, or None."""
    if ending == "endless":
        return "never ends"
    if any(status >= 500 and status not in OUR_OWN_5XX for status in found):
        return "server error"
    accepted = any(status < 400 for status in found)
    if expect == "reject":
        if accepted:
            return "accepted"
        if len(found) > 1:
            return "second answer"
        return "left waiting" if not found and ending == "silent" else None
    if expect == "4xx":
        return "accepted" if accepted else None
    if expect == "accept":
        # 404 means that it was understood and that nobody lives there
        return None if found and (found[0] < 400 or found[0] == 404) else "refused"
    if expect == "no-smuggle":
        return "second answer" if len(found) > 1 else None
    return None


def judge(port, cases):
    """Number of requests judged, and {fault: names}."""
    faults = collections.defaultdict(list)
    until = time.monotonic() + WHOLE_RUN
    judged = 0
    for case in cases:
        if time.monotonic() > until:
            faults["no time left"].append(case["name"])
        else:
            heard, ending = talk(port, base64.b64decode(case["b64"]))
            wrong = fault(case["expect"], statuses(heard), ending)
            if wrong:
                faults[wrong].append(case["name"])
        judged += 1
    return judged, faults


def is_alive(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
        return True
    except OSError:
        return False


def report(port, cases):
    judged, faults = judge(port, cases)
    for wrong, names in sorted(faults.items()):
        print(f"{wrong} ({len(names)}): {' '.join(names)}")
    failed = sum(map(len, faults.values()))
    print(f"{judged - failed} passed, {failed} failed")
    if not is_alive(port):
        print("the server has gone")
        return False
    return failed == 0 and judged > 0


def answer_everything(connection):
    """The planted fault: each empty line ends a request, and every request is welcome."""
    pending = b""
    with connection:
        connection.settimeout(2)
        try:
            while some := connection.recv(65536):
                pending += some.replace(b"\r\n", b"\n")
                *requests, pending = pending.split(b"\n\n")
                for _ in requests:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        except OSError:
            pass


def start_careless_server():
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=answer_everything, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    planted = arguments[0] == "--planted-fault"
    with open(arguments[1], encoding="utf-8") as file:
        cases = json.load(file)
    if not planted:
        return 0 if report(int(arguments[0]), cases) else 1
    if report(start_careless_server(), cases):
        print("the planted fault was not found")
        return 1
    print("the planted fault was found")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
