#!/usr/bin/env python3
"""Whether the description of the API is sound, and whether a program can work with a real server: run_api.py BINARY. The last line is "N passed, N failed"."""
import datetime
import html
import http.client
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
from running import Server, Visitor, multipart  # noqa: E402
from client import Client, from_nothing_to_a_report  # noqa: E402
from shapes import faults_in  # noqa: E402


def lint(description, folder):
    """The number of errors that Redocly finds."""
    file = folder / "openapi.json"
    file.write_text(json.dumps(description))
    command = ["node", HERE / "node_modules/@redocly/cli/bin/cli.js", "lint", file, "--format=json", "--extends=recommended"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE, env={"PATH": "/usr/bin:/bin:/usr/local/bin", "REDOCLY_TELEMETRY": "off", "HOME": str(folder)})
    found = json.loads(said.stdout[said.stdout.index("{"):])
    for problem in found["problems"][:10]:
        print("  ", problem["severity"], problem["ruleId"], problem["message"], [place.get("pointer") for place in problem["location"]])
    return found["totals"]["errors"]


class Program:
    """Asks with an access token and nothing else."""

    def __init__(self, port, token):
        self.port, self.token = port, token

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if isinstance(body, dict):
            body, sent["Content-Type"] = json.dumps(body), "application/json"
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection.request(method, "/api/v1" + path if path.startswith("/") else "/" + path.lstrip("~/"), body, sent)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        is_json = "json" in (answer.headers.get("Content-Type") or "")
        return answer.status, json.loads(raw) if is_json and raw else raw, answer.headers


def token_of(visitor, access):
    visitor.get("/account/tokens")
    day = datetime.date.today() + datetime.timedelta(days=30)
    form = {"name": "A test", "access": access, "last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year}
    page = visitor.post("/account/tokens", form)
    while page.status == 429:  # so many a minute
        time.sleep(2)
        page = visitor.post("/account/tokens", form)
    return html.unescape(re.search(r"<code>(ts_[^<]+)</code>", page.text)[1])


def have_their_shapes(port, description, check):
    """Each read whose shape is described, on everything of its kind that the demonstration has."""
    visitor = Visitor(port)
    visitor.step_in()
    reader = Program(port, token_of(visitor, "read"))
    ids = {hole: [item["id"] for item in reader.ask("GET", path)[1]["items"]]
           for hole, path in (("evaluation", "/evaluations"), ("evidence", "/evidence"), ("plan", "/plans"), ("duty", "/duties"), ("practice", "/good-practice"), ("questionnaire", "/questionnaires"), ("measure", "/measures"), ("wall", "/walls"), ("talk", "/talks"), ("comment", "/comments"))}
    ids["wave"] = [wave for each in ids["questionnaire"] for wave in reader.ask("GET", f"/questionnaires/{each}")[1]["waves"]]
    plans = [reader.ask("GET", f"/plans/{each}")[1] for each in ids["plan"]]
    objectives = [objective for plan in plans for objective in plan["objectives"]]
    ids |= {"objective": [each["id"] for each in objectives], "action": [action["id"] for each in objectives for action in each["action_points"]]}
    versions = [f"/frameworks/{each['id']}/{each['version']}" for each in reader.ask("GET", "/frameworks")[1]["items"]]
    for path, operations in description["paths"].items():
        pattern, reads = path.removeprefix("/api/v1"), operations.get("get")
        schema = reads and reads["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
        if not schema or not {"properties", "anyOf"} & set(schema) or reads["summary"].startswith("Form: "):
            continue
        hole = next(iter(re.findall(r"{(\w+)}", pattern)), None)
        if hole in ("job", "report", "figure_import", "reply_import"):  # there is none yet
            continue
        addresses = versions if hole == "framework" else [pattern.replace("{" + hole + "}", each) for each in ids[hole]] if hole else [pattern]
        answers = [reader.ask("GET", address) for address in addresses]
        faults = [fault for status, answer, _ in answers if status == 200 for fault in faults_in(answer, schema)]
        check(f"{pattern} has its shape, {len(answers)} times", any(status == 200 for status, *_ in answers) and not faults)
        for fault in faults[:5]:
            print("      ", fault)
    check("an answer of another shape is found", bool(faults_in({"id": 1, "more": 2}, {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id", "title"], "additionalProperties": False})))


def sees_what_is_shared(port, check):
    """Of an evaluation that is shared in part a program reads what the page shows."""
    met = 0
    visitor = Visitor(port)
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.post("/step-in", {"person": person})
        shown = visitor.get("/evaluations")
        reader = Program(port, token_of(visitor, "read")) if shown.status == 200 else None
        for each in reader.ask("GET", "/evaluations")[1]["items"] if reader else []:
            if each["extent"] == "all":
                continue
            status, part, _ = reader.ask("GET", f"/evaluations/{each['id']}")
            page = html.unescape(visitor.get(f"/evaluations/{each['id']}").text)
            met += status == 200 and part["extent"] == each["extent"] and all(said["statement"] in page for said in part["conclusions"])
            if each["extent"] == "summary" and part["levels"]:
                check("a summary has no levels", False)
        visitor.get("/step-in")
    check("what is shared in part is read in part", met > 0)


# What these hold is what they would do, not what is there: written back, they do it.
STEPS = {f"/api/v1{path}" for path in ("/action-points/{action}/agree", "/action-points/{action}/begin", "/action-points/{action}/finish", "/action-points/{action}/verify",
                                       "/action-points/{action}/send-back", "/action-points/{action}/drop", "/action-points/{action}/restore", "/objectives/{objective}/state",
                                       "/evaluations/{evaluation}/indicators/{indicator}/withdraw", "/evaluations/{evaluation}/indicators/{indicator}/first/withdraw",
                                       "/evaluations/{evaluation}/questions/{question}/figure-ties", "/evaluations/{evaluation}/key-areas/{key_area}/figure-ties",
                                       "/evaluations/{evaluation}/capacity/{component}/figure-ties", "/calibration/{calibration}/cases/{evaluation}/{indicator}",
                                       "/evaluations/{evaluation}/scope/answers", "/evaluations/{evaluation}/scope/sound", "/evidence/import/preview", "/organisations/import/preview",
                                       "/figure-imports/{figure_import}/answers", "/reply-imports/{reply_import}/answers", "/reply-imports/{reply_import}/entry",
                                       "/evaluations/{evaluation}/publishing", "/evaluations/{evaluation}/publishing/consents",
                                       "/questionnaires/{questionnaire}/questions/{question}/place", "/questionnaires/{questionnaire}/questions/{question}/removal",
                                       "/questionnaires/{questionnaire}/suggestions", "/questionnaires/{questionnaire}/languages", "/questionnaires/{questionnaire}/languages/{language}/removal",
                                       "/questionnaires/{questionnaire}/languages/{language}/upload", "/waves/{wave}/closing", "/talks/{talk}/delete", "/comments/{comment}/delete",
                                       "/measures/{measure}/figures/entry", "/measures/{measure}/targets", "/measures/{measure}/breaks", "/measures/{measure}/evidence", "/walls/{wall}/closing", "/walls/{wall}/texts/{text}", "/measures-from-a-set")}


STEP_BY_STEP = "/api/v1/evaluations/start/steps/{step}"  # each of its steps shows some of its fields
ALONE = "/api/v1/organisations/working"  # only where there are no partners yet, which the demonstration has


def schema_taken(description, path):
    return description["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]


def fields_taken(description, path):
    return schema_taken(description, path)["properties"]


def is_all_taken(description, path, form):
    """Each field is there and none else; of the rows of a table there are as many as there are."""
    of_rows = schema_taken(description, path).get("patternProperties", {})
    shown = {name for name in form if not any(re.match(pattern, name) for pattern in of_rows)}
    return shown <= set(fields_taken(description, path)) if path == STEP_BY_STEP else shown == set(fields_taken(description, path))


def is_edit(description, path):
    return "seen_version" in fields_taken(description, path) and path not in STEPS


def conclude(visitor, writer, check):
    """What is written on an evaluation under way, and on its evidence. Answers the pages to look at."""
    home = next(f"/evaluations/{each['id']}" for each in writer.ask("GET", "/evaluations")[1]["items"] if writer.ask("GET", f"/evaluations/{each['id']}/set-up")[0] in (200, 405)
                and 'data-autosave="' in visitor.get(f"/evaluations/{each['id']}/position").text)
    item = writer.ask("GET", home + "/evidence")[1]["items"][0]["id"]
    places = [home + "/position", home + "/capacity", f"/evidence/{item}/figures", *(f"{home}/{part}" for part in ("questions/3", "key-areas/5", "capacity/outcomes"))]
    said = {"statement": "Most children thrive.", "confidence": "high", "kind": "funding", "words": "Zqx less money", "review_on": "2027-03-31", "counted": 80, "total": "100", "as_of": "2026-01-31"}
    for place in places:
        status, form, _ = writer.ask("GET", place)
        done = writer.ask("POST", place, {name: said[name] for name in form if name in said} | {"seen_version": form["seen_version"]})[0] if status == 200 else status
        check(f"{place.split('/')[-1]} is written", done == 200)
        check("an unknown field of it is refused, and one without its version", [writer.ask("POST", place, wrong)[0] for wrong in (form | {"nonsense": "1"}, {"words": "Late"})] == [422, 422])
    service = writer.ask("GET", "/services")[1]["items"][0]["id"]
    below = {"title": "Zqx below", "kind": "self_evaluation", "why": "To know.", "level": "delivery", "children": "All", "services": [service], "from": "2026-01-01", "to": "2026-03-31",
             "parent": home.split("/")[-1], "owner": re.search(r'name="owner"[^>]* value="([^"]+)"', visitor.get("/evaluations/new").text)[1]}
    check("an evaluation below is set up", writer.ask("POST", "/evaluations/new", below)[0] == 201)
    one = [f"{place}?{what}={found[0]}" for place, what in ((home + "/capacity", "factor"), (f"/evidence/{item}/figures", "figure"))
           if (found := re.findall(rf"\?{what}=([0-9a-z]+)", visitor.get(place).text))]
    case = re.findall(r'href="(/calibration/[^"]+/cases/[^"]+)', visitor.get(re.search(r'href="(/calibration/[0-9a-z]{26})', visitor.get("/calibration").text)[1]).text)
    return [*one, *places, f"{home}/indicators/5.1", case[0]]


def judge_alone(port, check):
    """Somebody judges where everybody judges alone first. Answers the desk."""
    visitor = Visitor(port)
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.get("/step-in")
        visitor.post("/step-in", {"person": person})
        for home in dict.fromkeys(re.findall(r'href="(/evaluations/[0-9a-z]{26})"', visitor.get("/evaluations").text)):
            desk = home + "/indicators/5.1"
            if f'action="{desk}/first"' not in visitor.get(desk).text:
                continue
            writer = Program(port, token_of(visitor, "write"))
            form = writer.ask("GET", desk + "/first")[1] | {"level": "3", "rationale": "Zqx alone.", "confidence": "low"}
            check("a program judges alone what its owner awards", writer.ask("POST", desk + "/first", form)[0] == 200)
            check("it reads its owner's judgement again", {**writer.ask("GET", desk + "/first")[1], "seen_version": 0} == {**form, "seen_version": 0})
            status, late, _ = writer.ask("POST", desk + "/first", form)
            check("and is told where it is late", status == 409 and late["theirs"] == form["seen_version"] + 1)
            return desk
    return None


def fields_of(refused):
    return [problem["field"] for problem in refused.get("problems", [])]


def whoever(port, page, shows=""):
    """Somebody to whom it shows that, and their program."""
    visitor = Visitor(port)
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.get("/step-in")
        visitor.post("/step-in", {"person": person})
        shown = visitor.get(page)
        if shown.status == 200 and shows in shown.text:
            return visitor, Program(port, token_of(visitor, "write"))
    raise RuntimeError(f"nobody is shown {page} {shows}")


def publish(port, check):
    """A version, what its owners are asked, and plain words. Answers the pages to look at."""
    evaluations = [f"/evaluations/{each['id']}/publishing" for each in whoever(port, "/evaluations")[1].ask("GET", "/evaluations")[1]["items"] if each["is_finished"]]
    here = evaluations[0]
    _, writer = whoever(port, here, 'name="audiences"')
    plain = here + "/plain-words"
    form = writer.ask("GET", plain)[1]
    status, refused, _ = writer.ask("POST", plain, {"board_1": "Zqx plainly."})
    check("plain words say what they saw", status == 422 and fields_of(refused) == ["seen_board_1"])
    written = {"board_1": "Zqx plainly.", "seen_board_1": form["seen_board_1"]}
    check("they are written one by one", writer.ask("POST", plain, written)[0] == 200)
    now = writer.ask("GET", plain)[1]
    check("the others stay", now == form | {"board_1": "Zqx plainly.", "seen_board_1": now["seen_board_1"]} and now["seen_board_1"] != form["seen_board_1"])
    check("plain words that were overtaken are refused", writer.ask("POST", plain, written | {"board_1": "Zqx late."})[0] == 409)
    check("they are emptied", writer.ask("POST", plain, {"board_1": None, "seen_board_1": now["seen_board_1"]})[0] == 200 and writer.ask("GET", plain)[1]["board_1"] == "")
    writer.ask("POST", plain, written | {"seen_board_1": ""})
    form = writer.ask("GET", here)[1]
    check("a version says which it would be", [fields_of(writer.ask("POST", here, wrong)[1]) for wrong in ({"audiences": ["board"]}, form | {"nonsense": "1"}, form | {"what_changed": "Zqx"})]
          == [["seen_version"], ["nonsense"], ["audiences"]])
    version = form | {"audiences": ["board"], "what_changed": "Zqx", "without_capacity": "Zqx"}
    check("a version is published", writer.ask("POST", here, version)[0] == 200)
    status, late, _ = writer.ask("POST", here, version)
    check("it is not published twice", status == 409 and late["theirs"] == int(form["seen_version"]) + 1)
    asked = next(each for each in (each + "/consents" for each in evaluations) if writer.ask("GET", each)[0] == 200)
    form = writer.ask("GET", asked)[1]
    check("owners are asked", writer.ask("POST", asked, form | {"audiences": ["public"]})[0] == 200)
    check("and not for another version", writer.ask("POST", asked, form | {"seen_version": 99})[0] == 409)
    return [here + "/check?audiences=board", plain, asked, "/consents"]


def work_together(server, binary, check):
    """Organisations from a table, a place below another's service, and a role for somebody of another partnership. Answers the pages to look at."""
    visitor, writer = whoever(server.port, "/organisations/import")

    def send(table):
        body, media_type = multipart({}, [("file", "Zqx.csv", table)])
        return writer.ask("POST", "/organisations/import", body, Content_Type=media_type)

    preview = "/organisations/import/preview"
    check("a table of organisations is sent", writer.ask("GET", preview)[0] == 404 and send(b"Organisation,Kind\nZqx Trust,Rubbish\n")[0] == 200)
    wrong = writer.ask("GET", preview)[1]
    status, refused, _ = writer.ask("POST", preview, wrong)
    check("what is wrong in it is refused", status == 422 and fields_of(refused) == ["kind_2"])
    send(b"Organisation,Kind\nZqx Trust,Voluntary body\n")
    check("an import says what it saw", writer.ask("POST", preview, {})[0] == 422 and writer.ask("POST", preview, wrong)[0] == 409)

    services = [f"/services/{each['id']}" for each in writer.ask("GET", "/services")[1]["items"]]
    asks = next(each for each in services if "place" in writer.ask("GET", each + "/place")[1])
    places = re.findall(r'<option value="([0-9a-z]{26})"', re.search(r'<select[^>]* name="place".*?</select>', visitor.get(asks).text, re.S)[0])
    check("no place is there below nothing", fields_of(writer.ask("POST", asks + "/place", {"place": "nonsense"})[1]) == ["place"])
    check("a place is asked for", writer.ask("POST", asks + "/place", {"place": places[0]})[0] == 200)
    below = f"/services/{places[0]}"
    check("an answer is one of two", fields_of(writer.ask("POST", below + "/place/answer", {"below": asks.split("/")[-1], "do": "perhaps"})[1]) == ["do"])
    check("it is declined", writer.ask("POST", below + "/place/answer", {"below": asks.split("/")[-1], "do": "decline"})[0] == 200 and writer.ask("GET", below + "/place/answer")[0] == 404)
    check("it is taken back", [writer.ask("POST", asks + "/place", wish)[0] for wish in ({"place": places[0]}, {"do": "take_back"}, {"place": places[0]})] == [200, 200, 200])

    for command in (("partnership", "add", "--name", "Zqx", "--area", "Zqx", "--administrator-email", "nadia.rahman-heriot@strathvarnoch.example"),
                    ("account", "invite", "--partnership", "Zqx", "--email", "zqx@example.org", "--name", "Zqx")):
        subprocess.run([binary, *command, "--data", server.data], check=True, capture_output=True)
    everywhere = re.search(r'<option value="(partnership/[^"]+)"', visitor.get("/people/invite").text)[1]
    form = writer.ask("GET", "/people/invite")[1]
    check("an invitation says what is missing", {"name", "email", "role"} <= set(fields_of(writer.ask("POST", "/people/invite", form)[1])))
    check("and what it does not know", fields_of(writer.ask("POST", "/people/invite", form | {"level": "3"})[1]) == ["level"])
    check("somebody is invited", writer.ask("POST", "/people/invite", form | {"name": "Zqx", "email": "zqx@example.org", "role": "reader", "on": everywhere})[0] == 200)
    check("a code that nobody gave is refused", fields_of(writer.ask("POST", "/organisations/join", {"code": "zqx"})[1]) == ["code"])
    return [preview, asks, below, "/people", "/people/invite", "/organisations/join"]


def more_to_fill_in(port, check):
    """What the demonstration has no form for: a next cycle that looks back, and an action point that waits to be verified. Answers the pages to look at."""
    visitor = Visitor(port)
    visitor.step_in()
    writer = Program(port, token_of(visitor, "write"))
    finished = next(each["id"] for each in writer.ask("GET", "/evaluations")[1]["items"] if each["is_finished"])
    status, started, _ = writer.ask("POST", f"/evaluations/{finished}/next", writer.ask("GET", f"/evaluations/{finished}/next")[1])
    check("the next cycle starts with what its form holds", status == 200)
    since = started["page"] + "/since"
    part = re.search(r'/since\?part=([^"#]+)', visitor.get(since).text)[1]
    status, form, _ = writer.ask("GET", f"{since}?part={part}")
    check("what a confidence was worth is said", status == 200 and writer.ask("POST", since, form | {"worth": "in_part", "words": "Zqx came about in part."})[0] == 200)
    plan = writer.ask("GET", f"/plans/{writer.ask('GET', '/plans')[1]['items'][0]['id']}")[1]
    actions = [(each["priority"], f"/action-points/{action['id']}") for each in plan["objectives"] for action in each["action_points"]]
    for priority, action in actions:
        proofs = re.findall(r'<option value="([0-9a-z]{26})"', visitor.get(action).text)
        if priority == "high" and proofs and writer.ask("POST", action + "/finish", writer.ask("GET", action + "/finish")[1] | {"proof": proofs[0]})[0] == 200:
            break
    items = [each["id"] for each in writer.ask("GET", "/evidence")[1]["items"]]
    standard = writer.ask("GET", "/standards")[1]["items"][0]["id"]
    for item in items:
        status, form, _ = writer.ask("GET", f"/evidence/{item}/standards")
        if status == 200:
            check("with which standard an item was gathered is said", writer.ask("POST", f"/evidence/{item}/standards", form | {"standards": [standard]})[0] == 200)
            break
    asked = [f"/questionnaires/{each['id']}" for each in writer.ask("GET", "/questionnaires")[1]["items"]]
    wave = writer.ask("GET", asked[0] + "/waves/new")[1] | {"access": "codes", "whose_view": "children_and_young_people", "space": "Zqx in class", "voice": "Zqx with help", "audience": "Zqx all of us", "influence": "Zqx by May"}
    people = writer.ask("GET", "/people")[1]["items"]
    status, wave, _ = writer.ask("POST", asked[0] + "/waves/new", wave | {"reader": people[0]["id"], "deputy": people[1]["id"]})
    check("a questionnaire is published with codes", status == 201 or status == 200)
    wall = writer.ask("GET", "/walls/new")[1] | {"title": "Zqx wall", "question": "Zqx what?", "statements": "Zqx one.\nZqx two.\nZqx three.", "owner": "partnership", "whose_view": "children_and_young_people",
                                                 "space": "Zqx in class", "voice": "Zqx with help", "audience": "Zqx all of us", "influence": "Zqx by May"}
    status, refused, _ = writer.ask("POST", "/walls/new", wall | {"reader": people[0]["id"], "deputy": people[1]["id"], "statements": "Zqx one."})
    check("nobody meets an empty wall", status == 422 and fields_of(refused) == ["statements"])
    status, wall, _ = writer.ask("POST", "/walls/new", wall | {"reader": people[0]["id"], "deputy": people[1]["id"]})
    check("a wall is put up", status == 201 or status == 200)
    body, media_type = multipart(writer.ask("GET", "/evidence/import/table")[1] | {"owner": "partnership"}, [("file", "Zqx.csv", b"Title\nZqx waits\n")])
    check("a table waits to be looked at", writer.ask("POST", "/evidence/import/table", body, Content_Type=media_type)[0] == 200)
    body, media_type = multipart({"owner": "partnership"}, [("file", "Zqx.csv", b"Area,Period,Value\nFife,2025,12\nFife,2026,13\n")])
    status, figures, _ = writer.ask("POST", "/figure-imports", body, Content_Type=media_type)
    for _ in range(100):
        if status in (200, 201) and writer.ask("GET", figures["page"])[1]["state"] == "waiting":
            break
        time.sleep(0.1)
    check("a file of figures is read and waits for answers", status in (200, 201) and writer.ask("GET", figures["page"])[1]["state"] == "waiting")
    body, media_type = multipart({"owner": "partnership", "questionnaire": ""}, [("file", "Zqx.csv", b"Email,Zqx how?\n" + b"zqx@example.org,Yes\nzqx@example.org,No\n" * 6)])
    status, replies, _ = writer.ask("POST", "/reply-imports", body, Content_Type=media_type)
    check("answers from another tool are sent", status in (200, 201))
    status, form, _ = writer.ask("GET", replies["page"] + "/answers")
    check("the form about them begins with what the columns seem to be", status == 200 and form["into_1"] == "choice" and form["label_1"] == "Zqx how?")
    form |= {"whose_view": "children_and_young_people", "opens": "2026-01-05", "closes": "2026-01-06", "decides": "Zqx council", "decides_by": "2099-01-01"}
    check("it is said what they are", writer.ask("POST", replies["page"] + "/answers", form)[0] == 200)
    for _ in range(100):
        if writer.ask("GET", replies["page"])[1]["state"] == "checked":
            break
        time.sleep(0.1)
    told = writer.ask("GET", replies["page"])[1]
    check("they are checked, and nothing of who answered is told", told["state"] == "checked" and told["taken"] == 12 and told["dropped"] == [{"head": "Email", "why": "by_head"}] and "example.org" not in str(told))
    item = {"title": "Zqx of one partner", "source": "documentation", "security": "secure", "from": "2026-01-01", "to": "2026-03-31"}
    owners = re.findall(r'name="owner" [^>]*value="(organisation/[^"]+)"', visitor.get("/evidence/new").text)
    made = writer.ask("POST", "/evidence/new", item | {"owner": owners[0]})[1]
    sound = next(each["id"] for each in writer.ask("GET", "/evaluations")[1]["items"] if each["title"] == "Zqx evaluated")
    spoken = [f"/{register}/{each['id']}" for register in ("talks", "comments") for each in writer.ask("GET", f"/{register}")[1]["items"][:2]]
    coded = [f"/waves/{wave}/coding" for each in asked for wave in writer.ask("GET", each)[1]["waves"]]
    return [*asked, *spoken, *coded, *(each + "/suggestions" for each in asked), *(each + "/languages" for each in asked), "/questionnaires/import/file", wave["page"], "/walls", wall["page"], "/evidence", f"/evaluations/{sound}/scope", made["page"] + "/sharing", "/report-templates", "/evidence/import?from=table", "/evidence/import/preview", "/figure-imports", figures["page"], "/reply-imports", replies["page"], judge_alone(port, check), *conclude(visitor, writer, check), *(f"/evidence/{each}/standards" for each in items), f"/evaluations/{finished}", f"/evaluations/{finished}/publishing", f"/evaluations/{finished}/next", f"{since}?part={part}", *(action for _, action in actions)]


def forms_are_read_and_written_back(port, description, check, places):
    """A client that knows nothing of the product reads every form. What alters something it writes back as it read it, and nothing has changed."""
    declared = {path: re.compile(re.sub(r"{\w+}", "[^/]+", path.removeprefix("/api/v1")) + "$") for path, operations in description["paths"].items()
                if operations.get("get", {}).get("summary", "").startswith("Form: ") and not path.endswith("/new") and path != ALONE}
    met, places = {}, [*places, *more_to_fill_in(port, check)]
    visitor = Visitor(port)
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.get("/step-in")
        visitor.post("/step-in", {"person": person})
        if len(met) == len(declared) or visitor.get("/account/tokens").status != 200:
            continue
        writer = None
        listed = [link for register in ("/plans", "/good-practice") for link in re.findall(rf'href="({register}/[0-9a-z]{{26}})"', visitor.get(register).text)]
        seen, todo, shapes = {"/", *places, *listed}, ["/", *places, *listed], {}
        while todo and len(met) < len(declared):
            place = todo.pop(0)
            query = place[place.find("?"):] if "?" in place else ""
            page = visitor.get(place)
            if "text/html" not in page.headers.get("Content-Type", ""):
                continue
            for address in re.findall(r'<form [^>]*method="post" action="([^"?]+)', page.text):
                path = min((path for path, pattern in declared.items() if pattern.match(address) and not address.endswith("/new")), key=lambda path: path.count("{"), default=None)
                if path and path not in met:
                    writer = writer or Program(port, token_of(visitor, "write"))
                    status, form, _ = writer.ask("GET", address + query)
                    if status == 200 and not is_edit(description, path):
                        met[path] = (form, None, None)
                    elif status == 200 and any(value for name, value in form.items() if name != "seen_version"):  # else nothing is there yet
                        back, again = writer.ask("POST", address, form), writer.ask("GET", address + query)
                        met[path] = (form, back, again[1])
            for link in re.findall(r'href="(/[^"#?]*)', page.text):
                if link in seen:
                    continue
                shape = re.sub(r"[0-9a-z]{26}", "*", link)
                shapes[shape] = shapes.get(shape, 0) + 1
                if shapes[shape] < 5 and not re.search(r"^/(assets|step-in|sign-out|export)", link):
                    seen.add(link)
                    todo.append(link)
    for path, (form, back, again) in met.items():
        check(f"{path} shows all that it takes", is_all_taken(description, path, form))
        if back is None:
            continue
        status, answer, _ = back
        check(f"{path} takes back what it showed", status == 200)
        check(f"{path} is as it was", {**form, "seen_version": 0} == {**again, "seen_version": 0})
        if status != 200:
            print("      ", status, answer)
    edits = [path for path in declared if is_edit(description, path)]
    check(f"{len(declared)} forms are read, {len(edits)} of them written back", met.keys() == declared.keys() and len(edits) > 0)
    for path in declared.keys() - met.keys():
        print("       not met:", path)


def refuses_as_json(port, check):
    """Whatever is wrong, the answer is problem details."""
    visitor = Visitor(port)
    visitor.step_in()
    writer = Program(port, token_of(visitor, "write"))
    for method, path, body, wanted in (("GET", "/nonsense", None, 404), ("POST", "/nonsense", {}, 404), ("GET", "/evaluations/nonsense", None, 404), ("POST", "/evaluations", {}, 405),
                                       ("POST", "/evaluations/new", b"[1]", 400), ("POST", "/evaluations/new", b'{"a": {"b": 1}}', 400),
                                       ("POST", "/evaluations/new", {"why": "x" * 600_000}, 413)):
        status, answer, headers = writer.ask(method, path, body, **({"Content_Type": "application/json"} if isinstance(body, bytes) else {}))
        is_problem = headers["Content-Type"] == "application/problem+json" and answer["status"] == wanted
        check(f"{method} {path} is refused with {wanted}, as JSON", status == wanted and is_problem)
    for path in ("/account/tokens/end", "/account/factor", "/sign-in", "/step-in", "/sign-out", "/drafts", "/records/new", "/concerns/new", "/rights", "/people/x/see", "/set-up"):
        check(f"{path} is not for programs", writer.ask("POST", path, {})[0] in (404, 405))


def works_in_an_evaluation(writer, check):
    """Set-up, scope and plan, with what a program leaves out."""
    form = writer.ask("GET", "/evaluations/new")[1]
    check("the form of a new evaluation reads", {"title", "framework", "owner", "judging"} <= set(form) and form["title"] == "")
    frameworks = [each["hash"] for each in writer.ask("GET", "/frameworks")[1]["items"]]
    new = {"title": "Zqx evaluated", "kind": "self_evaluation", "why": "Zqx", "level": "strategic", "services": [], "children": "All", "from": "2026-01-01", "to": "2026-06-30", "owner": "partnership", "framework": frameworks[0]}
    new["services"] = [each["id"] for each in writer.ask("GET", "/services")[1]["items"]][:1]
    status, made, _ = writer.ask("POST", "/evaluations/new", new)
    check("an evaluation is set up", status == 201)
    here = made["page"].removesuffix("/scope")
    form = writer.ask("GET", here + "/set-up")[1]
    check("it changes in part", writer.ask("POST", here + "/set-up", {"why": "Zqx otherwise", "seen_version": form["seen_version"]})[0] == 200
          and writer.ask("GET", here + "/set-up")[1] | {"seen_version": 0} == form | {"why": "Zqx otherwise", "seen_version": 0})
    form = writer.ask("GET", here + "/scope")[1]
    check("a scope has a row for each indicator", form["depth_5.1"] == "" and form["themes_2.1"] == [])
    wrong = {"depth_5.1": "deep", "depth_99": "full", "width_5.1": "full", "seen_version": form["seen_version"]}
    check("a wrong depth and a wrong name are refused", [problem["field"] for problem in writer.ask("POST", here + "/scope", wrong)[1]["problems"]] == ["depth_5.1", "width_5.1"])
    for code in ("5.1", "2.1"):
        sent = {f"depth_{code}": "full", f"reason_{code}": "Zqx", "seen_version": writer.ask("GET", here + "/scope")[1]["seen_version"]}
        check(f"{code} is looked at", writer.ask("POST", here + "/scope", sent)[0] == 200)
    now = writer.ask("GET", here + "/scope")[1]
    check("what a scope leaves out stays", now["depth_5.1"] == now["depth_2.1"] == "full" and now["reason_5.1"] == "Zqx")
    check("a late scope is told whose version is there", writer.ask("POST", here + "/scope", sent)[1].get("theirs") == now["seen_version"])
    form = writer.ask("GET", here + "/evidence-plan/new")[1]
    hours = next(name for name in form if name.startswith("hours_"))
    planned = {"name": "Zqx asks", "source": "views", "themes": ["5.1/1"], "change": "Zqx", hours: "1.5"}
    check("an activity is planned", writer.ask("POST", here + "/evidence-plan/new", planned)[0] == 201)
    check("so many hours are none", [problem["field"] for problem in writer.ask("POST", here + "/evidence-plan/new", planned | {hours: "soon"})[1]["problems"]] == [hours])
    check("it is finished, and opened again", [writer.ask("POST", here + "/state", {"state": state})[0] for state in ("finished", "under_way")] == [200, 200])
    for wrong in ({}, {"state": "over"}):
        check(f"it is not {wrong}", writer.ask("POST", here + "/state", wrong)[0] == 422)
    for code in ("1.1", "9.1"):
        sent = {f"depth_{code}": "light", f"reason_{code}": "Zqx", "seen_version": writer.ask("GET", here + "/scope")[1]["seen_version"]}
        check(f"{code} is looked at first", writer.ask("POST", here + "/scope", sent)[0] == 200)
    form = writer.ask("GET", here + "/evidence/new")[1]
    item = form | {"title": "Zqx heard", "source": "documentation", "security": "secure", "from": "2026-01-01", "to": "2026-03-31", "owner": "partnership"}
    status, made, _ = writer.ask("POST", here + "/evidence/new", item)
    themes = ["1.1/1", "2.1/1", "9.1/1"]
    check("an item comes with its evaluation", status == 201 and writer.ask("POST", made["location"].removeprefix("/api/v1") + "/findings", {"kind": "strength", "statement": "Zqx is well.", "themes": themes})[0] == 200)
    for theme in themes:
        judged = {"level": 5, "rationale": "Zqx", "confidence": "high", "caveat": "Zqx caveat", "seen_version": 0}
        writer.ask("POST", f"{here}/indicators/{theme[:3]}", judged)
    form = writer.ask("GET", here + "/scope/sound")[1]
    check("what is not looked at first is left out with a reason", [problem["field"] for problem in writer.ask("POST", here + "/scope/sound", form)[1]["problems"]] == ["why_sound"])
    check("what is done with an item is said", writer.ask("POST", here + "/uses", {"evidence": writer.ask("GET", "/evidence")[1]["items"][0]["id"]})[0] == 422)


def imports(writer, check):
    """A table with its mapping, and files with what they have in common."""
    check("without an import there is none to look at", writer.ask("GET", "/evidence/import/preview")[0] == 404)
    form = writer.ask("GET", "/evidence/import/table")[1]
    body, media_type = multipart(form | {"owner": "partnership"}, [("file", "Zqx.csv", b"Title,Source,From,To,Security\nZqx from a table,Views,2026-01-01,2026-01-31,Secure\nZqx nothing,,,,\n")])
    check("a table is sent", writer.ask("POST", "/evidence/import/table", body, Content_Type=media_type)[0] == 200)
    preview = writer.ask("GET", "/evidence/import/preview")[1]
    check("its rows are looked at", preview["take"] == ["2", "3"])
    check("what is wrong in a row is refused", writer.ask("POST", "/evidence/import/preview", preview)[0] == 422)
    form = writer.ask("GET", "/evidence/import/files")[1]
    common = {"source": "documentation", "from": "2026-01-01", "to": "2026-01-31", "security": "partial", "owner": "partnership", "framework": form["framework"]}
    body, media_type = multipart(common, [("files", "Zqx minutes.txt", b"Zqx of another day")])
    check("files are sent", writer.ask("POST", "/evidence/import/files", body, Content_Type=media_type)[0] == 200)
    check("an import that was overtaken adds nothing", writer.ask("POST", "/evidence/import/preview", preview)[0] == 409)
    preview = writer.ask("GET", "/evidence/import/preview")[1]
    check("each file has a row", preview["title_1"] == "Zqx minutes" and preview["source_1"] == "documentation" and preview["line_1"] == "")
    check("the files are added", writer.ask("POST", "/evidence/import/preview", {"title_1": "Zqx minutes, read", "seen_version": preview["seen_version"]})[0] == 200)
    check("as they were named", "Zqx minutes, read" in [item["title"] for item in writer.ask("GET", "/evidence")[1]["items"]])


def works(port, description, check):
    visitor = Visitor(port)
    visitor.step_in()
    writer, reader = Program(port, token_of(visitor, "write")), Program(port, token_of(visitor, "read"))
    stranger, guest = Program(port, "ts_" + "x" * 43), Program(port, "")

    check("somebody without a token is refused", guest.ask("GET", "/evaluations")[0] == 401)
    check("somebody with a token of nobody is refused", stranger.ask("GET", "/evaluations")[0] == 401)
    check("a cookie opens nothing here", guest.ask("GET", "/evaluations", Cookie="; ".join(f"{k}={v}" for k, v in visitor.cookies.items()))[0] == 401)
    check("a token opens no page", writer.ask("GET", "~/evaluations")[0] == 303)
    check("a token changes no account", writer.ask("POST", "/account", {"password": "x"})[0] in (404, 405))
    check("a token makes no token", writer.ask("POST", "/account/tokens", {"name": "x"})[0] in (404, 405))
    status, me, _ = writer.ask("GET", "/me")
    check("a token knows its owner", status == 200 and me["roles"] and me["may_write"])

    status, listed, headers = reader.ask("GET", "/evidence")
    check("the library comes in pages", status == 200 and listed["total"] > len(listed["items"]) > 0 and 'rel="next"' in headers["Link"])
    second = reader.ask("GET", "/evidence?page=2")[1]
    check("the next page goes on", second["items"] and not {item["id"] for item in second["items"]} & {item["id"] for item in listed["items"]})
    check("what is known already is not sent again", reader.ask("GET", "/evidence", If_None_Match=headers["ETag"])[0] == 304)

    new = {"title": "Zqx by a program", "source": "documentation", "security": "secure", "owner": "partnership", "from": "2026-01-01", "to": "2026-03-31"}
    check("a token that only reads changes nothing", reader.ask("POST", "/evidence/new", new)[0] == 403)
    status, refused, _ = writer.ask("POST", "/evidence/new", {"source": "documentation"})
    check("what is missing is said at its field", status == 422 and {"title", "from"} <= {problem["field"] for problem in refused["problems"]})
    status, made, headers = writer.ask("POST", "/evidence/new", new, Idempotency_Key="first")
    check("evidence is made", status == 201 and made["location"].startswith("/api/v1/evidence/") and headers["Location"] == made["location"])
    again = writer.ask("POST", "/evidence/new", new, Idempotency_Key="first")
    check("the same request under the same key is done once", again[0] == 201 and again[1]["location"] == made["location"])
    check("another request under that key is refused", writer.ask("POST", "/evidence/new", new | {"title": "Other"}, Idempotency_Key="first")[0] == 422)
    item = made["location"].removeprefix("/api/v1")
    status, whole, _ = reader.ask("GET", item)
    check("what was made reads back", status == 200 and whole["title"] == new["title"] and whole["from"] == "2026-01-01")
    status, _, _ = writer.ask("POST", item + "/findings", {"kind": "strength", "statement": "Zqx found.", "themes": ["2.1/1", "5.1/1"]})
    check("a finding is added", status == 200 and reader.ask("GET", item)[1]["findings"][0]["themes"] == ["generic-2006/2.1/1", "generic-2006/5.1/1"])
    body, media_type = multipart({}, [("files", "Minutes.txt", b"Zqx minutes")])
    status, _, _ = writer.ask("POST", item + "/files", body, Content_Type=media_type)
    files = reader.ask("GET", item)[1]["files"]
    check("a file is added", status == 200 and files and files[0]["name"] == "Minutes.txt")
    check("the file reads back", reader.ask("GET", f"{item}/files/{files[0]['id']}")[1] == b"Zqx minutes")

    form = reader.ask("GET", item + "/edit")[1]
    check("the form of an item reads whole", set(form) == set(fields_taken(description, "/api/v1/evidence/{evidence}/edit")) and form["from"] == new["from"] and form["outcomes"] == [])
    part = {"summary": "Zqx in short", "outcomes": ["safe"], "seen_version": form["seen_version"]}
    for wrong, where in (({"nonsense": "1"}, "nonsense"), ({"title": ["One", "Two"]}, "title"), ({"security": "certain"}, "security"), ({"title": None}, "title"), ({"source": "rumour"}, "source")):
        status, refused, _ = writer.ask("POST", item + "/edit", part | wrong)
        check(f"{where} is refused by its name: {wrong[where]}", status == 422 and [problem["field"] for problem in refused["problems"]] == [where])
    status, refused, _ = writer.ask("POST", item + "/edit", {"title": "Changed"})
    check("an edit says what it saw", status == 422 and [problem["field"] for problem in refused["problems"]] == ["seen_version"])
    check("a change is saved", writer.ask("POST", item + "/edit", part)[0] == 200)
    now = reader.ask("GET", item + "/edit")[1]
    check("what an edit leaves out stays", now == form | part | {"seen_version": now["seen_version"]})
    check("what an edit empties is empty", writer.ask("POST", item + "/edit", {"summary": None, "outcomes": [], "seen_version": now["seen_version"]})[0] == 200
          and reader.ask("GET", item + "/edit")[1] | {"seen_version": 0} == form | {"seen_version": 0})
    status, late, _ = writer.ask("POST", item + "/edit", part | {"title": "Late"})
    check("a late change is told whose version is there", status == 409 and late.get("theirs", 0) > whole["version"])
    finding = item + "/findings/" + reader.ask("GET", item)[1]["findings"][0]["id"]
    form = reader.ask("GET", finding)[1]
    check("the form of a finding reads whole", form["themes"] == ["generic-2006/2.1/1", "generic-2006/5.1/1"] and form["withdraw"] == "no")
    check("a finding changes in part", writer.ask("POST", finding, {"kind": "context", "seen_version": form["seen_version"]})[0] == 200
          and reader.ask("GET", finding)[1] | {"seen_version": 0} == form | {"kind": "context", "seen_version": 0})
    works_in_an_evaluation(writer, check)
    imports(writer, check)
    check("what is no JSON is refused", writer.ask("POST", item + "/edit", b"{", Content_Type="application/json")[0] == 400)
    check("another kind of content is refused", writer.ask("POST", item + "/edit", b"a=b", Content_Type="text/plain")[0] == 415)
    check("what is not there is not there", reader.ask("GET", "/evidence/01m00000000000000000000000")[0] == 404)

    evaluations = reader.ask("GET", "/evaluations")[1]["items"]
    whole = reader.ask("GET", f"/evaluations/{next(each['id'] for each in evaluations if each['is_finished'])}")[1]
    judged = [indicator for question in whole["questions"] for area in question["key_areas"] for indicator in area["indicators"] if indicator["judgement"]]
    check("an evaluation reads whole", len(judged) > 10 and whole["capacity"]["components"])
    for path in ("/organisations", "/services", "/frameworks", "/plans", "/duties", "/good-practice", "/standards"):
        check(f"{path} can be read", bool(reader.ask("GET", path)[1]["items"]))
    plan = reader.ask("GET", f"/plans/{reader.ask('GET', '/plans')[1]['items'][0]['id']}")[1]
    check("a plan reads whole", plan["objectives"][0]["targets"][0]["values"])

    finished = next(each["id"] for each in evaluations if each["is_finished"])
    asked = writer.ask("POST", f"/evaluations/{finished}/position/package")[1]["location"].removeprefix("/api/v1")
    for _ in range(1000):
        job = reader.ask("GET", asked)[1]
        if job.get("state") != "waiting" and job.get("state") != "running":
            break
        time.sleep(0.2)
    check("a job is done", job.get("state") == "done")
    schema = description["paths"]["/api/v1/jobs/{job}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    check("a job has its shape", not faults_in(job, schema))
    check("what a job made can be fetched", reader.ask("GET", asked + "/result")[1][:2] == b"PK")

    visitor.get("/account/tokens")
    tokens = re.findall(r'name="token" value="([^"]+)"', visitor.get("/account/tokens").text)
    for token in tokens:
        visitor.post("/account/tokens/end", {"token": token})
    check("an ended token opens nothing", reader.ask("GET", "/evaluations")[0] == 401)


def says_what_is_needed(description, check):
    """What the description must hold for those who know nothing else."""
    operations = [(method, path, operation) for path, at in description["paths"].items() for method, operation in at.items()]
    summaries = [operation["summary"] for _, _, operation in operations]
    check("each operation has a sentence of its own", len(set(summaries)) == len(summaries) and not any("/" in summary for summary in summaries))
    for summary in summaries:
        if "/" in summary or summaries.count(summary) > 1:
            print("      ", summary)
    posts = {path.removeprefix("/api/v1"): operation for method, path, operation in operations if method == "post"}
    bodies = {path: operation["requestBody"]["content"] for path, operation in posts.items()}
    check("each says how it refuses", all({"401", "403", "404", "429"} <= operation["responses"].keys() for _, _, operation in operations)
          and all({"409", "422"} <= operation["responses"].keys() for operation in posts.values()))
    check("each body has an example with all that must be there",
          all(set(body["application/json"]["schema"].get("required", [])) - {"level"} <= body["application/json"]["example"].keys() for body in bodies.values()))
    faults = [f"{path}: {fault}" for path, body in bodies.items() for fault in faults_in(body["application/json"]["example"], body["application/json"]["schema"]) if "lacks" not in fault]
    check("the examples have their shapes", not faults)
    print(*faults[:5], sep="\n")
    check("no example has a level of quality", not any("level" in body["application/json"]["example"] and "enum" not in body["application/json"]["schema"]["properties"]["level"] for body in bodies.values()))
    files = {path: at["get"]["responses"]["200"]["content"].keys() for path, at in description["paths"].items() if "get" in at}
    check("what is a file has its media types", "application/pdf" in files["/api/v1/reports/{report}/{format}"] and "multipart/form-data" in bodies["/evidence/{evidence}/files"])


TOLD = {"evaluation": {"title": "Zqx from nothing", "why": "To know how well children are served.", "level": "strategic", "owner": "partnership", "from": "2026-01-01", "to": "2026-06-30"},
        "indicator": "5.1", "depth": "full", "reason": "Parents asked.",
        "evidence": {"title": "Zqx minutes of the board", "source": "documentation", "security": "secure", "from": "2026-01-01", "to": "2026-03-31", "owner": "partnership"},
        "finding": {"kind": "strength", "statement": "Families are told early what was decided."},
        "judgement": {"level": "4", "rationale": "Most families are told within a week.", "confidence": "moderate", "caveat": "One source only."},
        "conclusion": "Families know what happens to what they say.", "capacity": {"statement": "Leaders act on what they hear.", "confidence": "moderate"}, "publishing": {"audiences": ["partnership"]}}


def client_shape(port, pattern):
    """What the description says of the answer at an address."""
    paths = Program(port, "").ask("GET", "/openapi.json")[1]["paths"]
    return paths["/api/v1" + pattern]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def a_stranger_publishes(port, check):
    """A client that knows only the description comes from nothing to a report; so does the program of the docs."""
    visitor, writer = whoever(port, "/report-templates")
    client = Client(f"http://127.0.0.1:{port}", writer.token)
    report = from_nothing_to_a_report(client, TOLD)
    judged = [indicator["judgement"] for question in report["questions"] for area in question["key_areas"] for indicator in area["indicators"]]
    check("a stranger comes from nothing to a published report", [(each["level"], each["rationale"]) for each in judged] == [(4, TOLD["judgement"]["rationale"])])
    shape = client_shape(port, "/reports/{report}")
    check("a report has its shape", not faults_in(report, shape) and shape.get("properties"))
    for fault in faults_in(report, shape)[:5]:
        print("      ", fault)
    check("and reads what was concluded", TOLD["conclusion"] in [question["conclusion"]["statement"] for question in report["questions"] if question["conclusion"]])
    try:
        from_nothing_to_a_report(client, TOLD | {"judgement": {"rationale": "Zqx", "confidence": "low", "caveat": "Zqx"}})
        check("nobody but its teller says the level", False)
    except LookupError as refused:
        check("nobody but its teller says the level", "needs level" in str(refused))
    docs = (HERE.parent.parent / "docs/api.md").read_text()
    program = re.search(r"```python\n(.*?)```", docs, re.S)[1]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env={"TOUCHSTONE": f"http://127.0.0.1:{port}", "TOKEN": writer.token})
    check("the program of the docs does it too", done.returncode == 0 and "Most families are told within a week." in done.stdout)
    check("in forty lines", len(program.splitlines()) <= 40)
    if done.returncode:
        print(done.stdout, done.stderr)


def people_and_jobs(port, check):
    _, writer = whoever(port, "/organisations/import")
    people = writer.ask("GET", "/people")[1]["items"]
    names = [person["name"] for person in people]
    check("those who can be named are there", len(names) > 3 and writer.ask("GET", "/me")[1]["id"] in [person["id"] for person in people] and not any("email" in person for person in people))
    check("a guest of an evaluation sees who works on it", 0 < len(whoever(port, "/people", "the people you work with")[1].ask("GET", "/people")[1]["items"]) < len(people))
    finished = next(each["id"] for each in writer.ask("GET", "/evaluations")[1]["items"] if each["is_finished"] and each["extent"] == "all")
    whole = writer.ask("GET", f"/evaluations/{finished}")[1]
    code, version = next((indicator["code"], indicator["judgement"]["version"]) for question in whole["questions"] for area in question["key_areas"] for indicator in area["indicators"] if indicator["judgement"])
    check("a judgement has its version", version >= 1 and code)
    check("so has a conclusion", all(question["conclusion"]["version"] >= 1 for question in whole["questions"] if question["conclusion"]))


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    passed, failed = 0, 0

    def check(what, is_right):
        nonlocal passed, failed
        passed, failed = passed + bool(is_right), failed + (not is_right)
        print(f"{'ok    ' if is_right else 'FAILED'} {what}", flush=True)

    with tempfile.TemporaryDirectory(prefix="touchstone-api-") as name:
        folder = pathlib.Path(name)
        description = json.loads(subprocess.run([binary, "openapi"], capture_output=True, check=True).stdout)
        check("the description has no errors", lint(description, folder) == 0)
        planted = json.loads(json.dumps(description))
        next(iter(planted["paths"].values())).setdefault("get", {})["parameters"] = [{"name": "planted"}]
        check("a planted error in it is found", lint(planted, folder) > 0)
        says_what_is_needed(description, check)
        with Server(binary, folder / "data", "--demo") as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            connection.request("GET", "/api/v1/openapi.json")
            check("the server gives the same description", json.loads(connection.getresponse().read()) == description)
            works(server.port, description, check)
            have_their_shapes(server.port, description, check)
            refuses_as_json(server.port, check)
            places = [*publish(server.port, check), *work_together(server, binary, check)]
            forms_are_read_and_written_back(server.port, description, check, places)
            sees_what_is_shared(server.port, check)
            people_and_jobs(server.port, check)
            a_stranger_publishes(server.port, check)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
