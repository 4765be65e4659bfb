#!/usr/bin/env python3
"""The command line as somebody at the console uses it: test_cli.py BINARY. Prints what failed and "N passed, N failed, N skipped"."""
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

from running import Server, Visitor, evidence, free_port

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("TOUCHSTONE_SHARED") or ROOT.parent / "shared")
BINARY = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None

COMMANDS = [["serve"], ["framework"], ["framework", "list"], ["framework", "show"], ["framework", "validate"], ["framework", "import"],
            ["framework", "export"], ["account"], ["account", "list"], ["account", "add"], ["account", "password"], ["account", "disable"],
            ["account", "enable"], ["backup"], ["restore"], ["export"], ["doctor"]]
PASSWORD = "seven-quiet-herons-wade"


def touchstone(*arguments, said_to_it="", folder=None):
    return subprocess.run([BINARY, *map(str, arguments)], input=said_to_it, capture_output=True, text=True, timeout=60, cwd=folder, check=False)


def flip_a_byte(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def count(database, table):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(f"select count(*) from {table}").fetchone()[0]


class Console(unittest.TestCase):
    """Each test gets a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="touchstone-cli-")))
        self.data = self.folder / "data"

    def run_well(self, *arguments, **more):
        done = touchstone(*arguments, **more)
        self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stdout}{done.stderr}")
        return done.stdout

    def refused(self, *arguments, status=1, **more):
        """What it says when it exits with the status: never a stack trace, never nothing."""
        done = touchstone(*arguments, **more)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}{done.stderr}")
        self.assertTrue(done.stderr.strip() or done.stdout.strip(), "it says nothing")
        return done.stderr + done.stdout

    def add_account(self, email="ada@example.org", role="administrator"):
        return self.run_well("account", "add", "--data", self.data, "--email", email, "--name", "Ada Adams", "--job", "Head of quality", "--role", role,
                             "--partnership", "Northmoor", said_to_it=PASSWORD + "\n")


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
        for command in ([], ["--nonsense"], ["nonsense"], ["framework"], ["account"], ["backup"], ["framework", "show"],
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
        self.assertIn("guide\t", self.run_well("framework", "list", "--data", self.data))
        pack = self.folder / "guide"
        self.run_well("framework", "import", "--layout", "guide", guide, "--to", pack)
        self.run_well("framework", "validate", pack)


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


class Safekeeping(Console):
    """Backup, restore, export and doctor on a demonstration with one uploaded file, made once."""

    @classmethod
    def setUpClass(cls):
        cls.made = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="touchstone-cli-")))
        cls.origin, cls.backup, cls.exported = cls.made / "data", cls.made / "backup", cls.made / "exported"
        with Server(BINARY, cls.origin, "--demo") as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            cls.content = b"Written by a test.\n" * 100
            cls.title = "What the crossing patrols saw"
            answer = visitor.post("/evidence/new", evidence(cls.title), [("files", "patrols.txt", cls.content)])
            assert answer.status == 303, answer.text
            cls.while_it_ran = [touchstone("backup", "--data", cls.origin, "--to", cls.backup), touchstone("export", "--data", cls.origin, "--to", cls.exported),
                                touchstone("doctor", "--data", cls.origin)]
        cls.hash = hashlib.sha256(cls.content).hexdigest()

    def copied(self, folder):
        """Afresh at each call."""
        copy = self.folder / ("copy-of-" + folder.name)
        shutil.rmtree(copy, ignore_errors=True)
        return pathlib.Path(shutil.copytree(folder, copy))

    def test_backup_export_and_doctor_work_while_the_server_runs(self):
        for done in self.while_it_ran:
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_restored_backup_is_sound_and_whole(self):
        self.run_well("restore", "--from", self.backup, "--data", self.data)
        self.assertIn("sound", self.run_well("doctor", "--data", self.data))
        for table in ("evidence", "evidence_file", "evaluation", "account", "event", "judgement", "finding"):
            self.assertEqual(count(self.data / "touchstone.db", table), count(self.origin / "touchstone.db", table), table)
        self.assertEqual((self.data / "files" / self.hash[:2] / self.hash).read_bytes(), self.content)

    def test_a_restored_backup_serves(self):
        self.run_well("restore", "--from", self.backup, "--data", self.data)
        with Server(BINARY, self.data, "--demo") as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            self.assertIn(self.title, visitor.get("/evidence").text)

    def test_a_flipped_byte_is_found_by_restore(self):
        for name in ("touchstone.db", f"files/{self.hash[:2]}/{self.hash}"):
            with self.subTest(name=name):
                backup = self.copied(self.backup)
                flip_a_byte(backup / name)
                self.assertIn("altered", self.refused("restore", "--from", backup, "--data", self.data))
                self.assertFalse(self.data.exists(), "something was restored")

    def test_a_missing_file_is_found_by_restore(self):
        backup = self.copied(self.backup)
        (backup / "files" / self.hash[:2] / self.hash).unlink()
        self.assertIn("missing", self.refused("restore", "--from", backup, "--data", self.data))

    def test_a_backup_without_its_manifest_is_none(self):
        backup = self.copied(self.backup)
        (backup / "manifest.json").unlink()
        self.assertIn("not a whole backup", self.refused("restore", "--from", backup, "--data", self.data))

    def test_a_broken_manifest_is_refused_in_words(self):
        for text in ("", "{", "[]", '{"format": "touchstone-backup-1"}', '{"format": "touchstone-backup-1", "database": 1, "files": 2}',
                     '{"format": "touchstone-backup-1", "database": {"name": "touchstone.db"}, "files": [1, "x"]}'):
            with self.subTest(text=text):
                backup = self.copied(self.backup)
                (backup / "manifest.json").write_text(text)
                self.assertNotIn("json.exception", self.refused("restore", "--from", backup, "--data", self.data))

    def test_a_manifest_that_points_outside_is_refused(self):
        backup = self.copied(self.backup)
        (backup / "touchstone.db").rename(backup.parent / "elsewhere.db")
        manifest = json.loads((backup / "manifest.json").read_text())
        manifest["database"]["name"] = "../elsewhere.db"
        (backup / "manifest.json").write_text(json.dumps(manifest))
        self.refused("restore", "--from", backup, "--data", self.folder / "deep" / "data")
        self.assertFalse((self.folder / "deep" / "elsewhere.db").exists(), "it wrote outside of its folder")

    def test_restore_never_writes_over_anything(self):
        self.data.mkdir()
        (self.data / "notes.txt").write_text("mine")
        self.assertIn("not empty", self.refused("restore", "--from", self.backup, "--data", self.data))
        self.assertEqual([file.name for file in self.data.iterdir()], ["notes.txt"])

    def test_backup_never_writes_over_anything(self):
        self.assertIn("exists already", self.refused("backup", "--data", self.origin, "--to", self.folder))

    def test_the_backup_is_closed_to_others(self):
        self.assertEqual(self.backup.stat().st_mode & 0o077, 0)

    def test_the_export_can_be_read_without_touchstone(self):
        pieces = {piece["title"]: piece for piece in json.loads((self.exported / "evidence.json").read_text())}
        self.assertIn(self.title, pieces)
        self.assertEqual(len(pieces), count(self.origin / "touchstone.db", "evidence"))
        self.assertEqual([file["sha256"] for file in pieces[self.title]["files"]], [self.hash])
        self.assertEqual((self.exported / "files" / self.hash).read_bytes(), self.content)
        evaluations = json.loads((self.exported / "evaluations.json").read_text())
        self.assertEqual(len(evaluations), count(self.origin / "touchstone.db", "evaluation"))

    def test_the_export_is_closed_to_others(self):
        self.assertEqual(self.exported.stat().st_mode & 0o077, 0)

    def test_doctor_finds_an_altered_and_a_missing_file(self):
        data = self.copied(self.origin)
        kept = data / "files" / self.hash[:2] / self.hash
        flip_a_byte(kept)
        self.assertIn(f"{self.hash} was altered", self.refused("doctor", "--data", data))
        kept.unlink()
        self.assertIn(f"{self.hash} is missing", self.refused("doctor", "--data", data))

    def test_doctor_finds_a_damaged_database(self):
        data = self.copied(self.origin)
        database = data / "touchstone.db"
        with contextlib.closing(sqlite3.connect(database)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        content = bytearray(database.read_bytes())
        content[len(content) // 2: len(content) // 2 + 8192] = bytes(8192)
        database.write_bytes(content)
        self.refused("doctor", "--data", data)

    def test_doctor_finds_a_row_that_names_nothing(self):
        data = self.copied(self.origin)
        with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
            db.execute("update evidence_file set evidence_id = 'nothing'")
            db.commit()
        self.refused("doctor", "--data", data)

    def test_data_of_a_newer_touchstone_are_refused_and_left_alone(self):
        data = self.copied(self.origin)
        with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
            db.execute("insert into migration values (9999, '9999_later.sql', 'x', '2030-01-01T00:00:00.000Z')")
            db.commit()
        for command in (["doctor"], ["account", "list"], ["serve", "--listen", f"127.0.0.1:{free_port()}"], ["backup", "--to", self.folder / "b"]):
            said = self.refused(*command, "--data", data)
            self.assertIn("newer Touchstone", said)
            self.assertIn("9999", said)
        self.assertEqual(count(data / "touchstone.db", "evidence"), count(self.origin / "touchstone.db", "evidence"))

    def test_a_changed_migration_is_refused(self):
        data = self.copied(self.origin)
        with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
            db.execute("update migration set checksum = 'x' where number = 1")
            db.commit()
        self.assertIn("Migration 1", self.refused("doctor", "--data", data))


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

    def test_tls(self):
        certificate, key = self.certificate()
        port = free_port()
        process = subprocess.Popen([BINARY, "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}", "--tls-cert", certificate, "--tls-key", key],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (process.terminate(), process.wait(20)))
        context = ssl.create_default_context(cafile=certificate)
        for _ in range(200):
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


class Counting(unittest.TextTestResult):
    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def main():
    if not BINARY:
        print(__doc__, file=sys.stderr)
        return 2
    found = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Counting).run(found)
    skipped = len(result.skipped)
    failed = found.countTestCases() - result.passed - skipped  # also those that never began
    print(f"{result.passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
