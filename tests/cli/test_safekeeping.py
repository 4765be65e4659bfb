#!/usr/bin/env python3
"""Backup, restore, export and doctor: test_safekeeping.py BINARY. Ends with "N passed, N failed, N skipped"."""
import contextlib
import hashlib
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile

from console import BINARY, Console, run_tests_of, touchstone
from running import Server, Visitor, evidence, free_port


def flip_a_byte(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def count(database, table):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(f"select count(*) from {table}").fetchone()[0]


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


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
