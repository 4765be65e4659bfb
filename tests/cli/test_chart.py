#!/usr/bin/env python3
"""Charts from a file: test_chart.py BINARY."""
import csv
import json
import sys

from console import SHARED, Console, run_tests_of

OUTLIER = [12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14]
STEP = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12, 20, 22, 21, 19, 20, 21, 22, 20, 19, 21]
UNITS = [("Fife", 45, 100), ("Angus", 60, 110), ("Moray", 30, 80), ("Falkirk", 80, 120), ("Highland", 25, 90), ("Stirling", 70, 95)]
VECTORS = SHARED / "fixtures/vectors"


class Charts(Console):
    def file(self, text, name="series.csv"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def values(self, values):
        return self.file("period,value\n" + "".join(f"{number},{value}\n" for number, value in enumerate(values, 1)))

    def shares(self, rows, first="period"):
        return self.file(f"{first},numerator,denominator\n" + "".join(f"{label},{part},{whole}\n" for label, part, whole in rows))

    def chart(self, *arguments):
        return json.loads(self.run_well("chart", *arguments, "--json"))

    def reason(self, *arguments):
        said = self.chart(*arguments)
        self.assertEqual({point["signal"] for point in said["points"]}, {None}, "a silent chart marks a point")
        self.assertTrue(said["silent"]["words"].endswith("."))
        return said["silent"]["reason"]


class Numbers(Charts):
    def test_json_says_centre_limits_points_and_signals(self):
        said = self.chart("xmr", self.values(OUTLIER))
        self.assertEqual(list(said)[:5], ["centre", "lower", "upper", "points", "silent"])
        self.assertAlmostEqual(said["centre"], 14.75, delta=1e-9)
        self.assertAlmostEqual(said["lower"], 2.17545454545454, delta=1e-9)
        self.assertAlmostEqual(said["upper"], 27.3245454545455, delta=1e-9)
        self.assertIsNone(said["silent"])
        self.assertTrue(said["provisional"])
        self.assertEqual(said["points"][10], {"period": "11", "value": 28.0, "centre": said["centre"], "lower": said["lower"], "upper": said["upper"],
                                              "signal": "outside"})
        self.assertEqual([point["signal"] for point in said["points"]].count(None), 11)

    def test_the_constant_and_the_screening_are_options(self):
        file = self.values(OUTLIER)
        self.assertAlmostEqual(self.chart("xmr", file, "--constant", "3/1.128")["lower"], 2.1774661508704, delta=1e-9)
        screened = self.chart("xmr", self.values(STEP))["upper"]
        self.assertAlmostEqual(screened, 18.9479090909091, delta=1e-9)
        self.assertAlmostEqual(self.chart("xmr", self.values(STEP), "--unscreened")["upper"], 19.7775757575758, delta=1e-9)

    def test_phases_and_baselines(self):
        file = self.values(STEP)
        phased = self.chart("xmr", file, "--break", "13")
        self.assertAlmostEqual(phased["points"][0]["centre"], 10.5833333333333, delta=1e-9)
        self.assertAlmostEqual(phased["centre"], 20.5, delta=1e-9)
        for baseline in ("12", "13"):
            held = self.chart("xmr", file, "--baseline", baseline)
            self.assertEqual(held["points"][15]["signal"], "outside")
        self.assertEqual(json.loads(self.run_well("chart", "--break", "13", "xmr", "--json", "--break", "20", file)), self.chart("xmr", file, "--break", "13", "--break", "20"))
        named = self.file("period,value\n" + "".join(f"2024-{number:02},{value}\n" for number, value in enumerate(STEP, 1)))
        self.assertEqual(self.chart("xmr", named, "--baseline", "2024-12"), self.chart("xmr", named, "--baseline", "12"))

    def test_limits_above_the_points_are_those_of_the_last_phase(self):
        alone = self.chart("xmr", self.values(STEP), "--break", "22")
        self.assertEqual((alone["centre"], alone["lower"], alone["upper"]), (21, None, None))
        rows = [(number, part, 100 + number) for number, part in enumerate([9, 12, 8, 15, 11, 10, 7, 13, 9, 14, 10, 8], 1)]
        withheld = self.chart("p", self.shares([*rows, (13, "", "")]))
        self.assertEqual(withheld["lower"], withheld["points"][11]["lower"])
        self.assertIsNotNone(withheld["upper"])
        nothing_since = self.chart("p", self.shares([*rows, (13, "", ""), (14, "", "")]), "--break", "13")
        self.assertEqual((nothing_since["centre"], nothing_since["lower"], nothing_since["upper"]), (None, None, None))

    def test_a_run_chart_has_a_median_and_no_limits(self):
        said = self.chart("run", self.values(STEP))
        self.assertEqual((said["centre"], said["lower"], said["upper"]), (12, None, None))
        self.assertEqual(said["points"][21]["signal"], "run")
        slow = [1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8, 1, 2, 1, 9, 8, 9]
        self.assertEqual({point["signal"] for point in self.chart("run", self.values(slow))["points"]}, {"crossings"})

    def test_every_kind_of_counts(self):
        rows = [(number, part, whole) for number, (part, whole) in enumerate(zip([9, 12, 8, 15, 11, 10, 7, 13, 9, 22, 10, 8], [95, 110, 88, 120, 105, 99, 80, 118, 97, 112, 101, 90]), 1)]
        file = self.shares(rows)
        for kind, lower in (("p", 0.0138722189595804), ("p-prime", 0.021271612249717), ("u", 0.00807092892459971), ("u-prime", 0.021271612249717)):
            with self.subTest(kind=kind):
                said = self.chart(kind, file)
                self.assertAlmostEqual(said["centre"], 0.110288065843621, delta=1e-9)
                self.assertAlmostEqual(said["points"][0]["lower"], lower, delta=1e-9)
                self.assertEqual(said["lower"], said["points"][-1]["lower"])
        self.assertAlmostEqual(self.chart("c", self.values([part for _, part, _ in rows]))["upper"], 21.1916354945484, delta=1e-9)

    def test_a_funnel_has_limits_of_95_and_998(self):
        said = self.chart("funnel", self.shares(UNITS, "unit"))
        self.assertEqual(list(said["points"][0]), ["unit", "value", "centre", "lower95", "upper95", "lower998", "upper998", "signal"])
        self.assertEqual([point["unit"] for point in said["points"] if point["signal"]], ["Falkirk", "Highland", "Stirling"])
        self.assertEqual([point["unit"] for point in said["points"]], [unit for unit, _, _ in UNITS], "units are ranked")

    def test_a_missing_point_is_passed_over(self):
        with_gaps = OUTLIER[:4] + ["*"] + OUTLIER[4:] + ["NA"]
        said = self.chart("xmr", self.values(with_gaps))
        self.assertAlmostEqual(said["upper"], 27.3245454545455, delta=1e-9)
        self.assertIsNone(said["points"][4]["value"])
        self.assertEqual([point["signal"] for point in said["points"]].index("outside"), 11)


class Silence(Charts):
    def test_each_reason(self):
        steady = [(number, 880 + number // 3, 1000) for number in range(24)]
        mixed = [(number, 3 + number % 4, 10) for number in range(14)]
        self.assertEqual(self.reason("xmr", self.values(OUTLIER[:9])), "too_few_points")
        self.assertEqual(self.reason("xmr", self.values([7] * 13)), "no_variation")
        self.assertEqual(self.reason("run", self.values([7] * 13)), "no_variation")
        self.assertEqual(self.reason("p", self.shares(steady)), "counted_again")
        self.assertEqual(self.reason("xmr", self.values(STEP), "--stock"), "counted_again")
        self.assertEqual(self.reason("xmr", self.values(STEP), "--break", "14"), "break_inside")
        self.assertEqual(self.reason("p", self.shares([*mixed, ("last", 2, 4)])), "small_base")
        self.assertEqual(self.reason("funnel", self.shares(UNITS[:4], "unit")), "too_few_to_compare")
        self.assertEqual(self.reason("funnel", self.shares(UNITS, "unit"), "--limits", "over-dispersed"), "too_few_to_compare")

    def test_limits_are_still_printed(self):
        constant = self.chart("xmr", self.values([7] * 13))
        self.assertEqual((constant["centre"], constant["lower"], constant["upper"]), (7, 7, 7))
        self.assertAlmostEqual(self.chart("xmr", self.values(OUTLIER), "--stock")["upper"], 27.3245454545455, delta=1e-9)

    def test_a_smaller_base_can_be_accepted(self):
        rows = self.shares([*((number, 3 + number % 4, 10) for number in range(14)), ("last", 2, 4)])
        self.assertIsNone(self.chart("p", rows, "--smallest-base", "4")["silent"])

    def test_everything_missing(self):
        said = self.chart("run", self.values(["*"] * 12))
        self.assertEqual(said["silent"]["reason"], "too_few_points")
        self.assertIsNone(said["centre"])


class Words(Charts):
    def test_a_table_and_the_sentence(self):
        said = self.run_well("chart", "xmr", self.values(OUTLIER), "--better", "lower")
        lines = said.splitlines()
        self.assertRegex(lines[0], r"^Period +Value +Centre +Lower +Upper +Signal$")
        self.assertRegex(lines[11], r"^11 +28 +14\.75 +2\.17545 +27\.3245 +Above the upper limit$")
        self.assertEqual(lines[-1], "1 point is higher than chance explains. Lower is better here. This is provisional: it rests on 12 points.")
        self.assertEqual(len({line.index("14.75") for line in lines[1:13]}), 1, "columns are not aligned")

    def test_what_chance_explains(self):
        said = self.run_well("chart", "xmr", self.values(OUTLIER[:10] + [12, 14, 13]), "--better", "higher")
        self.assertEqual(said.splitlines()[-1], "Every point is within what chance explains.")

    def test_the_table_has_the_words_of_the_picture(self):
        near = self.run_well("chart", "xmr", self.values([13, 9] * 10 + [21.5, 13, 21.5]))
        self.assertEqual(near.count(" Two of three points near the upper limit\n"), 2)
        slow = self.run_well("chart", "run", self.values([1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8, 1, 2, 1, 9, 8, 9]))
        self.assertEqual(slow.count(" The median is crossed too rarely\n"), 20)

    def test_a_count_is_whole(self):
        self.assertIn("Row 2, column value: “1.5” is not a whole number, and a count must be whole.", self.refused("chart", "c", self.values([1.5])))

    def test_a_silent_chart_says_why(self):
        said = self.run_well("chart", "xmr", self.values(OUTLIER[:9]))
        self.assertEqual(said.splitlines()[-1], "No statement is made: it needs at least 10 points, and this chart rests on 9.")

    def test_a_funnel(self):
        said = self.run_well("chart", "funnel", self.shares([("Na h-Eileanan Siar", 9, 20), *UNITS], "unit"))
        self.assertIn("2 units are higher than chance explains. 1 unit is lower than chance explains.", said)
        self.assertRegex(said, r"(?m)^Falkirk .* Above the upper limit$")
        self.assertRegex(said, r"(?m)^Highland .* Below the lower limit$")
        self.assertRegex(said.splitlines()[0], r"^Unit +Value +Centre +Lower 95% +Upper 95% +Lower 99\.8% +Upper 99\.8% +Signal$")


class BadFiles(Charts):
    def test_each_problem_is_one_sentence_with_row_and_column(self):
        said = self.refused("chart", "p", self.shares([("May", 5, 4), ("May", "nan", 10), ("June", "abc", -4), ("July", "1e999", 10)]))
        self.assertEqual(said.splitlines(), [
            "touchstone: Row 2, column numerator: “5” is more than the denominator beside it.",
            "Row 3, column period: “May” is already in row 2.",
            "Row 3, column numerator: “nan” is not a number.",
            "Row 4, column numerator: “abc” is not a number.",
            "Row 4, column denominator: “-4” is less than 0, and a count cannot be negative.",
            "Row 5, column numerator: “1e999” is too large or too small a number to be charted."])

    def test_what_cannot_be_read_is_refused(self):
        for name, content in {"empty": b"", "only line ends": b"\r\n\r\n", "only a head": b"period,value\n", "no head": b"1,2\n3,4\n", "half a head": b"period\n1\n",
                              "no table": b"\x00\x01\x02\xff", "open quotation": b'period,value\n"1,2\n', "a word": b"hello", "infinite": b"period,value\n1,inf\n",
                              "twice a column": b"period,value,value\n1,2,3\n", "too large": b"period,value\n" + b"1,2\n" * 1_400_000}.items():
            with self.subTest(name):
                said = self.refused("chart", "xmr", self.file(content))
                self.assertNotIn("terminate", said)
        self.refused("chart", "xmr", self.folder / "not there.csv")
        self.refused("chart", "xmr", self.folder)

    def test_what_other_programs_write_is_read(self):
        plain = self.chart("xmr", self.values(OUTLIER))
        rows = "".join(f'"{number}","{value}"\r\n' for number, value in enumerate(OUTLIER, 1))
        self.assertEqual(self.chart("xmr", self.file(b"\xef\xbb\xbfPeriod,Value\r\n" + rows.encode())), plain)

    def test_large_numbers_are_charted(self):
        rows = self.shares([(f"unit {number}", 4 * 10**11 + number * 10**5, 10**12) for number in range(12)], "unit")
        for limits in ("exact", "over-dispersed", "score"):
            self.chart("funnel", rows, "--limits", limits)

    def test_what_is_asked_wrongly_exits_2(self):
        file = self.values(STEP)
        for wrong in ([], ["xmr"], ["pie", file], ["xmr", file, "--constant", "3"], ["xmr", file, "--better", "green"], ["xmr", file, "--break", "99"],
                      ["xmr", file, "--break", "1"], ["xmr", file, "--baseline", "0"], ["xmr", file, "--baseline", "99"], ["xmr", file, "--baseline", "May"],
                      ["run", file, "--constant", "2.66"], ["xmr", file, "--limits", "exact"], ["xmr", file, "--smallest-base", "-1"],
                      ["funnel", self.file("unit,numerator,denominator\na,1,9\n", "units.csv"), "--stock"], ["xmr", file, "--break", "13", "--baseline", "14"]):
            with self.subTest(wrong=wrong):
                self.refused("chart", *wrong, status=2)


class SharedVectors(Charts):
    def setUp(self):
        super().setUp()
        if not VECTORS.is_dir():
            self.skipTest("the shared vectors are not here")

    def rows(self, name):
        with (VECTORS / name).open(newline="") as file:
            return list(csv.DictReader(file))

    def test_scotlands_day_care_is_counted_again(self):
        rows = self.rows("real_scotland_daycare_p_and_pprime.csv")
        file = self.shares([(row["date"], row["num"], row["den"]) for row in rows])
        for kind, prefix in (("p", "p_"), ("p-prime", "pp_")):
            said = self.chart(kind, file)
            for row, point in zip(rows, said["points"], strict=True):
                self.assertAlmostEqual(point["lower"], float(row[prefix + "lcl"]), delta=1e-9)
                self.assertAlmostEqual(point["upper"], float(row[prefix + "ucl"]), delta=1e-9)
        for arguments in (["p"], ["p-prime"], ["xmr"], ["run"], ["p", "--break", "2021-05-31", "--break", "2022-11-30"]):
            self.assertEqual(self.reason(arguments[0], file, *arguments[1:]), "counted_again")

    def test_a_funnel_of_councils(self):
        rows = self.rows("funnel_daycare_2026-05_councils.csv")
        file = self.shares([(row["group"], row["numerator"], row["denominator"]) for row in rows], "unit")
        for limits, prefix in (("exact", "exact"), ("over-dispersed", "od"), ("score", "score")):
            for row, point in zip(rows, self.chart("funnel", file, "--limits", limits)["points"], strict=True):
                for ours, theirs in (("lower95", "_lo95"), ("upper95", "_hi95"), ("lower998", "_lo998"), ("upper998", "_hi998")):
                    if prefix + theirs in row:
                        self.assertAlmostEqual(point[ours], float(row[prefix + theirs]), delta=1e-9)
        self.assertEqual([point["unit"] for point in self.chart("funnel", file)["points"] if point["signal"]], ["Highland"])


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
