#!/usr/bin/env python3
"""Help, frameworks, accounts and serving from the command line: test_cli.py BINARY. Ends with "N passed, N failed, N skipped"."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import time
from unittest import mock

from console import BINARY, PASSWORD, ROOT, SHARED, Console, run_tests_of
from running import Server, Visitor, free_port, publish

COMMANDS = [["serve"], ["framework"], ["framework", "list"], ["framework", "show"], ["framework", "validate"], ["framework", "import"],
            ["framework", "export"], ["account"], ["account", "list"], ["account", "add"], ["account", "password"], ["account", "disable"],
            ["account", "enable"], ["account", "invite"], ["account", "factor-off"], ["partnership"], ["partnership", "list"], ["partnership", "add"], ["backup"], ["restore"], ["export"], ["import"], ["evidence"], ["evidence", "add"], ["snapshot"], ["snapshot", "verify"], ["openapi"], ["doctor"], ["chart"]]


class Help(Console):
    def test_help_of_everything(self):
        for command in [[], *COMMANDS]:
            with self.subTest(command=command):
                said = self.run_well(*command, "--help")
                self.assertIn("--help", said)

    def test_the_first_help_names_every_command(self):
        said = self.run_well("--help")
        for command in {first for first, *_ in COMMANDS}:
            self.assertIn(command, said)

    def test_version(self):
        self.assertRegex(self.run_well("--version"), r"^touchstone \d+\.\d+\.\d+\n$")

    def test_what_is_asked_wrongly_exits_2(self):
        for command in ([], ["--nonsense"], ["nonsense"], ["framework"], ["account"], ["partnership"], ["backup"], ["framework", "show"],
                        *([*command, "--nonsense"] for command in COMMANDS)):
            with self.subTest(command=command):
                self.refused(*command, status=2, folder=self.folder)
        self.assertEqual(list(self.folder.iterdir()), [], "a command that was asked wrongly wrote something")


class Frameworks(Console):
    def pack_with(self, change):
        pack = self.folder / "pack"
        shutil.copytree(ROOT / "frameworks/generic-2006", pack)
        change(pack)
        return pack

    def test_list_names_what_is_built_in(self):
        self.assertIn("generic-2006", self.run_well("framework", "list", "--data", self.data))
        self.assertFalse(self.data.exists(), "looking made a folder")

    def test_show(self):
        said = self.run_well("framework", "show", "generic-2006", "--data", self.data)
        self.assertIn("24 indicators, 72 themes", said)

    def test_show_as_json(self):
        shown = json.loads(self.run_well("framework", "show", "generic-2006", "--json", "--data", self.data))
        self.assertEqual(len(shown["indicators"]), 24)
        self.assertEqual(sum(len(indicator["themes"]) for indicator in shown["indicators"]), 72)

    def test_show_what_is_not_there(self):
        self.assertIn("no framework nonsense", self.refused("framework", "show", "nonsense", "--data", self.data))

    def test_validate_the_shipped_pack(self):
        self.assertIn("no problems", self.run_well("framework", "validate", ROOT / "frameworks/generic-2006"))

    def test_a_broken_pack_is_refused_with_file_and_line(self):
        def without_title(pack):
            file = next(file for file in sorted((pack / "indicators").iterdir()))
            lines = file.read_text().splitlines()
            self.line = next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith("title:"))
            lines[self.line - 1] = lines[self.line - 1].replace("title:", "tittle:")
            file.write_text("\n".join(lines) + "\n")
            self.file = file.name

        said = self.refused("framework", "validate", self.pack_with(without_title))
        self.assertIn(self.file, said)
        self.assertRegex(said, rf"{self.file}\D+{self.line}\b")

    def test_a_pack_that_is_no_yaml_is_refused_with_file_and_line(self):
        said = self.refused("framework", "validate", self.pack_with(lambda pack: (pack / "framework.yaml").write_text("id: x\n  - [\n")))
        self.assertRegex(said, r"framework\.yaml\D+\d")

    def test_a_pack_that_is_not_there(self):
        self.assertIn("is not a folder", self.refused("framework", "validate", self.folder / "nothing"))

    def test_an_exported_pack_is_whole_and_the_same(self):
        pack = self.folder / "exported"
        self.run_well("framework", "export", "generic-2006", "--to", pack, "--data", self.data)
        self.run_well("framework", "validate", pack)
        self.run_well("framework", "import", pack, "--data", self.data)
        built_in = self.run_well("framework", "show", "generic-2006", "--json", "--data", self.folder / "none")
        self.assertEqual(json.loads(self.run_well("framework", "show", "generic-2006", "--json", "--data", self.data)), json.loads(built_in))

    def test_export_never_writes_over_anything(self):
        self.assertIn("exists already", self.refused("framework", "export", "generic-2006", "--to", self.folder, "--data", self.data))

    def test_a_published_version_never_changes(self):
        def with_other_title(pack):
            file = pack / "framework.yaml"
            file.write_text(file.read_text().replace("title: Generic", "title: Altered", 1))

        self.run_well("framework", "import", ROOT / "frameworks/generic-2006", "--data", self.data)
        self.run_well("framework", "import", ROOT / "frameworks/generic-2006", "--data", self.data)
        self.assertIn("never changes", self.refused("framework", "import", self.pack_with(with_other_title), "--data", self.data))

    def test_the_published_guide_is_read_whole(self):
        guide = SHARED / "guide/guide.txt"
        if not guide.exists():
            self.skipTest("the guide is not here")
        said = self.run_well("framework", "import", "--layout", "guide", guide, "--id", "guide", "--data", self.data)
        self.assertIn("24 indicators, 72 themes, 136 illustration passages", said)
        self.assertIn("The method is that of generic-2006", said)
        self.assertNotIn("It lacks", said)
        shown = json.loads(self.run_well("framework", "show", "guide", "--json", "--data", self.data))
        for part in ("presets", "reuse", "looked_at_first", "explained_by", "quantity_words", "children_groups"):
            self.assertTrue(shown[part], part)
        bare = self.run_well("framework", "import", "--layout", "guide", guide, "--aids-from", "none", "--to", self.folder / "bare")
        self.assertIn("It lacks quantity_words: no words for proportions.", bare)
        self.assertIn("guide\t", self.run_well("framework", "list", "--data", self.data))
        pack = self.folder / "guide"
        self.run_well("framework", "import", "--layout", "guide", guide, "--to", pack)
        self.run_well("framework", "validate", pack)


class Evidence(Console):
    def test_a_folder_of_files_is_looked_at_first_and_added_once(self):
        self.add_account()
        self.add_account("eve@example.org", "evaluator")
        self.add_account("rona@example.org", "reader")
        with Server(BINARY, self.data):
            self.add_the_folder()
            for _ in range(1000):
                with contextlib.closing(sqlite3.connect(self.data / "touchstone.db")) as db:
                    texts = db.execute("select state, words from evidence_text where kind = 3").fetchall()
                if texts == [(2, "We met")]:
                    break
                time.sleep(0.1)
            self.assertEqual(texts, [(2, "We met")], "the server reads its words")

    def add_the_folder(self):
        files = self.folder / "files"
        files.mkdir()
        (files / "Minutes_of_May.txt").write_text("We met")
        (files / "again.txt").write_text("We met")
        (files / ".hidden").write_text("x")
        (files / "link.txt").symlink_to("/etc/passwd")
        add = ["evidence", "add", "--data", self.data, "--folder", files, "--from", "2026-01-01", "--to", "2026-03-31", "--security", "secure"]
        looked = self.run_well(*add, "--as", "eve@example.org", "--source", "documentation")
        self.assertIn('"Minutes of May"', looked)
        self.assertIn("again.txt: left out", looked)
        for left_out in ("hidden", "link"):
            self.assertNotIn(left_out, looked)
        self.assertIn("Nothing was added yet", looked)
        self.assertIn("Choose one of the sources", self.refused(*add, "--as", "eve@example.org", "--source", "gossip", "--save"))
        self.assertIn("1 added.", self.run_well(*add, "--as", "eve@example.org", "--source", "documentation", "--save"))
        self.assertIn("0 added.", self.run_well(*add, "--as", "eve@example.org", "--source", "documentation", "--save"))
        self.assertIn("may not add", self.refused(*add, "--as", "rona@example.org", "--source", "documentation", "--save"))
        self.assertIn("nobody works here", self.refused(*add, "--as", "nobody@example.org", "--source", "documentation"))


class Accounts(Console):
    def test_somebody_added_is_listed(self):
        self.assertIn("ada@example.org", self.add_account())
        said = self.run_well("account", "list", "--data", self.data)
        self.assertIn("ada@example.org\tAda Adams", said)
        self.assertIn("administrator", said)

    def test_one_address_has_one_account(self):
        self.add_account()
        said = self.refused("account", "add", "--data", self.data, "--email", "ADA@example.org", "--name", "Another", "--job", "Other", said_to_it=PASSWORD + "\n")
        self.assertIn("already", said)

    def test_a_weak_password_is_refused(self):
        said = self.refused("account", "add", "--data", self.data, "--email", "a@example.org", "--name", "A", "--job", "B", "--partnership", "C", said_to_it="short\n")
        self.assertNotIn("people.", said, "a text key instead of a text")

    def test_a_closed_account_opens_again(self):
        self.add_account()
        for change, state in (("disable", "closed"), ("enable", "open")):
            self.run_well("account", change, "ada@example.org", "--data", self.data)
            self.assertIn(state, self.run_well("account", "list", "--data", self.data))

    def test_a_second_partnership_has_an_administrator_with_an_account(self):
        self.add_account()
        more = ["partnership", "add", "--data", self.data, "--name", "Southmoor", "--area", "The south", "--administrator-email"]
        self.assertIn("nobody has an account", self.refused(*more, "nobody@example.org"))
        self.assertIn("Southmoor is there", self.run_well(*more, "ADA@example.org"))
        self.assertIn("already", self.refused(*more, "ada@example.org"))
        said = self.run_well("partnership", "list", "--data", self.data)
        self.assertIn("Southmoor\tThe south", said)
        self.assertEqual(len(said.splitlines()), 2)
        person = ["account", "add", "--data", self.data, "--email", "b@example.org", "--name", "B"]
        self.assertIn("several", self.refused(*person, said_to_it=PASSWORD + "\n"))
        self.run_well(*person, "--partnership", "Southmoor", said_to_it=PASSWORD + "\n")
        self.assertEqual(len(self.run_well("partnership", "list", "--data", self.data).splitlines()), 2)

    def test_a_password_that_attackers_know_is_refused(self):
        said = self.refused("account", "add", "--data", self.data, "--email", "a@example.org", "--name", "A", "--job", "B", "--partnership", "C",
                            said_to_it="Administrator-2026\n")
        self.assertIn("attackers", said)

    def test_somebody_invited_gets_a_link_that_works_once(self):
        said = self.run_well("account", "invite", "--data", self.data, "--email", "nia@example.org", "--name", "Nia New", "--role", "administrator",
                             "--partnership", "Northmoor", "--base-url", "https://touchstone.example.org")
        link = re.search(r"https://touchstone\.example\.org(/choose-password\?link=(\S+))", said)
        with Server(BINARY, self.data) as server:
            visitor = Visitor(server.port)
            self.assertIn("nia@example.org", visitor.get(link[1]).text)
            self.assertEqual(visitor.post("/choose-password", {"one_time_link": link[2], "password": PASSWORD}).status, 303)
            self.assertEqual(visitor.get("/people").status, 403, "the role counts without a second factor")
            self.assertEqual(Visitor(server.port).get(link[1]).status, 404)

    def test_a_factor_that_is_not_there_cannot_be_turned_off(self):
        self.add_account()
        self.assertIn("no second factor", self.refused("account", "factor-off", "ada@example.org", "--data", self.data))

    def test_nobody_of_that_address(self):
        self.add_account()
        self.assertIn("nobody@example.org", self.refused("account", "disable", "nobody@example.org", "--data", self.data))

    def test_the_password_stands_nowhere_in_the_data(self):
        self.add_account()
        for file in self.data.rglob("*"):
            if file.is_file():
                self.assertNotIn(PASSWORD.encode(), file.read_bytes(), file)

    def test_the_data_are_closed_to_others(self):
        self.add_account()
        self.assertEqual(self.data.stat().st_mode & 0o077, 0)

    def test_looking_makes_nothing(self):
        for command in (["account", "list"], ["doctor"], ["backup", "--to", self.folder / "b"], ["export", "--to", self.folder / "e"]):
            self.assertIn("no data", self.refused(*command, "--data", self.data))
        self.assertEqual(list(self.folder.iterdir()), [])


class Snapshots(Console):
    def published(self):
        """The signed file of an evaluation that the demonstration's lead publishes, and the server's public key."""
        with Server(BINARY, self.data, "--demo") as server:
            visitor = Visitor(server.port)
            evaluation = publish(visitor)
            key = re.search(r"\b[0-9a-f]{64}\b", visitor.get("/snapshot-key").text)[0]
            return visitor.get(evaluation + "/publishing/1").body, key

    def test_a_published_version_is_checked_without_a_server(self):
        whole, key = self.published()
        file = self.folder / "snapshot.json"
        file.write_bytes(whole)
        shutil.rmtree(self.data)
        self.assertIn("whole, but whose signature it is was not checked", self.refused("snapshot", "verify", file, status=2))
        self.assertIn("version 1", self.run_well("snapshot", "verify", file, "--key", key))
        self.assertIn("another server", self.refused("snapshot", "verify", file, "--key", "0" * 64))
        for at in range(0, len(whole), len(whole) // 40):
            changed = bytearray(whole)
            changed[at] ^= 1
            file.write_bytes(changed)
            self.refused("snapshot", "verify", file)
        file.write_bytes(b"")
        self.refused("snapshot", "verify", file)
        self.refused("snapshot", "verify", self.folder / "nothing.json")


class FirstReport(Console):
    """Started as `./dev run` starts it: with a relative folder, from where the program was built."""

    def printed(self, data):
        with Server(BINARY, data, "--demo", folder=self.folder) as server:
            visitor = Visitor(server.port)
            evaluation = publish(visitor)
            job = visitor.post(evaluation + "/report/pdf", {}).headers["Location"]
            while (state := visitor.state_of(job)) in ("waiting", "running"):
                time.sleep(0.1)
            self.assertEqual(state, "done", server.tail())
            report = re.search(r"/reports/[0-9a-z]{26}", visitor.get(evaluation + "/publishing").text)[0]
            for name, begins in {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}.items():
                published = visitor.ask("GET", f"{report}/{name}")  # made before what was asked for later
                self.assertTrue(published.status == 200 and published.body.startswith(begins), f"the published report as {name}")
            return self.words_of(visitor.get(job + "/result").body)

    def words_of(self, pdf):
        file = self.folder / "report.pdf"
        file.write_bytes(pdf)
        return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout

    def test_a_new_user_gets_the_first_report_as_pdf(self):
        self.assertIn("./dev run", (ROOT / "README.md").read_text())
        started = re.search(r"serve --data (\S+)", (ROOT / "dev").read_text())[1]
        self.assertFalse(pathlib.Path(started).is_absolute(), "what the README starts is what is tried here")
        self.assertTrue("Levels are awarded by people." in self.printed(started), "it is the whole report")

    def test_a_folder_with_an_odd_name_prints_as_well(self):
        self.assertTrue("Levels are awarded by people." in self.printed("reports #1 50%? é"))


class Serving(Console):
    def certificate(self):
        certificate, key = self.folder / "certificate.pem", self.folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        return certificate, key

    def test_plain_http_is_refused_where_others_can_reach_it(self):
        for address in ("0.0.0.0", "[::]", "192.0.2.1"):
            self.assertIn("plain HTTP", self.refused("serve", "--data", self.data, "--listen", f"{address}:{free_port()}"))
        self.assertFalse(self.data.exists())

    def test_the_demonstration_is_refused_where_others_can_reach_it(self):
        certificate, key = self.certificate()
        said = self.refused("serve", "--demo", "--data", self.data, "--listen", f"0.0.0.0:{free_port()}", "--tls-cert", certificate, "--tls-key", key)
        self.assertIn("--demo", said)
        self.assertFalse(self.data.exists())

    def test_the_demonstration_lets_nobody_into_real_data(self):
        self.add_account()
        self.assertIn("real accounts", self.refused("serve", "--demo", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}"))

    def test_the_demonstration_starts_again_after_somebody_chose_a_password_in_it(self):
        with Server(BINARY, self.data, "--demo"):
            pass
        person = self.run_well("account", "list", "--data", self.data).split("\t")[0]
        self.run_well("account", "password", person, "--data", self.data, said_to_it=PASSWORD + "\n")
        with Server(BINARY, self.data, "--demo") as server:
            self.assertEqual(Visitor(server.port).get("/step-in").status, 200)

    def test_an_address_that_is_none_is_refused(self):
        for address in ("8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", ""):
            self.refused("serve", "--data", self.data, "--listen", address)

    def test_a_certificate_needs_its_key(self):
        certificate, _ = self.certificate()
        self.assertIn("belong together", self.refused("serve", "--data", self.data, "--tls-cert", certificate))

    def test_a_certificate_that_is_none_is_refused(self):
        _, key = self.certificate()
        self.refused("serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}", "--tls-cert", key, "--tls-key", key)

    def test_one_folder_has_one_server(self):
        with Server(BINARY, self.data):
            self.assertIn("another server", self.refused("serve", "--data", self.data, "--listen", f"127.0.0.1:{free_port()}"))

    def test_one_port_has_one_server(self):
        with Server(BINARY, self.data) as server:
            self.refused("serve", "--data", self.folder / "other", "--listen", f"127.0.0.1:{server.port}")

    def test_it_stops_when_asked(self):
        server = Server(BINARY, self.data)
        server.start()
        self.assertEqual(server.stop(), 0)

    def test_the_first_start_offers_to_set_up(self):
        with Server(BINARY, self.data) as server:
            self.assertIn("/set-up?secret=", server.tail())
        self.add_account()
        server = Server(BINARY, self.data)
        with server:
            self.assertNotIn("secret=", server.log.read_text().split("Touchstone is ready")[-1])

    def test_nobody_steps_in_where_there_is_no_demonstration(self):
        with Server(BINARY, self.data) as server:
            self.assertEqual(Visitor(server.port).get("/step-in").status, 404)

    def test_it_ends_within_ten_seconds_though_another_program_hangs(self):
        programs, began = self.folder / "programs", self.folder / "began"
        programs.mkdir()
        (programs / "chromium").write_text(f"#!/bin/sh\ntouch {began}\nexec sleep 300\n")
        (programs / "chromium").chmod(0o755)
        with mock.patch.dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}"), Server(BINARY, self.data, "--demo") as server:
            publish(Visitor(server.port))
            for _ in range(1200):
                if began.exists():
                    break
                time.sleep(0.05)
            self.assertTrue(began.exists(), "no report was begun")
            asked = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - asked, 10)

    def test_tls(self):
        certificate, key = self.certificate()
        port = free_port()
        process = subprocess.Popen([BINARY, "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}", "--tls-cert", certificate, "--tls-key", key],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (process.terminate(), process.wait(20)))
        context = ssl.create_default_context(cafile=certificate)
        for _ in range(2000):
            self.assertIsNone(process.poll(), "it ended")
            connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=5)
            try:
                connection.request("GET", "/healthz")
                break
            except ConnectionError:
                connection.close()
                time.sleep(0.05)
        response = connection.getresponse()
        self.assertEqual(response.status, 200)
        response.read()
        connection.request("GET", "/sign-in")
        response = connection.getresponse()
        self.assertIn("max-age", response.headers.get("Strict-Transport-Security", ""))
        self.assertRegex(response.headers.get("Set-Cookie", ""), r"^__Host-visitor=.*Secure")
        connection.close()


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
