#!/usr/bin/env python3
"""A copy of what is held about a person, and their erasure from a running server down to its files: test_rights.py BINARY."""
import contextlib
import hashlib
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile

from console import BINARY, Console, run_tests_of, touchstone
from running import Server, Visitor

LEAVER = "agnieszka.wojtasik@strathvarnoch.example"
WORDS = [b"Wojtasik", LEAVER.encode()]
SECONDS = 60


def asked(database, sql, *arguments):
    with contextlib.closing(sqlite3.connect(database)) as db, db:
        return db.execute(sql, arguments).fetchall()


def files_with_words(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file() and any(word in file.read_bytes() for word in WORDS))


class Rights(Console):
    """One erasure in a demonstration with a second administrator, done once; `before` is a backup from before it."""

    @classmethod
    def setUpClass(cls):
        cls.made = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="touchstone-cli-")))
        cls.origin, cls.before, cls.exported = cls.made / "data", cls.made / "before", cls.made / "exported"
        database = cls.origin / "touchstone.db"
        with Server(BINARY, cls.origin, "--demo") as server:
            (cls.leaver,), = asked(database, "select id from account where email = ?", LEAVER)
            (first, partnership), = asked(database, "select account_id, partnership_id from assignment where role = 3")
            (second,), = asked(database, "select id from account where email like 'hamish%'")
            asked(database, "insert into assignment (partnership_id, id, account_id, role, reach, on_id, since, reason) values (?, 'second', ?, 3, 1, ?, 0, '')",
                  partnership, second, partnership)
            cls.copied(server, cls.leaver)
            cls.with_words_at_first = files_with_words(cls.origin)
            touchstone("backup", "--data", cls.origin, "--to", cls.before)
            touchstone("export", "--data", cls.origin, "--to", cls.exported)
            asker, approver = cls.as_person(server, first), cls.as_person(server, second)
            asker.get("/rights")
            asker.post("/rights", {"email": LEAVER, "reason": "asked"})
            (request,), = asked(database, "select id from erasure_request")
            approver.get("/rights")
            cls.began = time.monotonic()
            cls.approved = approver.post(f"/rights/erasures/{request}/approve", {})
            cls.state = cls.finished(approver, cls.approved.headers["Location"])
            cls.took = time.monotonic() - cls.began
            cls.certificate = approver.get(cls.approved.headers["Location"] + "/result").text
            cls.with_words_while_it_runs = files_with_words(cls.origin)
            cls.in_the_log = [word for word in WORDS if word in server.log.read_bytes()]
            cls.verified = touchstone("audit", "verify", "--data", cls.origin)

    @staticmethod
    def as_person(server, account):
        visitor = Visitor(server.port)
        visitor.get("/step-in")
        visitor.post("/step-in", {"person": account})
        visitor.get("/account")
        return visitor

    @staticmethod
    def finished(visitor, job):
        for _ in range(10 * SECONDS):
            state = visitor.state_of(job)
            if state not in ("waiting", "running"):
                return state
            time.sleep(0.1)
        return "never finished"

    @classmethod
    def copied(cls, server, account):
        """The copy that a person asked for on the page."""
        visitor = cls.as_person(server, account)
        visitor.get("/account/copy")
        job = visitor.post("/account/copy", {}).headers["Location"]
        cls.copy_state = cls.finished(visitor, job)
        cls.copy = cls.made / "copy.zip"
        cls.copy.write_bytes(visitor.get(job + "/result").body)

    def test_the_copy_from_the_page_holds_the_person_and_no_secret(self):
        self.assertEqual(self.copy_state, "done")
        with zipfile.ZipFile(self.copy) as copy:
            data, page = json.loads(copy.read("data.json")), copy.read("read.html").decode()
        self.assertEqual([row["email"] for row in data["account"]], [LEAVER])
        self.assertIn("Wojtasik", page)
        self.assertTrue(data["session"] and data["event"])
        self.assertFalse([row for rows in data.values() for row in rows if "password_hash" in row or "token_hash" in row])

    def test_the_console_writes_the_same_copy(self):
        origin = pathlib.Path(shutil.copytree(self.origin, self.folder / "copy-of-data"))
        file = self.folder / "hamish.zip"
        self.run_well("rights", "export", "hamish.okonkwo-sinclair@strathvarnoch.example", "--out", file, "--data", origin)
        with zipfile.ZipFile(file) as copy:
            self.assertIn("Hamish Okonkwo-Sinclair", copy.read("read.html").decode())
        self.assertEqual(file.stat().st_mode & 0o077, 0)
        self.assertIn("exists already", self.refused("rights", "export", "hamish.okonkwo-sinclair@strathvarnoch.example", "--out", file, "--data", origin))
        self.assertIn("nobody", self.refused("rights", "export", LEAVER, "--out", self.folder / "x.zip", "--data", origin))

    def test_within_a_minute_no_file_of_the_folder_holds_the_words(self):
        self.assertTrue(self.with_words_at_first, "the search finds nothing at all")
        self.assertEqual(self.approved.status, 303, self.approved.text)
        self.assertEqual(self.state, "done")
        self.assertEqual(self.with_words_while_it_runs, [])
        self.assertEqual(self.in_the_log, [])
        kept = hashlib.sha256(self.copy.read_bytes()).hexdigest()
        self.assertFalse((self.origin / "files" / kept[:2] / kept).exists(), "the person's own copy is still kept")
        self.assertLess(self.took, SECONDS)

    def test_the_record_is_sound_and_there_is_a_certificate(self):
        self.assertEqual(self.verified.returncode, 0, self.verified.stderr)
        self.assertIn("Former member of staff 1", self.certificate)
        self.assertNotIn("Wojtasik", self.certificate)

    def test_a_backup_from_before_is_erased_again_by_the_list(self):
        self.assertNotIn("Wojtasik", (self.origin / "erased.list").read_text())
        self.run_well("restore", "--from", self.before, "--data", self.data, "--erased", self.origin / "erased.list")
        self.assertEqual(files_with_words(self.data), [])
        self.assertEqual(asked(self.data / "touchstone.db", "select name from account where id = ?", self.leaver), [("Former member of staff 1",)])
        self.run_well("audit", "verify", "--data", self.data)

    def test_an_export_from_before_is_erased_again_by_the_list(self):
        self.assertTrue(files_with_words(self.exported), "the search finds nothing at all")
        self.run_well("import", self.exported, "--data", self.data, "--erased", self.origin / "erased.list")
        self.assertEqual(files_with_words(self.data), [])
        self.assertEqual(asked(self.data / "touchstone.db", "select name from account where id = ?", self.leaver), [("Former member of staff 1",)])
        self.run_well("audit", "verify", "--data", self.data)

    def test_an_export_from_afterwards_keeps_the_certificate(self):
        after, again = self.folder / "after", self.folder / "again"
        self.run_well("export", "--data", self.origin, "--to", after)
        self.assertEqual(files_with_words(after), [])
        self.assertEqual([row["id"] for row in json.loads((after / "tables/tombstone.json").read_text())], [self.leaver])
        self.run_well("import", after, "--data", self.data)
        self.assertIn(self.leaver, (self.data / "erased.list").read_text())
        self.run_well("export", "--data", self.data, "--to", again)
        self.assertEqual((again / "SHA256SUMS").read_bytes(), (after / "SHA256SUMS").read_bytes())

    def test_without_the_list_it_is_not_and_restore_says_so(self):
        self.assertIn("--erased", self.run_well("restore", "--from", self.before, "--data", self.data))
        self.assertIn("touchstone.db", files_with_words(self.data))

    def test_without_its_key_or_with_another_one_the_record_is_refused(self):
        data = pathlib.Path(shutil.copytree(self.origin, self.folder / "copy-of-data"))
        key = data / "audit.key"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        key.rename(self.folder / "audit.key")
        self.assertIn("audit.key is missing", self.refused("audit", "verify", "--data", data))
        key.write_bytes(bytes(32))
        self.assertIn("was not made with", self.refused("audit", "verify", "--data", data))
        key.write_bytes((self.folder / "audit.key").read_bytes())
        self.run_well("audit", "verify", "--data", data)

    def test_a_record_removed_with_its_end_and_a_forged_entry_are_found(self):
        for what, changes in {"removed": ["delete from event", "delete from event_head"],
                              "forged": ["insert into event (partnership_id, id, at, verb, kind, object_id, part, seq, salt, words_hash, hash) "
                                         "select partnership_id, 'forged', at, verb, kind, object_id, part, 0, '', '', '' from event where seq = 1"]}.items():
            with self.subTest(what=what):
                data = self.folder / what
                shutil.copytree(self.origin, data)
                with contextlib.closing(sqlite3.connect(data / "touchstone.db")) as db:
                    for change in changes:
                        db.execute(change)
                    db.commit()
                self.assertRegex(self.refused("audit", "verify", "--data", data), "does not fit|removed by someone without it")

    def test_a_later_backup_brings_its_list(self):
        self.run_well("backup", "--data", self.origin, "--to", self.folder / "later")
        self.run_well("restore", "--from", self.folder / "later", "--data", self.data)
        for name in ("erased.list", "audit.key"):
            self.assertEqual((self.data / name).read_bytes(), (self.origin / name).read_bytes(), name)
        (self.folder / "later" / "erased.list").write_text("")
        self.assertIn("erased.list was altered", self.refused("restore", "--from", self.folder / "later", "--data", self.folder / "again"))


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
