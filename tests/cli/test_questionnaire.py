#!/usr/bin/env python3
"""Questionnaires from files of other survey tools: test_questionnaire.py BINARY."""
import json
import sys
import zipfile
from xml.sax.saxutils import escape

from console import SHARED, Console, run_tests_of

FORMS = SHARED / "fixtures/xlsform"
CHOICES = [["list_name", "name", "label"], ["yes_no", "yes", "Yes"], ["yes_no", "no", "No"]]


def workbook(path, sheets, hidden=()):
    """An XLSX of these sheets: name to rows of texts. Hidden are sheets by name, and rows by name and number."""
    listed, relations = "", ""
    with zipfile.ZipFile(path, "w") as out:
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name in hidden else ""
            listed += f'<sheet name="{name}" sheetId="{number}"{state} r:id="r{number}"/>'
            relations += f'<Relationship Id="r{number}" Type="x/worksheet" Target="worksheets/{number}.xml"/>'
            cells = ""
            for place, row in enumerate(rows, 1):
                cells += '<row hidden="1">' if (name, place) in hidden else "<row>"
                cells += "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
            out.writestr(f"xl/worksheets/{number}.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
        out.writestr("xl/workbook.xml", f'<workbook xmlns:r="r"><sheets>{listed}</sheets></workbook>')
        out.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
    return path


class Forms(Console):
    def form(self, survey, name="form.xlsx", **more):
        return workbook(self.folder / name, {"survey": survey, "choices": CHOICES, **more})

    def checked(self, file, status=0):
        said = self.run_well("questionnaire", "import", file, "--check", "--json") if status == 0 else self.stdout_of(file)
        return json.loads(said)

    def stdout_of(self, file):
        """Of a refusal: JSON, and after it one line for the person."""
        said = self.refused("questionnaire", "import", file, "--check", "--json")
        begins = said.index("{")
        return said[begins:]


class Checks(Forms):
    SURVEY = [["type", "name", "label", "relevant", "required", "appearance"],
              ["select_one yes_no", "likes", "Do you like it here?", "", "yes", ""],
              ["begin_group", "more", "More", "${likes} = 'no'", "", "field-list"],
              ["text", "why", "What would you change?", "", "", "multiline"],
              ["end_group", "", "", "", "", ""],
              ["begin_group", "feel", "How is it?", "", "", "table-list"],
              ["select_one yes_no", "safe", "I feel safe", "", "", ""],
              ["select_one yes_no", "heard", "I am heard", "", "", ""],
              ["end_group", "", "", "", "", ""],
              ["deviceid", "device", "", "", "", ""]]

    def test_json_says_what_is_taken_and_left_out(self):
        said = self.checked(self.form(self.SURVEY, settings=[["form_title", "default_language"], ["Our nursery", "English (en)"]]))
        self.assertEqual(list(said), ["title", "default_language", "languages", "questions", "refused", "left_out"])
        self.assertEqual((said["title"], said["default_language"], said["languages"]), ("Our nursery", "en", ["en"]))
        both = [{"name": "yes", "label": "Yes"}, {"name": "no", "label": "No"}]
        self.assertEqual(said["questions"], [
            {"name": "likes", "type": "select_one", "label": "Do you like it here?", "choices": both, "rows": [], "relevant": None, "required": True},
            {"name": "more", "type": "note", "label": "More", "choices": [], "rows": [], "relevant": "${likes} = 'no'", "required": False},
            {"name": "why", "type": "text", "label": "What would you change?", "choices": [], "rows": [], "relevant": "${likes} = 'no'", "required": False},
            {"name": "feel", "type": "table-list", "label": "How is it?", "choices": both,
             "rows": [{"name": "safe", "label": "I feel safe"}, {"name": "heard", "label": "I am heard"}], "relevant": None, "required": False}])
        self.assertEqual(said["refused"], [])
        self.assertEqual(said["left_out"], [{"sheet": "survey", "row": 10, "column": "type", "path": None, "name": "device",
                                             "why": "Nothing is recorded about who answers, when, or on which device (deviceid)."}])

    def test_what_is_hidden_is_named(self):
        sheets = {"survey": [["type", "name", "label"], ["text", "a", "Ay"], ["text", "b", "Bee"]], "choices": CHOICES, "settings": [["form_title"], ["Hidden"]]}
        said = self.checked(workbook(self.folder / "form.xlsx", sheets, hidden=("settings", ("survey", 3))))
        self.assertEqual(said["title"], "form")
        self.assertEqual([one["name"] for one in said["questions"]], ["a"])
        self.assertEqual([(one["sheet"], one["row"]) for one in said["left_out"]], [("settings", None), ("survey", 3)])

    def test_words_say_the_same(self):
        said = self.run_well("questionnaire", "import", self.form(self.SURVEY, "nursery.xlsx"), "--check")
        self.assertIn("nursery\n4 questions and notes would be taken.\n", said)
        self.assertIn("  likes (select_one): Do you like it here?\n    Choices: Yes; No\n    Needs an answer\n", said)
        self.assertIn("    Asked only where: ${likes} = 'no'\n", said)
        self.assertIn("This would be left out:\n  Sheet survey · row 10 · column type · device: Nothing is recorded", said)

    def test_a_form_that_cannot_be_taken_exits_1_with_every_reason(self):
        file = self.form([["type", "name", "label", "relevant"], ["geopoint", "home", "Where do you live?", ""], ["text", "b", "Bee", "${a} ="]])
        said = self.checked(file, status=1)
        self.assertEqual([(one["sheet"], one["row"], one["column"], one["name"]) for one in said["refused"]],
                         [("survey", 2, "type", "home"), ("survey", 3, "relevant", "b")])
        self.assertEqual(said["refused"][0]["why"], "Questions about a place on a map are not taken.")
        words = self.refused("questionnaire", "import", file, "--check")
        self.assertIn("  Sheet survey · row 3 · column relevant · b: It ends before it is complete.", words)
        self.assertIn("touchstone: the form cannot be taken as it is", words)

    def test_what_is_asked_wrongly_exits_2(self):
        file = self.form(self.SURVEY)
        self.assertIn("Only --check", self.refused("questionnaire", "import", file, status=2))
        for wrong in ([], ["import"], ["import", file, "--check", "--loud"], ["export", file]):
            self.refused("questionnaire", *wrong, status=2)

    def test_what_is_no_form_is_refused_by_what_it_is(self):
        for content, why in {b"": "The file has no rows", b"type,name\n": "This is none of the files that are read", b"%PDF-1.7": "This is a PDF", b"{": "This is not sound JSON", b"[]": "This JSON file holds no pages",
                             b"\xd0\xcf\x11\xe0 old": "This is an old Excel workbook (.xls). Save it as .xlsx and try again.",
                             b"PK\x03\x04 broken": "The file is not an Excel workbook"}.items():
            with self.subTest(why):
                file = self.folder / "form.xlsx"
                file.write_bytes(content)
                said = self.checked(file, status=1)
                self.assertTrue(said["refused"][0]["why"].startswith(why), said["refused"])
                self.assertEqual((said["refused"][0]["sheet"], said["refused"][0]["row"], said["questions"]), (None, None, []))
        self.refused("questionnaire", "import", self.folder / "not there.xlsx", "--check")
        self.refused("questionnaire", "import", self.folder, "--check")


class OtherTools(Forms):
    def file(self, name, content):
        path = self.folder / name
        path.write_text(content)
        return path

    def test_surveyjs_is_named_by_path(self):
        survey = {"title": "Our nursery", "locale": "en", "pages": [{"name": "p", "elements": [
            {"type": "radiogroup", "name": "likes", "title": "Do you like it here?", "choices": [{"value": "yes", "text": "Yes"}, "no"], "isRequired": True},
            {"type": "comment", "name": "why", "title": "Why not?", "visibleIf": "{likes} = 'no'", "defaultValue": "Because"}]}]}
        said = self.checked(self.file("survey.xlsx", json.dumps(survey)))  # its name does not matter
        self.assertEqual(said["title"], "Our nursery")
        self.assertEqual(said["questions"], [
            {"name": "likes", "type": "radiogroup", "label": "Do you like it here?", "choices": [{"name": "yes", "label": "Yes"}, {"name": "no", "label": "no"}],
             "rows": [], "relevant": None, "required": True},
            {"name": "why", "type": "comment", "label": "Why not?", "choices": [], "rows": [], "relevant": "${likes} = 'no'", "required": False}])
        self.assertEqual(said["left_out"], [{"sheet": None, "row": None, "column": None, "path": "pages[0].elements[1].defaultValue", "name": "why",
                                             "why": "No answer is filled in beforehand."}])
        survey["pages"][0]["elements"].append({"type": "ranking", "name": "order"})
        words = self.refused("questionnaire", "import", self.file("survey.json", json.dumps(survey)), "--check")
        self.assertIn("  pages[0].elements[2].type · order: Questions that put choices in order are not taken.", words)

    def test_limesurvey_is_named_by_row(self):
        rows = [["class", "type/scale", "name", "relevance", "text", "language"], ["S", "", "language", "", "en", ""],
                ["Q", "Y", "likes", "1", "<p>Do you like it here?</p>", "en"], ["Q", "S", "why", 'likes == "N"', "Why not?", "en"], ["Q", "*", "sum", "1", "1", "en"]]
        lines = "".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
        said = self.checked(self.file("limesurvey.txt", "\ufeff" + lines))
        self.assertEqual([(one["name"], one["type"], one["label"], one["relevant"]) for one in said["questions"]],
                         [("likes", "Y", "Do you like it here?", None), ("why", "S", "Why not?", "${likes} = 'N'")])
        self.assertEqual([(one["row"], one["column"], one["name"]) for one in said["left_out"]], [(5, "type/scale", "sum")])


class SharedForms(Forms):
    def setUp(self):
        super().setUp()
        if not FORMS.is_dir():
            self.skipTest("the shared forms are not here")

    def test_or_other_adds_a_choice_and_a_question(self):
        said = self.checked(FORMS / "pyxform_or_other.xlsx")
        self.assertEqual([(one["name"], one["type"]) for one in said["questions"]], [("fav_color", "select_one"), ("fav_color_other", "text"), ("fav_pastel", "select_one")])
        self.assertEqual([choice["name"] for choice in said["questions"][0]["choices"]], ["red", "green", "blue", "mauve", "apricot", "other"])
        self.assertEqual(said["questions"][1]["relevant"], "selected(${fav_color}, 'other')")

    def test_a_survey_is_read_without_its_repeats(self):
        said = self.checked(FORMS / "socio-economic-survey-v20240515.xlsx")
        self.assertEqual(said["languages"], ["en", "fr"])
        repeated = {one["name"] for one in said["left_out"] if one["row"] in range(22, 35)}
        self.assertEqual(repeated, {"familyMembers", "firstNameFM", "gender", "healthVisit", "healthFacility", "reasonForNoHealthVisit", "diseases"})
        self.assertFalse(repeated & {one["name"] for one in said["questions"]})

    def test_bad_and_old_forms_are_refused(self):
        bad = self.checked(FORMS / "bad_calc.xlsx", status=1)["refused"]
        self.assertEqual([(one["sheet"], one["row"], one["column"]) for one in bad], [("survey", 2, "calculation")])
        old = self.checked(FORMS / "pyxform_table-list.xls", status=1)["refused"]
        self.assertEqual([one["why"] for one in old], ["This is an old Excel workbook (.xls). Save it as .xlsx and try again."])


if __name__ == "__main__":
    sys.exit(run_tests_of(sys.modules[__name__]))
