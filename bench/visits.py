"""What a browser asks for and gets when it comes to a page for the first time, counted on the way."""
import shutil
import socket
import subprocess
import tempfile
import threading


class Relay:
    """Stands between a browser and a server, and counts what passes. As a context it listens."""

    def __init__(self, port):
        self.to, self.asked, self.bytes = port, [], 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        try:
            while True:
                browser, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.to))
                for source, sink, note in ((browser, server, self.note_asked), (server, browser, self.note_got)):
                    threading.Thread(target=self.pass_on, args=(source, sink, note), daemon=True).start()
        except OSError:
            pass

    def pass_on(self, source, sink, note):
        try:
            while some := source.recv(65536):
                note(some)
                sink.sendall(some)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def note_asked(self, some):
        self.asked += [line.split()[1].decode() for line in some.split(b"\r\n") if line.endswith(b" HTTP/1.1")]

    def note_got(self, some):
        self.bytes += len(some)


def first_visit(port, path):
    """The addresses that Chromium asks for on a phone's screen, and the bytes that come back, heads included."""
    with Relay(port) as relay, tempfile.TemporaryDirectory() as profile:
        subprocess.run([shutil.which("chromium") or "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=390,844", f"--user-data-dir={profile}",
                        "--virtual-time-budget=5000", "--dump-dom", f"http://127.0.0.1:{relay.port}{path}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120)
        return relay.asked, relay.bytes
