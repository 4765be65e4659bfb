#!/usr/bin/env python3
"""Disclosure control of a file: test_disclosure.py BINARY."""
import json
import shutil
import subprocess
import sys

from console import SHARED, Console, run_tests_of

VECTORS = SHARED / "fixtures/vectors"
SCHOOLS = {"school": ["Ash", "Birch", "Special"], "answer": ["agree", "other"]}


class Disclosure(Console):
    def file(self, content):
        path = self.folder / "asked.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def asked(self, content):
        return json.loads(self.run_well("disclosure", self.file(content)))

    def table(self, rows, **more):
        return self.asked({"table": rows, **more})


class Tables(Disclosure):
    def test_a_table_says_what_is_withheld_and_what_can_be_known(self):
        said = self.table([[3, 20, 9], [15, 30, 8], [12, 7, 40]], k=5, zeros_shown=False)
        self.assertEqual(list(said)[:3], ["withheld", "intervals", "margins_withheld"])
        self.assertEqual(said["withheld"], [[0, 0], [0, 2], [1, 0], [1, 2]])
        self.assertEqual(said["intervals"][0], {"cell": [0, 0], "low": 0, "high": 12})
        self.assertEqual([interval["cell"] for interval in said["intervals"]], said["withheld"])
        self.assertIs(said["margins_withheld"], False)

    def test_known_vectors(self):
        for rows, more, withheld in (([[3, 7, 10]], {}, [[0, 0], [0, 1]]), ([[4, 3, 13]], {}, [[0, 0], [0, 1]]), ([[2, 0, 18]], {"zeros_shown": True}, [[0, 0], [0, 2]]),
                                     ([[5, 6, 9]], {}, []), ([[3, 20], [15, 30]], {}, [[0, 0], [0, 1], [1, 0], [1, 1]]),
                                     ([[9, 25, 16]], {"k": 10}, [[0, 0], [0, 2]])):
            with self.subTest(rows=rows):
                self.assertEqual(self.table(rows, **more)["withheld"], withheld)

    def test_totals_are_withheld_where_cells_are_not_enough(self):
        said = self.table([[1, 2], [30, 38], [40, 40]])
        self.assertIs(said["margins_withheld"], True)
        self.assertEqual(said["row_totals_withheld"], [0, 1])
        whole = self.table([[4]])
        self.assertEqual((whole["withheld"], whole["all_withheld"]), ([[0, 0]], True))
        self.assertIsNone(whole["intervals"][0]["high"])

    def test_the_largest_table(self):
        said = self.table([[(row * 7 + column * 13) % 23 for column in range(60)] for row in range(60)])
        self.assertGreater(len(said["withheld"]), 500)


class Releases(Disclosure):
    def judged(self, published, **more):
        return self.asked({"k": 5, "dimensions": SCHOOLS, "published": published, **more})

    def test_what_gives_somebody_away_is_refused_with_the_one_that_it_clashes_with(self):
        said = self.judged([{"where": {}, "n": 78}, {"where": {"school": ["Ash"]}, "n": 30}, {"where": {"school": ["Birch"]}, "n": 41},
                            {"where": {"school": ["Special"], "answer": ["agree"]}, "n": 4}, {"where": {"answer": ["agree"]}, "n": 50},
                            {"where": {"school": ["Ash", "Birch"], "answer": ["agree"]}, "n": 46}])
        self.assertEqual(said["published"][0], {"where": {}, "shown": True, "clashes_with": None, "n": 78})
        self.assertEqual(said["published"][2], {"where": {"school": ["Birch"]}, "shown": False, "clashes_with": {"school": ["Ash"]}})
        self.assertEqual(said["published"][3]["clashes_with"], "itself")
        self.assertEqual(said["published"][5]["clashes_with"], {"answer": ["agree"]}, "four of all are left over")
        self.assertEqual(said["leaks"], 0)
        self.assertNotIn("41", json.dumps(said), "a refused number is printed")

    def test_what_is_known_of_withheld_numbers_counts(self):
        published = [{"where": {"school": ["Ash", "Special"]}, "n": 12}]
        self.assertTrue(self.judged(published)["published"][0]["shown"])
        self.assertFalse(self.judged(published, withheld=[{"where": {"school": ["Special"]}, "min": 8}])["published"][0]["shown"])

    def test_nothing_published(self):
        self.assertEqual(self.judged([]), {"published": [], "leaks": 0})


class BadFiles(Disclosure):
    def test_each_is_refused_in_one_line(self):
        table = [[3, 7, 10]]
        many = {"d": [str(value) for value in range(50)], "e": [str(value) for value in range(50)]}
        for name, content in {"empty": b"", "no JSON": b"{", "bytes": b"\x00\xff\xfe", "a list": [1], "a number": 3, "neither": {}, "twice a name": b'{"k":5,"k":6,"table":[[9]]}',
                              "deep": b"[" * 100_000, "no rows": {"table": []}, "an empty row": {"table": [[]]}, "no table": {"table": 5}, "no row": {"table": [5]},
                              "ragged": {"table": [[1, 2], [3]]}, "negative": {"table": [[9, -1]]}, "a fraction": {"table": [[9, 1.5]]}, "a word": {"table": [["9"]]},
                              "nothing": {"table": [[None]]}, "too large a count": {"table": [[10**9 + 1]]}, "far too large": {"table": [[10**30]]}, "infinite": b'{"table":[[1e999]]}',
                              "k of 1": {"k": 1, "table": table}, "k of half": {"k": 5.5, "table": table}, "k of words": {"k": "5", "table": table}, "k too large": {"k": 10**6, "table": table},
                              "zeros": {"zeros_shown": 1, "table": table}, "too many rows": {"table": [[9]] * 61}, "too many columns": {"table": [[9] * 61]},
                              "too large": b" " * 1_048_577, "no dimensions": {"published": []}, "no values": {"published": [], "dimensions": {"d": []}},
                              "a value twice": {"published": [], "dimensions": {"d": ["a", "a"]}}, "too many groups": {"published": [], "dimensions": many},
                              "no list": {"published": {}, "dimensions": SCHOOLS}, "no entry": {"published": [3], "dimensions": SCHOOLS},
                              "no where": {"published": [{"n": 9}], "dimensions": SCHOOLS}, "no n": {"published": [{"where": {}}], "dimensions": SCHOOLS},
                              "unknown dimension": {"published": [{"where": {"tow\nn": ["Ash"]}, "n": 9}], "dimensions": SCHOOLS},
                              "unknown value": {"published": [{"where": {"school": ["Elm"]}, "n": 9}], "dimensions": SCHOOLS},
                              "no names": {"published": [{"where": {"school": []}, "n": 9}], "dimensions": SCHOOLS},
                              "too many": {"published": [{"where": {}, "n": 9}] * 501, "dimensions": SCHOOLS}, "low": {"low": 2, "published": [], "dimensions": SCHOOLS},
                              "contradiction": {"published": [{"where": {}, "n": 20}, {"where": {"school": ["Ash"]}, "n": 40}], "dimensions": SCHOOLS},
                              "a hidden contradiction": {"published": [{"where": {}, "n": 20}, {"where": {"school": ["Ash"]}, "n": 15}, {"where": {"school": ["Birch"]}, "n": 15}],
                                                         "dimensions": SCHOOLS}}.items():
            with self.subTest(name):
                said = self.refused("disclosure", self.file(content), status=2)
                self.assertRegex(said, r"^touchstone: .*\S\n$")
                self.assertEqual(said.count("\n"), 1)

    def test_files_that_are_none(self):
        self.refused("disclosure", self.folder / "not there.json", status=2)
        self.refused("disclosure", self.folder, status=2)
        self.refused("disclosure", status=2)

    def test_the_place_is_named(self):
        self.assertIn("row 2, column 1: -3 is not a whole number from 0 to 1000000000.", self.refused("disclosure", self.file({"table": [[9, 9], [-3, 9]]}), status=2))


class SharedReleases(Disclosure):
    def setUp(self):
        super().setUp()
        if not VECTORS.is_dir():
            self.skipTest("the shared vectors are not here")

    def test_an_attack_on_what_may_be_shown_finds_nothing(self):
        for name, refused in (("releases_leaky.json", True), ("releases_safe.json", False)):
            with self.subTest(name):
                asked = json.loads((VECTORS / name).read_text())
                said = json.loads(self.run_well("disclosure", VECTORS / name))
                self.assertEqual([entry["where"] for entry in said["published"]], [entry["where"] for entry in asked["published"]])
                self.assertEqual(any(not entry["shown"] for entry in said["published"]), refused)
                self.assertEqual(said["leaks"], 0)
                shown = self.file(asked | {"published": [{"where": entry["where"], "n": entry["n"]} for entry in said["published"] if entry["shown"]]})
                self.assertTrue(shutil.which("glpsol"), "glpk-utils is not installed")
                attack = subprocess.run([sys.executable, VECTORS / "attack.py", shown], capture_output=True, text=True, timeout=300, check=False)
                self.assertEqual(attack.returncode, 0, attack.stdout + attack.stderr)
                self.assertTrue(attack.stdout.rstrip().endswith("0 leaks"), attack.stdout)
                planted = subprocess.run([sys.executable, VECTORS / "attack.py", VECTORS / name], capture_output=True, text=True, timeout=300, check=False)
                self.assertEqual(planted.returncode != 0, refused, "the attack itself does not tell them apart")

    def test_tables_of_other_programs(self):
        for case in json.loads((VECTORS / "sdc_optimal_suppression.json").read_text()):
            with self.subTest(case=case["case"], low=case["low"]):
                said = self.table(case["table"], k=case["k"], zeros_shown=case["low"] == 1)
                self.assertIs(said["margins_withheld"], False)
                for cell in case["primary"]:
                    interval = said["intervals"][said["withheld"].index(cell)]
                    self.assertGreaterEqual(interval["high"], case["k"])
                    self.assertGreaterEqual(interval["high"] - interval["low"], case["k"])
                self.assertLessEqual(len(said["withheld"]), 1.25 * (len(case["primary"]) + case["fewest_secondary"]))


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
