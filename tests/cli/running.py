"""A Touchstone that runs for a test, and somebody who visits it over one connection that stays open."""
import http.client
import json
import pathlib
import re
import secrets
import signal
import socket
import subprocess
import time


def free_port():
    """Below the ports that outgoing connections are given, so that nobody takes it while the server is down."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


class Server:
    """Starts, is killed, and starts again on the same data and port. As a context it is stopped at the end."""

    def __init__(self, binary, data, *options, folder=None):
        """`folder` is the one that the program is started in."""
        self.port = free_port()
        self.data = pathlib.Path(data)
        self.folder = folder
        self.log = pathlib.Path(folder or ".", self.data).with_name(self.data.name + "-server.log")
        self.command = [str(binary), "serve", "--data", str(data), "--listen", f"127.0.0.1:{self.port}", *options]
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, patience=300):
        """Answers the seconds until it was ready."""
        began = time.monotonic()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.folder)
        while time.monotonic() < began + patience:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with status {self.process.returncode}:\n{self.tail()}")
            if self.is_ready():
                return time.monotonic() - began
            time.sleep(0.005)
        self.kill()
        raise RuntimeError(f"the server was not ready within {patience} s:\n{self.tail()}")

    def is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=50)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Answers its exit status after being asked to end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def tail(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-40:])


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()


def multipart(fields, files=()):
    """The body and its media type. `files` are (field, file name, bytes)."""
    boundary = "----touchstone" + secrets.token_hex(12)
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, file_name, content in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: text/plain\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Visitor:
    """Keeps cookies and the form token, over connections that it opens again after they broke. Never sends anything twice."""

    def __init__(self, port, address="127.0.0.1"):
        """`address` is the one that they come from."""
        self.port, self.address = port, address
        self.connection = None
        self.cookies = {}
        self.csrf = ""

    def another(self):
        """The same person in a second window."""
        twin = Visitor(self.port, self.address)
        twin.cookies, twin.csrf = dict(self.cookies), self.csrf
        return twin

    def leave(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(self, method, path, body=None, headers=None):
        """Returns when the whole answer is there. Raises OSError or HTTPException when it will not come."""
        if not self.connection:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=200, source_address=(self.address, 0))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, {"Cookie": cookies} | (headers or {}))
            response = self.connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException):
            self.leave()
            raise
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer

    def state_of(self, job):
        """As the job's page asks for it; a server that is too busy is asked again."""
        while (answer := self.get(job + "/state")).status == 503:
            time.sleep(0.2)
        return json.loads(answer.text)["state"]

    def get(self, path):
        answer = self.ask("GET", path)
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text) if "text/html" in answer.headers.get("Content-Type", "") else None
        if found:
            self.csrf = found[1]
        return answer

    def post(self, path, fields, files=()):
        body, media_type = multipart({"csrf": self.csrf} | fields, files)
        return self.ask("POST", path, body, {"Content-Type": media_type})

    def step_in(self):
        """As the first of the demonstration's people who may write."""
        people = re.findall(r'name="person" value="([^"]+)"', self.get("/step-in").text)
        for person in people:
            self.post("/step-in", {"person": person})
            if self.get("/evidence/new").status == 200:
                return
            self.get("/step-in")
        raise RuntimeError(f"none of the {len(people)} people on /step-in may add evidence")


def evidence(title):
    """What the form for new evidence takes."""
    return {"title": title, "source": "documentation", "line": "", "whose_view": "", "from_day": "1", "from_month": "4", "from_year": "2025",
            "to_day": "31", "to_month": "3", "to_year": "2026", "security": "secure", "link": "", "summary": "Written by a test.", "owner": "partnership"}


def publish(visitor):
    """Publishes an evaluation of the demonstration as whoever may, and answers its address."""
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.post("/step-in", {"person": person})
        for evaluation in sorted(set(re.findall(r'href="(/evaluations/[0-9a-z]{26})"', visitor.get("/evaluations").text))):
            if 'name="audiences"' not in visitor.get(evaluation + "/publishing").text:
                continue
            if visitor.post(evaluation + "/publishing", {"audiences": "board", "without_capacity": "Not yet."}).status == 303:
                return evaluation
        visitor.get("/step-in")
    raise AssertionError("nobody of the demonstration could publish")
