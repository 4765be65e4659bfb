#!/usr/bin/env python3
"""Backup, restore, export and doctor: test_safekeeping.py BINARY. Ends with "N passed, N failed, N skipped"."""
import contextlib
import csv
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest.mock

from console import BINARY, PASSWORD, Console, run_tests_of, touchstone
from running import Server, Visitor, evidence, free_port, publish


def flip_a_byte(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def count(database, table):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(f"select count(*) from {table}").fetchone()[0]


def count_or_none(database, table):
    try:
        return count(database, table)
    except sqlite3.OperationalError:
        return 0


def content_of(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


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

    def test_a_file_damaged_on_the_server_is_named_with_its_evidence_and_never_handed_out(self):
        data = self.copied(self.origin)
        kept = data / "files" / self.hash[:2] / self.hash
        flip_a_byte(kept)
        named = f"was altered: “patrols.txt” of the evidence “{self.title}”"
        said = self.refused("backup", "--data", data, "--to", self.folder / "damaged", status=3)
        self.assertIn("made, but 1 file is damaged", said)
        self.assertIn(named, said)
        self.assertIn(named, self.refused("doctor", "--data", data))
        with Server(BINARY, data, "--demo") as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            item = re.search(rf'href="(/evidence/[0-9a-z]+)[^"]*"[^>]*>{self.title}', visitor.get("/evidence").text)[1]
            answer = visitor.get(re.search(r'href="([^"]+/files/[^"]+)"', visitor.get(item).text)[1])
            self.assertEqual(answer.status, 410)
            self.assertNotIn(b"Written by a test", answer.body)
        self.assertIn("--accept-damaged", self.refused("restore", "--from", self.folder / "damaged", "--data", self.data))
        said = self.run_well("restore", "--from", self.folder / "damaged", "--data", self.data, "--accept-damaged")
        self.assertIn(self.title, said)
        self.assertEqual(count(self.data / "touchstone.db", "evidence"), count(data / "touchstone.db", "evidence"))

    def test_doctor_shows_how_slow_statements_are_gone_about(self):
        self.run_well("restore", "--from", self.backup, "--data", self.data)
        self.assertIn("No statement has taken more than 50 ms", self.run_well("doctor", "--slow", "--data", self.data))
        slow = [{"sql": "select title from evidence where partnership_id = $1 and id = $2", "times": 3, "longest_ms": 1234}, {"sql": "select gone from nowhere", "times": 1, "longest_ms": 60}]
        (self.data / "slow-statements.json").write_text(json.dumps(slow))
        said = self.run_well("doctor", "--slow", "--data", self.data)
        for words in ("1234 ms at most, slow 3 times", "SEARCH evidence USING", "there is no plan: no such table"):
            self.assertIn(words, said)

    def test_nothing_starts_on_half_a_restore(self):
        half = self.folder / "data.unfinished"
        half.mkdir()
        (half / "unfinished").write_text("")
        for command in (["doctor"], ["serve", "--listen", f"127.0.0.1:{free_port()}"], ["account", "list"]):
            self.assertIn("only half made", self.refused(command[0], *command[1:], "--data", self.data))
        self.assertFalse(self.data.exists())
        self.run_well("restore", "--from", self.backup, "--data", self.data)
        self.assertFalse(half.exists())

    def test_an_upgrade_that_is_tried_again_and_again_leaves_one_copy(self):
        data = self.copied(self.origin)
        with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
            last = db.execute("select max(number) from migration").fetchone()[0]
        for _ in range(3):
            with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
                db.execute("delete from migration where number = ?", [last])  # its table is there already: the step fails
                db.commit()
            self.refused("doctor", "--data", data)
        self.assertEqual(len(list((data / "backups").iterdir())), 1)

    def test_the_page_and_readyz_say_how_old_the_last_backup_is(self):
        data = self.copied(self.origin)
        with Server(BINARY, data, "--demo") as server:
            visitor = Visitor(server.port)
            self.run_well("backup", "--data", data, "--to", self.folder / "now")
            backup = json.loads(visitor.get("/readyz").text)["backup"]
            self.assertEqual(backup["made_at"], backup["whole_at"])
            self.assertTrue(backup["made_at"].startswith("20"))

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

    def test_the_keys_of_records_are_kept_in_one_closed_folder_beside_the_backups(self):
        keys = self.folder / "keys"
        for name in ("first", "second"):
            self.run_well("backup", "--data", self.origin, "--to", self.folder / name, "--record-keys", keys)
            self.assertFalse((self.folder / name / "records.key").exists())
        self.assertEqual((keys / "records.key").read_bytes(), (self.origin / "records.key").read_bytes())
        for file in (keys, keys / "records.key", keys / "record-keys"):
            self.assertEqual(file.stat().st_mode & 0o077, 0, file)
        self.run_well("restore", "--from", self.folder / "first", "--data", self.data, "--record-keys", keys)
        self.assertEqual((self.data / "records.key").read_bytes(), (keys / "records.key").read_bytes())
        self.assertIn("no keys of records", self.refused("restore", "--from", self.backup, "--data", self.folder / "other", "--record-keys", self.backup))

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
        pieces = {piece["title"]: piece for piece in json.loads((self.exported / "tables/evidence.json").read_text())}
        self.assertIn(self.title, pieces)
        self.assertEqual(len(pieces), count(self.origin / "touchstone.db", "evidence"))
        files = [file for file in json.loads((self.exported / "tables/evidence_file.json").read_text()) if file["evidence_id"] == pieces[self.title]["id"]]
        self.assertEqual([file["hash"] for file in files], [self.hash])
        self.assertEqual((self.exported / "files" / self.hash).read_bytes(), self.content)
        self.assertIn(f"{self.hash},patrols.txt,{len(self.content)},evidence_file,", (self.exported / "files.csv").read_text())
        self.assertIn("touchstone import", (self.exported / "README.txt").read_text())
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=self.exported, check=True)

    def test_the_pages_of_the_export_lead_to_each_other_and_to_the_files(self):
        pages = {page.name: page.read_text() for page in (self.exported / "read").glob("*.html")}
        others = ("index.html", "duties.html", "good-practice.html", "people.html")
        self.assertEqual(len(pages), sum(count(self.origin / "touchstone.db", table) for table in ("evaluation", "plan")) + len(others))
        files = 0
        for name, page in pages.items():
            self.assertNotIn("<script", page, name)
            self.assertNotRegex(page, r"(href|src)=\"(https?:)?//", name)
            for address in re.findall(r'href="([^"]+)"', page):
                self.assertTrue((self.exported / "read" / address).is_file(), f"{name}: {address}")
                files += address.startswith("../files/")
        self.assertGreater(files, 0)

    def test_every_csv_says_what_its_json_says_and_holds_no_formula(self):
        cells = 0
        for file in sorted((self.exported / "tables").glob("*.json")):
            rows = json.loads(file.read_text())
            with file.with_suffix(".csv").open(newline="", encoding="utf-8-sig") as lines:
                csv.field_size_limit(100_000_000)  # a signed version is one cell
                read = list(csv.reader(lines))
            self.assertEqual(len(read), len(rows) + 1, file)
            for row, line in zip(rows, read[1:]):
                self.assertEqual(list(row), read[0], file)
                for value, cell in zip(row.values(), line):
                    cells += 1
                    if isinstance(value, int):
                        self.assertEqual(cell, str(value), file)
                    else:
                        self.assertNotIn(cell[:1], tuple("=+-@\t\r"), file)
                        self.assertEqual(cell.removeprefix("'") if cell.startswith("'") else cell, value or "", file)
        self.assertGreater(cells, 10_000)

    def test_an_export_is_imported_equal(self):
        self.run_well("import", self.exported, "--data", self.data)
        again = self.folder / "again"
        self.run_well("export", "--data", self.data, "--to", again)
        self.assertEqual(content_of(again), content_of(self.exported))
        self.assertIn("sound", self.run_well("doctor", "--data", self.data))
        self.assertIn("sound", self.run_well("audit", "verify", "--data", self.data))
        self.assertIn("fresh server only", self.refused("import", self.exported, "--data", self.data))

    def test_what_is_imported_serves_and_its_administrator_gets_in_once(self):
        person = json.loads((self.exported / "tables/account.json").read_text())[0]["email"]
        said = self.run_well("import", self.exported, "--data", self.data, "--administrator", person, "--base-url", "https://touchstone.example.org")
        link = re.search(r"https://touchstone\.example\.org(/choose-password\?link=(\S+))", said)
        with Server(BINARY, self.data) as server:
            visitor = Visitor(server.port)
            self.assertIn(person, visitor.get(link[1]).text)
            self.assertEqual(visitor.post("/choose-password", {"one_time_link": link[2], "password": PASSWORD}).status, 303)
            self.assertEqual(Visitor(server.port).get(link[1]).status, 404)
            self.assertIn("Set up two-step sign-in", visitor.get("/people").text)
        with Server(BINARY, self.data, "--demo") as server:
            visitor = Visitor(server.port)
            visitor.step_in()
            self.assertIn(self.title, visitor.get("/evidence").text)
        self.assertIn("nobody in it has the address", self.refused("import", self.exported, "--data", self.folder / "other", "--administrator", "x@example.org"))
        self.assertFalse((self.folder / "other").exists())

    def test_one_organisation_takes_what_is_its_own_with_it(self):
        names = {row["id"]: row["name"] for row in json.loads((self.exported / "tables/organisation.json").read_text())}
        owners = {row["owner_id"] for row in json.loads((self.exported / "tables/evidence.json").read_text())}
        owner = next(owner for owner in sorted(owners) if owner)
        taken, again = self.folder / "taken", self.folder / "again"
        self.run_well("export", "--data", self.origin, "--to", taken, "--organisation", names[owner])
        self.assertEqual({row["owner_id"] for row in json.loads((taken / "tables/evidence.json").read_text())}, {owner})
        self.run_well("import", taken, "--data", self.data)
        self.run_well("export", "--data", self.data, "--to", again, "--organisation", names[owner])
        self.assertEqual(content_of(again), content_of(taken))
        self.assertIn("no organisation is called Nowhere", self.refused("export", "--data", self.origin, "--to", self.folder / "x", "--organisation", "Nowhere"))
        self.assertFalse((self.folder / "x").exists())

    def test_a_published_version_is_imported_with_its_reports(self):
        data = self.copied(self.origin)
        with Server(BINARY, data, "--demo") as server:
            publish(Visitor(server.port))
        exported, again = self.folder / "exported", self.folder / "again"
        self.run_well("export", "--data", data, "--to", exported)
        self.assertEqual(len(json.loads((exported / "tables/snapshot.json").read_text())), 1)
        self.run_well("import", exported, "--data", self.data)
        self.run_well("export", "--data", self.data, "--to", again)
        self.assertEqual(content_of(again), content_of(exported))

    def test_an_import_that_is_killed_leaves_nothing_and_can_be_done_again(self):
        for seconds in (0.02, 0.05, 0.08, 0.11, 0.14, 0.17):
            with subprocess.Popen([BINARY, "import", self.exported, "--data", self.data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                time.sleep(seconds)
                process.kill()
            if (self.data / "touchstone.db").exists() and count_or_none(self.data / "touchstone.db", "partnership"):
                break
        else:
            self.run_well("import", self.exported, "--data", self.data)
        self.assertEqual(list((self.data / "spool").iterdir()), [])
        self.run_well("export", "--data", self.data, "--to", self.folder / "again")
        self.assertEqual(content_of(self.folder / "again"), content_of(self.exported))

    def test_an_altered_export_is_refused_and_nothing_is_made(self):
        for name in ("tables/evidence.json", "tables/evidence.csv", f"files/{self.hash}", "README.txt"):
            with self.subTest(name=name):
                exported = self.copied(self.exported)
                flip_a_byte(exported / name)
                self.assertIn(f"{name} was altered", self.refused("import", exported, "--data", self.data))
                self.assertFalse(self.data.exists(), "something was imported")
        self.assertIn("no export", self.refused("import", self.backup, "--data", self.data))

    def test_the_export_is_closed_to_others(self):
        self.assertEqual(self.exported.stat().st_mode & 0o077, 0)

    def test_doctor_finds_an_altered_and_a_missing_file(self):
        data = self.copied(self.origin)
        kept = data / "files" / self.hash[:2] / self.hash
        flip_a_byte(kept)
        self.assertIn(f"{self.hash} was altered", self.refused("doctor", "--data", data))
        kept.unlink()
        self.assertIn(f"{self.hash} is missing", self.refused("doctor", "--data", data))

    def test_doctor_and_the_start_name_the_programs_that_are_missing(self):
        some = self.folder / "some programs"
        some.mkdir()
        (some / "pandoc").symlink_to("/usr/bin/pandoc")
        self.assertNotIn("not installed", self.run_well("doctor", "--data", self.origin))
        with unittest.mock.patch.dict(os.environ, {"PATH": str(some)}):
            said = self.run_well("doctor", "--data", self.origin)
            with Server(BINARY, self.copied(self.origin)) as server:
                self.assertIn("chromium is not installed", server.log.read_text())
        self.assertIn("chromium is not installed (package chromium): without it reports cannot be made as PDF.", said)
        self.assertIn("rsvg-convert is not installed (package librsvg2-bin)", said)
        self.assertNotIn("pandoc is not installed", said)
        self.assertIn("sound", said)

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


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
