#!/usr/bin/env python3
"""Hostile and odd values in every text field: corpus.py BINARY [FOLDER]. FOLDER is shared/fixtures/badinput; without it a small set of our own is sent.

Each value is typed into the forms of a running server. Whatever it is, the answer is 303, 400, 409, 413 or 422; what was saved comes back as it was
typed, without outer white space; and the server is alive at the end. `--planted-fault` changes an expectation and must be found.
"""
import argparse
import html
import json
import pathlib
import re
import sys
import tempfile
import unicodedata
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from running import Server, Visitor  # noqa: E402

OWN = ["plain", "Gàidhlig: Àird Mhòr", "' or 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "a\u0000b", "\ud83d\ude00", "\u202eright to left", "%00", "../../etc/passwd",
       "=cmd|' /C calc'!A0", "x" * 5_000, "\u0001\u0002", "null", "-1", "9" * 400, "{{{content}}}", "{{> layout}}", "{t.ui.title}"]
PER_FILE = 400  # values taken from each file, spread over it
BLANK = "\xa0\xad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
ALLOWED = {303, 400, 409, 413, 422}
EACH_ANSWERED = 40  # one address answers so often in a minute


def spread(values):
    step = max(1, len(values) // PER_FILE)
    return values[::step]


def texts_in(node):
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = node.values()
    return [text for item in node for text in texts_in(item)] if not isinstance(node, (int, float, bool, type(None))) else []


def corpus(folder):
    values = list(OWN)
    if folder and folder.is_dir():
        for name in ("misc/values.json", "csv/formula-cells.json"):
            values += spread(texts_in(json.loads((folder / name).read_text())))
        for name in ("sqli/payloads.txt", "template/ssti.txt", "xss/payloads-patt.txt", "xss/payloads-payloadbox.txt", "path/traversal.txt", "xml/xxe.txt", "misc/email-invalid.txt"):
            values += spread((folder / name).read_text(errors="replace").splitlines())
    return [value for value in dict.fromkeys(values) if value.encode("utf-8", "replace")]


def kept(value):
    """As the product keeps a text: one kind of line end, no control characters, letters composed, nothing blank at its ends."""
    value = re.sub("[\x0b\x0c\x85]", "\n", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", value)
    return unicodedata.normalize("NFC", kept).strip(" \t\n" + BLANK)


class Story:
    def __init__(self, visitor):
        self.visitor = visitor
        self.problems = []
        self.sent = 0
        self.saved = 0

    def send(self, path, fields, what, allowed=frozenset()):
        self.sent += 1
        body = urllib.parse.urlencode({"csrf": self.visitor.csrf} | {key: value.encode("utf-8", "surrogatepass") for key, value in fields.items()})
        answer = self.visitor.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        if answer.status not in ALLOWED | allowed and not (answer.status == 429 and path == "/sign-in"):
            self.problems.append(f"{what}: {answer.status} for {fields!r:.120}")
        return answer

    def textarea(self, path, name):
        found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', self.visitor.get(path).text, re.S)
        return html.unescape(found[1]).lstrip("\n") if found else None


def asked_now(visitor):
    """The address of the questionnaire that the demonstration asks staff at this time, its last question in their own words."""
    sheet = re.search(r'href="(/questionnaires/[0-9a-z]{26})">Working together', visitor.get("/questionnaires").text)[1]
    wave = re.search(r'href="(/waves/[0-9a-z]{26})"', visitor.get(sheet).text)[1]
    return re.search(r'href="[^"]*(/ask/[a-z-]+)"', visitor.get(wave).text)[1]


def answers(story, link, value):
    """A code, a page and a whole ballot. Answers are pages, so 200 is an answer here."""
    begun = story.send(link, {"code": value}, "beginning", {200})
    ballot = re.search(r'name="ballot" value="([^"]+)"', begun.text)
    if not ballot:
        return story.problems.append(f"beginning: no ballot for {value!r:.80}")
    story.send(f"{link}/answers", {"ballot": value, "page": value, "go": value, "a_q1": value, value: value}, "another ballot", {200})
    story.send(f"{link}/answers", {"ballot": ballot[1], "page": "0", "go": "next", "a_q1": value, "a_q2": value, "a_q3": value, "a_q4": value}, "answers", {200})
    sent = story.send(f"{link}/answers", {"ballot": ballot[1], "page": "1", "go": "send", "a_q1": "c1", "a_q2": "c1", "a_q3": "c2", "a_q4": value}, "ballot", {200})
    if sent.status == 200 and "<script>alert" in sent.text:
        story.problems.append(f"ballot: markup got through for {value!r:.80}")


def register(story, value):
    """What somebody said unasked, and a focus group."""
    story.send("/comments/new", {"kind": "comment", "came_day": "1", "came_month": "5", "came_year": "2026", "way": "phone", "about": value, "words": value, "state": "open", "owner": "partnership", "themes": value}, "comment")
    story.send("/comments/new", {"kind": "comment", "came_day": "1", "came_month": "5", "came_year": "2026", "way": "phone", "about": "Zqx", "words": value, "state": "open", "owner": "partnership"}, "comment")
    story.send("/talks/new", {"title": value, "kind": value, "led_by": value, "people": value, "notes": value, "absent": value, "whose_view": value, "owner": "partnership"}, "talk")
    found = story.visitor.get("/comments")
    if found.status != 200 or "<script>alert" in found.text:
        story.problems.append(f"comments: {found.status} or markup after {value!r:.80}")


def run(story, values, evaluation, planted):
    version = 0
    link = asked_now(story.visitor)
    for number, value in enumerate(values):
        if number % 100 == 0:
            print(f"{number} of {len(values)} values")
        answer = story.send(f"{evaluation}/questions/1", {"statement": value, "seen_version": str(version)}, "conclusion")
        if answer.status == 303:
            version += 1
            story.saved += 1
            seen = story.textarea(f"{evaluation}/questions/1", "statement")
            if seen != kept(value) + ("!" if planted and number == 0 else ""):
                story.problems.append(f"conclusion: {value!r:.80} came back as {seen!r:.80}")
        story.send("/evaluations/new", {"title": value, "why": value, "children": value, "kind": value, "level": value, "services": value, "from_day": value, "from_month": value, "from_year": value}, "set-up")
        story.send(f"{evaluation}/indicators/2.1", {"level": value, "rationale": value, "confidence": value, "caveat": value, "seen_version": value}, "judgement")
        answers(story, link, value) if number % EACH_ANSWERED == 0 else None
        register(story, value) if number % EACH_ANSWERED == 0 else None
        story.send("/sign-in", {"email": value, "password": value, "next": value}, "sign-in") if number % 40 == 0 else None
        path = "/evidence?q=" + "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass")[:600])
        found = story.visitor.get(path)
        story.sent += 1
        if found.status not in (200, 400, 414):
            story.problems.append(f"search: {found.status} for {value!r:.80}")
        if "<script>alert" in found.text:
            story.problems.append(f"search: markup got through for {value!r:.80}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--planted-fault", action="store_true")
    asked = parser.parse_args()
    values = corpus(asked.folder)[: 5 if asked.planted_fault else None]
    with tempfile.TemporaryDirectory() as folder, Server(asked.binary, pathlib.Path(folder) / "data", "--demo") as server:
        visitor = Visitor(server.port)
        visitor.step_in()
        page = visitor.get("/evaluations").text
        under_way = [row for row in re.findall(r"<tr[^>]*>.*?</tr>", page, re.S) if "Under way" in row]
        story = Story(visitor)
        run(story, values, re.search(r"/evaluations/[0-9a-z]{26}", under_way[-1])[0], asked.planted_fault)
        if not server.is_ready():
            story.problems.append("the server is gone")
    if asked.planted_fault:
        found = len(story.problems) == 1
        print(f"the planted fault was {'found' if found else 'not found: ' + repr(story.problems)}")
        print(f"{int(found)} passed, {int(not found)} failed")
        return 0 if found else 1
    print("\n".join(story.problems[:40]))
    print(f"{len(values)} values, {story.sent} requests, {story.saved} saved and read back")
    print(f"{story.sent - len(story.problems)} passed, {len(story.problems)} failed")
    return 1 if story.problems or not story.saved else 0


if __name__ == "__main__":
    sys.exit(main())
