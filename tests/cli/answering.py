"""Questionnaires for tests: somebody publishes one, and many answer it, each from an address of their own, as a town would."""
import datetime
import re

from running import Visitor

WORDS = {"space": "In class.", "voice": "Read aloud to whoever asks.", "audience": "The head teacher.", "influence": "We tell everybody in May."}
ANSWERS = {"a_q1": "c1", "a_q2": "c2", "a_q3": "c1"}


def address_of(number):
    """One of the loopback's: to the server each is somebody else."""
    return f"127.{1 + number // 62500 % 250}.{number // 250 % 250}.{2 + number % 250}"


def made(answer):
    """Where a form that was taken leads to."""
    if answer.status != 303:
        raise RuntimeError(f"a form was answered {answer.status}: {re.findall(r'ts-error[^>]*>([^<]+)', answer.text)}")
    return answer.headers["Location"]


def write_questionnaire(visitor, kinds=("choice", "scale", "scale")):
    """As somebody who has stepped in: a question of each kind, all on one page; the first one makes groups. Answers its address."""
    visitor.get("/questionnaires/new")
    sheet = made(visitor.post("/questionnaires/new", {"title": "Your school and you", "owner": "partnership"}))
    for number, kind in enumerate(kinds, 1):
        version = re.search(r'name="seen_version" value="(\d+)"', visitor.get(sheet + "/questions/new").text)[1]
        fields = {"label": f"Question {number}", "kind": kind, "seen_version": version} | ({"choices": "First\nSecond\nThird"} if kind in ("choice", "scale") else {})
        made(visitor.post(sheet + "/questions/new", fields | ({"groups": "yes"} if number == 1 else {})))
    return sheet


def publish_wave(visitor, sheet, access="open_link", codes=0):
    """Answers the address of the wave, and the one where it is answered."""
    form = visitor.get(sheet + "/waves/new").text
    group = re.search(r'<select[^>]*name="whose_view".*?<option value="([^"]+)"', form, re.DOTALL)[1]
    days = dict(re.findall(r'name="((?:opens|closes)_(?:day|month|year))"[^>]*value="(\d+)"', form))  # of the server, as the form has them
    wave = made(visitor.post(sheet + "/waves/new", {
        "whose_view": group, "access": access, "manner": "pages", "smallest": "5", "zeros_shown": "yes", **WORDS, **days}))
    if codes:
        made(visitor.post(wave + "/codes", {"number": codes}))
    return wave, re.search(r'href="[^"]*(/ask/[a-z-]+)"', visitor.get(wave).text)[1]


def close_wave(visitor, wave):
    version = re.search(r'name="seen_version" value="(\d+)"', visitor.get(wave).text)[1]
    made(visitor.post(wave + "/closing", {"decides": "The head teacher", "decides_by_day": 1, "decides_by_month": 6, "decides_by_year": datetime.date.today().year + 1, "seen_version": version}))


def ballot_in(answer):
    """The words that stand for whoever answers; empty: nobody was let in."""
    found = re.search(r'name="ballot" value="([a-z-]+)"', answer.text)
    return found[1] if found else ""


class Answerer(Visitor):
    """Somebody who answers, without an account."""

    def __init__(self, port, link, number):
        super().__init__(port, address_of(number))
        self.link = link
        self.get(link)

    def begin(self, code=""):
        return ballot_in(self.post(self.link, {"code": code}))

    def send(self, ballot, answers=None):
        return self.post(self.link + "/answers", {"ballot": ballot, "page": "1", "go": "send"} | (answers or ANSWERS))


def is_sent(answer):
    """The page that says that answers are kept: now, or already before."""
    return answer.status == 200 and re.search(r"<h1[^>]*>\s*(Sent|You have sent this already)", answer.text) is not None
