#!/usr/bin/env python3
"""Mail over SMTP, from the program to a mail server of the test's own: test_mail.py BINARY. Ends with "N passed, N failed, N skipped"."""
import email
import re
import socketserver
import sqlite3
import sys
import threading
import time

from console import BINARY, PASSWORD, Console, run_tests_of
from running import Server, Visitor, free_port

USER = ["account", "add", "--email", "ada@example.org", "--name", "Ada Adams", "--partnership", "Northmoor"]


class Postbox(socketserver.ThreadingTCPServer):
    """Takes mail on the loopback, as far as RFC 5321 asks of the smallest server."""
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, refuse=0):
        super().__init__(("127.0.0.1", free_port()), Conversation)
        self.taken, self.left_to_refuse = [], refuse
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def wait_for(self, number, patience=150):
        until = time.monotonic() + patience
        while len(self.taken) < number and time.monotonic() < until:
            time.sleep(0.05)
        return self.taken


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        sender, receivers = "", []
        self.say("220 postbox")
        for line in self.rfile:
            command = line.decode().strip()
            if command.upper().startswith(("EHLO", "HELO")):
                self.say("250 postbox")
            elif command.upper().startswith("MAIL FROM:"):
                sender = command[10:].strip("<> ")
                self.say("250 go on")
            elif command.upper().startswith("RCPT TO:"):
                if self.server.left_to_refuse > 0:
                    self.server.left_to_refuse -= 1
                    self.say("451 not now")
                    continue
                receivers.append(command[8:].strip("<> "))
                self.say("250 go on")
            elif command.upper() == "DATA":
                self.say("354 go on")
                content = b""
                while not content.endswith(b"\r\n.\r\n"):
                    content += self.rfile.readline()
                self.server.taken.append((sender, receivers, email.message_from_bytes(content[:-3])))
                self.say("250 taken")
            elif command.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("500 what?")


def body_of(message):
    return message.get_payload(decode=True).decode(message.get_content_charset())


class Sending(Console):
    def served(self, postbox):
        self.run_well(*USER, "--data", self.data, said_to_it=PASSWORD + "\n")
        return Server(BINARY, self.data, "--smtp", f"smtp://127.0.0.1:{postbox.server_address[1]}", "--mail-from", "touchstone@example.org",
                      "--base-url", "https://touchstone.example.org")

    def ask_for_reset(self, server):
        visitor = Visitor(server.port)
        visitor.get("/reset")
        self.assertEqual(visitor.post("/reset", {"email": "ada@example.org"}).status, 303)
        return visitor

    def wait_for_error(self):
        """Of the one mail, after its first try."""
        until = time.monotonic() + 150
        while time.monotonic() < until:
            with sqlite3.connect(self.data / "touchstone.db") as db:
                tries, error = db.execute("select tries, last_error from mail").fetchone()
            if tries:
                self.assertEqual(tries, 1)
                return error
            time.sleep(0.1)
        raise AssertionError("it was not tried")

    def test_a_forgotten_password_is_set_anew_through_a_real_mail(self):
        with Postbox() as postbox, self.served(postbox) as server:
            visitor = self.ask_for_reset(server)
            sender, receivers, message = postbox.wait_for(1)[0]
            self.assertEqual((sender, receivers), ("touchstone@example.org", ["ada@example.org"]))
            self.assertEqual(str(email.header.make_header(email.header.decode_header(message["Subject"]))), "A new password for Touchstone")
            self.assertIn("Hello Ada Adams,", body_of(message))
            link = re.search(r"https://touchstone\.example\.org/choose-password\?link=(\S+)", body_of(message))[1]
            visitor.get("/choose-password?link=" + link)
            self.assertEqual(visitor.post("/choose-password", {"one_time_link": link, "password": "nine loud geese land"}).status, 303)
            visitor.get("/sign-in")
            signed_in = visitor.post("/sign-in", {"email": "ada@example.org", "password": "nine loud geese land"})
            self.assertEqual((signed_in.status, signed_in.headers["Location"]), (303, "/"))
            self.assertEqual(len(postbox.wait_for(2)), 2, "the owner is told that the password was changed")
            self.assertEqual(visitor.get("/outbox").status, 403)
        with sqlite3.connect(self.data / "touchstone.db") as db:
            self.assertEqual(db.execute("select count(*), max(body) from mail where sent_at is not null").fetchone(), (2, ""), "what was sent keeps no link")

    def test_a_mail_that_is_refused_waits_for_another_try(self):
        with Postbox(refuse=1) as postbox, self.served(postbox) as server:
            self.ask_for_reset(server)
            self.assertTrue(self.wait_for_error())
            self.assertEqual(postbox.taken, [])
            self.assertNotIn("ada@", server.log.read_text())

    def test_nothing_is_sent_without_tls_to_a_server_elsewhere(self):
        with Postbox() as postbox:
            self.run_well(*USER, "--data", self.data, said_to_it=PASSWORD + "\n")
            elsewhere = f"smtp://[::ffff:127.0.0.1]:{postbox.server_address[1]}"  # not called a loopback, so it counts as one across the network
            with Server(BINARY, self.data, "--smtp", elsewhere, "--mail-from", "touchstone@example.org") as server:
                self.ask_for_reset(server)
                self.assertIn("SSL", self.wait_for_error())
            self.assertEqual(postbox.taken, [])

    def test_a_mail_server_is_named_properly(self):
        for wrong in (["--smtp", "http://127.0.0.1:25"], ["--smtp", "smtp://127.0.0.1:2525"], ["--smtp", "smtp://127.0.0.1", "--mail-from", "a@example.org"]):
            self.refused("serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}", *wrong)
        self.refused("serve", "--demo", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}", "--smtp", "smtp://127.0.0.1:2525", "--mail-from", "a@example.org")


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
