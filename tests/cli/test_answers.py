#!/usr/bin/env python3
"""Answers from other tools, from a file: test_answers.py BINARY."""
import json
import sys

from console import Console, run_tests_of
from test_questionnaire import workbook

HEADS = ["ID", "Start time", "Completion time", "Email", "Name", "How safe do you feel?", "What do you like?", "Why?"]
ROWS = [[str(i), "3/2/26 9:00:01", "3/2/26 9:02:01", f"zqx{i}@example.org", "Zqx Planted", "Always" if i % 2 else "Never", "Art;Sport;" if i % 3 else "Art;", f"Zqxwords {i}"]
        for i in range(1, 11)]


class Answers(Console):
    def table(self, rows=None, name="Our survey(1-10).xlsx"):
        return workbook(self.folder / name, {"Sheet1": [HEADS, *(rows or ROWS)]})

    def test_json_says_what_is_dropped_and_what_the_rest_is(self):
        words = self.run_well("answers", "import", self.table(), "--check", "--json")
        said = json.loads(words)
        self.assertEqual(list(said), ["tool", "rows", "emptied", "dropped", "questions", "left_out", "taken", "empty", "not_understood", "problems"])
        self.assertEqual((said["tool"], said["rows"], said["taken"], said["not_understood"]), ("ms_forms", 10, 10, 0))
        self.assertEqual([each["column"] for each in said["dropped"]], HEADS[:5])
        self.assertEqual(said["questions"], [{"question": "How safe do you feel?", "kind": "choice", "choices": ["Always", "Never"]},
                                             {"question": "What do you like?", "kind": "choices", "choices": ["Art", "Sport"]},
                                             {"question": "Why?", "kind": "text", "choices": []}])
        for planted in ("example.org", "Planted", "9:00:01", "Zqxwords"):
            self.assertNotIn(planted, words)

    def test_words_say_the_same(self):
        said = self.run_well("answers", "import", self.table(), "--check")
        self.assertIn("Collected with: Microsoft Forms\n10 people answered.\n3 columns are left to bring in.\n", said)
        self.assertIn("  Email: Its heading asks who answered", said)
        self.assertIn("How safe do you feel? (One answer, chosen)\n  Always\n  Never\n", said)
        self.assertNotIn("Zqxwords", said)

    def test_plain_text_of_any_kind_is_read(self):
        for name, content in (("a.csv", "Email,Zqx?\r\nzqx@example.org,Yes\r\n"), ("a.tsv", "Email\tZqx?\nzqx@example.org\tYes\n"), ("b.csv", "Email;Zqx?\nzqx@example.org;Yes\n")):
            with self.subTest(name):
                file = self.folder / name
                file.write_text(content)
                said = json.loads(self.run_well("answers", "import", file, "--check", "--json"))
                self.assertEqual((said["rows"], [each["column"] for each in said["dropped"]]), (1, ["Email"]))

    def test_what_cannot_be_brought_in_exits_1_with_the_reason(self):
        for content, why in {b"": "The file has no rows", b"Name,Email\nZqx,zqx@example.org\n": "nothing is left to bring in", b"Zqx?\n": "no answers",
                             b'Zqx?\n"Yes': "quotation marks", b"PK\x03\x04 broken": "not an Excel workbook", b"\xd0\xcf\x11\xe0 old": "old format"}.items():
            with self.subTest(why):
                file = self.folder / "answers.csv"
                file.write_bytes(content)
                self.assertIn(why, self.refused("answers", "import", file, "--check"))

    def test_what_is_asked_wrongly_exits_2(self):
        self.assertIn("Only --check", self.refused("answers", "import", self.table(), status=2))
        for wrong in ([], ["import"], ["import", self.table(), "--check", "--loud"]):
            self.refused("answers", *wrong, status=2)


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
