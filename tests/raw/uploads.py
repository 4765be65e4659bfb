#!/usr/bin/env python3
"""Who may put how much on the server's disk: uploads.py BINARY. Strangers and people of the demonstration send long bodies, slowly and many at
once, while the folder that they would lie in is watched. The last line is "N passed, N failed"."""
import contextlib
import pathlib
import re
import socket
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from running import Server, Visitor, evidence, multipart  # noqa: E402

MEGABYTE = 1 << 20
LONGEST = 200 * MEGABYTE
FORM = 512 * 1024
ROOM = 4 << 30  # for all long bodies, each counted twice
SLOW_ENDS_WITHIN = 40.0


class Watch:
    """The most that has lain in a folder at one time, in bytes and in bodies."""

    def __init__(self, folder):
        self.folder, self.bytes, self.bodies = folder, 0, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def now(self):
        sizes = []
        for file in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                sizes.append((file.name, file.stat().st_size))
        return sum(size for _, size in sizes), sum(name.startswith("body-") for name, _ in sizes)

    def look(self):
        while not self.over.wait(0.002):
            size, bodies = self.now()
            self.bytes, self.bodies = max(self.bytes, size), max(self.bodies, bodies)

    def is_empty_soon(self):
        until = time.monotonic() + 10
        while time.monotonic() < until and self.now() != (0, 0):
            time.sleep(0.05)
        return self.now() == (0, 0)


def head(path, cookies, length, boundary):
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return (f"POST {path} HTTP/1.1\r\nHost: here\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary={boundary}\r\n"
            f"Content-Length: {length}\r\n\r\n").encode()


def fields(boundary, csrf):
    given = {"csrf": csrf} | evidence("sent by somebody who may not")
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in given.items())
    return (parts + f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n').encode()


def send_long(port, cookies, csrf="", path="/evidence/new", most=8 * MEGABYTE):
    """Announces the longest body and goes on sending until it is answered. The status and the answer."""
    boundary = "----touchstone0123456789"
    answer = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head(path, cookies, LONGEST, boundary) + fields(boundary, csrf))
        connection.settimeout(0.01)
        sent = 0
        with contextlib.suppress(OSError):
            while sent < most and not answer:
                with contextlib.suppress(TimeoutError):
                    sent += connection.send(b"x" * 65536)
                with contextlib.suppress(TimeoutError):
                    answer += connection.recv(1 << 20)
            connection.settimeout(10)
            while b"</html>" not in answer and (some := connection.recv(1 << 20)):
                answer += some
    found = re.match(rb"HTTP/1.1 (\d{3})", answer)
    return int(found[1]) if found else 0, answer.decode(errors="replace")


def strangers(server, watch):
    """Neither nobody nor somebody with a session that never was gets anything onto the disk; what was typed comes back."""
    person = Visitor(server.port)
    person.get("/sign-in")
    for cookies in (person.cookies, person.cookies | {"session": "made-up"}):
        seen = []
        senders = [threading.Thread(target=lambda own=cookies: seen.append(send_long(server.port, own, person.csrf))) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        yield "strangers are told that they are signed out", [status for status, _ in seen] == [403] * 4
        yield "and get their words back", all("sent by somebody who may not" in text for _, text in seen)
    yield "nothing of it lay on the disk", watch.bytes == 0


def somebody_who_may_not(server, watch):
    """A person of the demonstration who reads only."""
    visitor = Visitor(server.port)
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.post("/step-in", {"person": person})
        if visitor.get("/evidence/new").status == 403:
            break
        visitor.get("/step-in")
    visitor.get("/")
    status, _ = send_long(server.port, visitor.cookies, visitor.csrf)
    yield "somebody who only reads is refused", status == 403
    yield "nothing of it lay on the disk either", watch.bytes == 0


def short_forms(server, watch):
    """Files where no file is taken, and a body that breaks off within."""
    visitor = Visitor(server.port)
    visitor.get("/sign-in")
    yield "a file is refused where none is taken", visitor.post("/sign-in", {"email": "a@b.c"}, [("f", "a", b"x" * 100_000)]).status == 400
    body, media_type = multipart({"csrf": visitor.csrf}, [("f", "a", b"x" * 100_000)])
    yield "a broken body is refused", visitor.ask("POST", "/evidence/new", body[:-30], {"Content-Type": media_type}).status == 400
    yield "neither stays on the disk", watch.is_empty_soon()


def signed_in(server, watch):
    """Whoever may: a whole upload is taken, many at once share the room that there is."""
    visitor = Visitor(server.port)
    visitor.step_in()
    visitor.get("/evidence/new")
    yield "20 MB are taken", visitor.post("/evidence/new", evidence("long"), [("files", "a.bin", b"x" * 20 * MEGABYTE)]).status == 303
    yield "and leave the disk", watch.is_empty_soon()
    boundary, open_ones = "----touchstone0123456789", []
    for _ in range(14):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        connection.sendall(head("/evidence/new", visitor.cookies, LONGEST, boundary) + fields(boundary, visitor.csrf) + b"x" * 2 * FORM)
        open_ones.append(connection)
    time.sleep(2)
    most = ROOM // 2 // (2 * LONGEST)
    yield f"at most {most} of the longest come from one address at once", 0 < watch.now()[1] <= most
    refused = 0
    for connection in open_ones:
        connection.settimeout(0.2)
        with contextlib.suppress(OSError):
            refused += connection.recv(1 << 20).startswith(b"HTTP/1.1 503 ")
    yield "the others are told to try again", refused == len(open_ones) - most
    for connection in open_ones:
        connection.close()
    yield "those that break off leave the disk", watch.is_empty_soon()


def slow_ones(server, watch):
    """A byte now and then keeps no upload open."""
    visitor = Visitor(server.port)
    visitor.step_in()
    visitor.get("/evidence/new")
    boundary, began = "----touchstone0123456789", time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head("/evidence/new", visitor.cookies, LONGEST, boundary) + fields(boundary, visitor.csrf) + b"x" * 2 * FORM)
        with contextlib.suppress(OSError):
            while time.monotonic() < began + 2 * SLOW_ENDS_WITHIN:
                connection.sendall(b"x" * 1000)
                time.sleep(0.1)
    yield "a slow upload is ended", time.monotonic() - began < SLOW_ENDS_WITHIN
    yield "and leaves the disk", watch.is_empty_soon()


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="touchstone-uploads-") as name, Server(sys.argv[1], pathlib.Path(name) / "data", "--demo") as server:
        for part in (strangers, somebody_who_may_not, short_forms, signed_in, slow_ones):
            with Watch(server.data / "spool") as watch:
                for what, is_right in part(server, watch):
                    passed, failed = passed + is_right, failed + (not is_right)
                    if not is_right:
                        print(f"not so: {what} ({watch.bytes} bytes at most, {watch.bodies} bodies)", flush=True)
        if server.process.poll() is not None:
            print("the server has gone")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
