#!/usr/bin/env python3
"""Tables of figures from a file: test_measure.py BINARY."""
import collections
import csv
import json
import sys
import zipfile

from console import SHARED, Console, run_tests_of
from test_questionnaire import workbook

TABLES = SHARED / "fixtures/measures"
TIDY = "FeatureCode,DateCode,Measurement,Units,Value\nS12000047,2019,Percent,Percent Of Children,96.5\nS12000046,2019,Percent,Percent Of Children,*\nS12000041,2019,Percent,Percent Of Children,NA\n"


class Tables(Console):
    def file(self, content, name="table.csv"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def checked(self, file):
        return json.loads(self.run_well("measure", "import", file, "--data", self.data, "--check", "--json"))

    def refused_json(self, file):
        """JSON, and after it one line for the person."""
        said = self.refused("measure", "import", file, "--check", "--json")
        return json.loads(said[said.index("{"):])

    def counts(self, said):
        return [said[name] for name in ("rows", "values", "withheld", "missing", "refused")]

    def asked(self, said, kind):
        return [question["about"] for question in said["questions"] if question["kind"] == kind]


class Checks(Tables):
    def test_json_says_what_the_table_holds(self):
        said = self.checked(self.file(TIDY))
        self.assertEqual(list(said), ["file", "shape", "rows", "values", "withheld", "missing", "refused", "areas", "periods", "measures", "groups", "passed_over", "questions",
                                      "problem_count", "problems"])
        self.assertEqual((said["file"], said["shape"], self.counts(said)), ("table.csv", "tidy", [3, 1, 1, 1, 0]))
        self.assertEqual(said["areas"][1], {"code": "S12000049", "name": "Glasgow City", "spellings": ["S12000046"], "known": True})
        self.assertEqual(said["periods"], {"kind": "year", "first": "2019", "last": "2019", "count": 1})
        self.assertEqual(said["measures"], [{"code": None, "name": "Percent", "unit": "Percent Of Children", "better": None, "share_of": None}])
        self.assertEqual((said["questions"], said["problem_count"], said["problems"]), ([], 0, []))

    def test_nothing_is_written(self):
        file = self.file(TIDY)
        self.checked(file)
        self.assertEqual(list(self.folder.iterdir()), [file])
        self.assertFalse(self.data.exists())

    def test_every_way_of_writing_a_table_says_the_same(self):
        rows = list(csv.reader(TIDY.splitlines()))
        answer = {"head": {"vars": rows[0]}, "results": {"bindings": [{name: {"type": "literal", "value": cell} for name, cell in zip(rows[0], row)} for row in rows[1:]]}}
        same = [self.file(TIDY.replace(",", "\t"), "t.tsv"), self.file(TIDY.replace(",", ";"), "t.csv"), self.file(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode(), "b.csv"),
                workbook(self.folder / "t.xlsx", {"Notes": [["About this table"]], "Data": rows}),
                self.file(json.dumps(answer), "answer.json")]
        expected = self.checked(self.file(TIDY))
        for file in same:
            with self.subTest(file.name):
                self.assertEqual(self.checked(file) | {"file": ""}, expected | {"file": ""})

    def test_a_workbook_may_show_numbers_as_per_cent(self):
        file = self.folder / "t.xlsx"
        cells = [[("str", "Council"), ("str", "Year"), ("str", "Value")], [("str", "Fife"), ("n", "2020"), ("n\" s=\"1", "0.884321")]]
        rows = "".join("<row>" + "".join(f'<c t="{kind}"><v>{value}</v></c>' for kind, value in row) + "</row>" for row in cells)
        with zipfile.ZipFile(file, "w") as out:
            out.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>')
            out.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/1.xml"/></Relationships>')
            out.writestr("xl/styles.xml", '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>')
            out.writestr("xl/worksheets/1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        said = self.checked(file)
        self.assertEqual((self.counts(said), said["measures"][0]["unit"]), ([1, 1, 0, 0, 0], "%"))

    def test_letters_of_windows_are_known(self):
        said = self.checked(self.file("Council,Year,Value\nC\xf4te,2020,1\n".encode("cp1252")))
        self.assertEqual([(area["name"], area["known"]) for area in said["areas"]], [("Côte", False)])
        self.assertEqual(self.asked(said, "area"), ["Côte"])

    def test_words_say_the_same(self):
        said = self.run_well("measure", "import", self.file("Council,Indicator2,Title,Year,Value,One is high\nFife,CHN14a,Attainment gap,2019-20,1,Yes\nAngus,CHN14a,Attainment gap,2020-21,*,Yes\n"), "--check")
        for line in ("One figure in each row\n2 rows\n", "  Values: 1\n  Withheld: 1\n  Missing: 0\n", "  Areas: 2\n", "  Periods: 2, from 2019-20 to 2020-21\n", "  CHN14a: Attainment gap\n",
                     "  2 periods such as “2019-20” begin in one calendar year", "The table says that more is better for CHN14a (“Attainment gap”), and its name speaks of “gap”."):
            self.assertIn(line, said)

    def test_a_table_that_cannot_be_taken_exits_1_with_every_reason(self):
        file = self.file("Council,Year,Value\nFife,2020,abc\nFife,soon,1\nFife,2021,2\n")
        said = self.refused_json(file)
        self.assertEqual((self.counts(said), said["problem_count"]), ([3, 1, 0, 0, 2], 2))
        self.assertEqual(said["problems"][0], {"row": 2, "column": "Value", "why": "“abc” is not a number, and no mark for one that is withheld or missing"})
        words = self.refused("measure", "import", file, "--check")
        self.assertIn("  Row 3 · column Year · “soon” is not a period that can be read\n", words)
        self.assertIn("touchstone: the table cannot be taken as it is", words)

    def test_the_first_fifty_problems_are_listed_and_all_are_counted(self):
        file = self.file("Council,Year,Value\n" + "Fife,2020,abc\n" * 80)
        said = self.refused_json(file)
        self.assertEqual((said["problem_count"], len(said["problems"])), (80, 50))
        self.assertIn("  And 30 more\n", self.refused("measure", "import", file, "--check"))

    def test_what_is_no_table_is_refused_by_what_it_is(self):
        for content, why in {b"": "The file has no rows", b"%PDF-1.7\0": "The file is neither a table in plain text", b"\xd0\xcf\x11\xe0 old": "The file is protected",
                             b"PK\x03\x04 broken": "The file is not an Excel workbook", b"{}": "This is not a table", b"name,email\nAda,a@example.org\n": "No row near the top"}.items():
            with self.subTest(why):
                said = self.refused_json(self.file(content))
                self.assertTrue(said["problems"][0]["why"].startswith(why), said["problems"])
                self.assertEqual((said["shape"], said["rows"], said["problem_count"], said["problems"][0]["row"]), (None, 0, 1, None))
        self.refused("measure", "import", self.folder / "not there.csv", "--check")
        self.refused("measure", "import", self.folder, "--check")

    def test_what_is_asked_wrongly_exits_2(self):
        file = self.file(TIDY)
        self.assertIn("Only --check", self.refused("measure", "import", file, status=2))
        for wrong in ([], ["import"], ["import", file, "--check", "--loud"], ["export", file]):
            self.refused("measure", *wrong, status=2)


class SharedTables(Tables):
    """What Python's own reader counts is what Touchstone counts."""

    def setUp(self):
        super().setUp()
        if not TABLES.is_dir():
            self.skipTest("the shared tables are not here")

    def count_again(self, name, first):
        """Rows, values, withheld, missing, refused of the columns from the one with this number on, or of that one alone."""
        with (TABLES / name).open(encoding="utf-8-sig", newline="") as table:
            rows = list(csv.reader(table))[1:]
        cells = [cell for row in rows for cell in (row[first:] if isinstance(first, int) else [row[first[0]]])]
        kinds = collections.Counter("withheld" if cell in ("", "*", "c", "[c]") else "missing" if cell == "NA" else "value" for cell in cells)
        for number in set(cells) - {"", "*", "c", "[c]", "NA"}:
            float(number)
        return [len(rows), kinds["value"], kinds["withheld"], kinds["missing"], 0]

    def test_tables_with_figures_come_in_exactly(self):
        for name, first, areas in (("ci_daycare_mingrade_by_council_monthly.csv", 2, 34), ("lgbf_children_indicators_2010-2021.csv", [3], 33),
                                   ("sg_icu_by_health_board_suppressed_star.csv", 1, 15), ("statgovscot_homelessness_la_2015-16.sparql.csv", [4], 33)):
            with self.subTest(name):
                said = self.checked(TABLES / name)
                self.assertEqual((self.counts(said), len(said["areas"])), (self.count_again(name, first), areas))

    def test_lists_come_in_exactly(self):
        for name, shape, rows, areas, measures in (("lgbf_indicator_metadata.csv", "indicators", 210, 0, 210), ("lgbf_council_family_groups.csv", "groups", 32, 32, 0),
                                                   ("scottish_council_codes_and_name_variants.csv", "areas", 32, 32, 0), ("sg_health_board_codes.csv", "areas", 15, 15, 0)):
            with self.subTest(name):
                said = self.checked(TABLES / name)
                self.assertEqual((said["shape"], self.counts(said), len(said["areas"]), len(said["measures"])), (shape, [rows, 0, 0, 0, 0], areas, measures))
                self.assertTrue(all(area["known"] for area in said["areas"]))

    def test_the_direction_of_a_gap_is_questioned(self):
        said = self.checked(TABLES / "lgbf_indicator_metadata.csv")
        self.assertEqual(self.asked(said, "better"), ["CHN14a", "CHN14b"])
        better = {measure["code"]: measure["better"] for measure in said["measures"]}
        self.assertEqual([better[code] for code in ("CHN9", "CHN22", "CHN14a", "CHN14b", "PRMEXP")], ["higher", "lower", None, None, None])

    def test_two_spellings_an_unknown_area_and_steps_are_questioned(self):
        said = self.checked(TABLES / "ci_daycare_mingrade_by_council_monthly.csv")
        self.assertEqual(self.asked(said, "area"), ["Edinburgh", "Na h-Eileanan Siar", "outside Scotland"])
        self.assertEqual(self.asked(said, "method"), ["2021-05-31", "2022-11-30"])
        self.assertEqual([(area["name"], area["code"]) for area in said["areas"] if not area["known"]], [("outside Scotland", None)])


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
