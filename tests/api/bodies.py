#!/usr/bin/env python3
"""Generated bodies for every form that programs may send: bodies.py BINARY [--count N] [--seed N]. The last line is "N passed, N failed".

Of each body structure, depth, types and sizes are drawn by the seed. Whatever it is, the answer comes within two seconds, is no failure of the server,
and is problem details where it refuses; the server is alive at the end and has not grown. `--planted-fault` takes a refusal for a failure and must be found.
"""
import argparse
import http.client
import json
import pathlib
import random
import re
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
from running import Server, Visitor  # noqa: E402
from run_api import token_of  # noqa: E402

PEOPLE = 8
PER_ADDRESS = 1_000  # requests of a minute from one address: below what the server allows
SECONDS_MAX, MEMORY_MAX = 2, 1_500_000_000
WORDS = ["", "a", "Zqx words", "=1+1", "2026-01-31", "0026-01-31", "31/2/2026", "partnership", "1", "-1", "9" * 40, "2.1/1", "\u202eabc", "e\u0301", "\U0001f600", "null",
         "' or 1=1 --", "<b>x</b>", "{{x}}", "\u0001", "a\u0000b", "\ud800", "\ufffe", "a\r\nb", " ", "../../x", "%00"]


class Maker:
    """Draws bodies for one form at a time."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def body(self, schema):
        """The bytes, and what kind of body it is."""
        draw = self.random.random()
        if draw < 0.06:
            return self.broken(), "broken"
        if draw < 0.10:
            return self.deep(), "deep"
        if draw < 0.13:
            return self.large(schema), "large"
        fields = self.likely(schema)
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 5])):
            self.spoil(fields, schema)
        text = json.dumps(fields, ensure_ascii=self.random.random() < 0.5)
        if fields and self.random.random() < 0.03:  # one name twice
            text = text[:-1] + ", " + json.dumps(self.random.choice(list(fields))) + ": " + json.dumps(self.value(2)) + "}"
        return text.encode("utf-8", "surrogatepass"), "form"

    def likely(self, schema):
        return {name: self.fitting(field) for name, field in schema.get("properties", {}).items() if self.random.random() < 0.93}

    def fitting(self, field):
        kind = field.get("type", "string")
        kind = kind[0] if isinstance(kind, list) else kind
        if "enum" in field:
            return self.random.choice(field["enum"])
        if kind == "array":
            return [self.random.choice(["2.1/1", "5.1", "strategic", "x"]) for _ in range(self.random.randrange(3))]
        if kind == "integer":
            return self.random.choice([0, 1, 2, 3, 6])
        return "2026-03-31" if field.get("format") == "date" else self.random.choice(["Zqx words", "partnership", "", "3"])

    def spoil(self, fields, schema):
        names = list(schema.get("properties", {})) + ["nonsense", "csrf", "", "a" * 300, "é", "id", "owner"]
        name = self.random.choice(names)
        if self.random.random() < 0.2:
            fields.pop(name, None)
        else:
            fields[name] = self.value(self.random.randrange(4))

    def value(self, depth):
        draw = self.random.randrange(12)
        if draw < 5:
            return self.random.choice(WORDS)
        if draw < 7:
            return self.random.choice([0, 1, -1, 7, 2**31, 2**63, 2**64, -2**63, 10**30, 0.5, 1e300, True, False, None])
        if draw < 8:
            return "x" * self.random.choice([10, 151, 1_001, 4_001, 33_000])
        if depth == 0:
            return self.random.choice(WORDS)
        if draw < 10:
            return [self.value(depth - 1) for _ in range(self.random.randrange(6))]
        return {self.random.choice(["a", "b", "id", ""]): self.value(depth - 1) for _ in range(self.random.randrange(4))}

    def deep(self):
        depth = self.random.choice([3, 31, 32, 33, 100, 1_000, 20_000, 100_000])
        opened, closed = self.random.choice([("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
        ends = closed * depth if self.random.random() < 0.7 else ""
        return ('{"title":' + opened * depth + "1" + ends + "}").encode()

    def large(self, schema):
        name = self.random.choice(list(schema.get("properties", {"title": {}})) or ["title"])
        return json.dumps(self.random.choice([{name: "x" * 400_000}, {name: ["y"] * 2_500}, {f"field{i}": "" for i in range(3_000)}, {name: "z" * 600_000}])).encode()

    def broken(self):
        return self.random.choice([b"", b"{", b"}", b"[]", b"null", b"1", b'"a"', b"{,}", b'{"a"}', b'{"a":}', b"\xef\xbb\xbf{}", b'{"a": "\xff"}', b"\x00", b'{"a": 1}{"b": 2}',
                                   b"{'a': 1}", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": -}', b'{"a": "\\ud800"}', b'{"a": "\\u0000"}', b"/* */ {}", b"a=b&c=d", b"{}" * 1_000])


def forms_in(description):
    """The forms that take JSON: address and schema."""
    found = []
    for path, operations in description["paths"].items():
        content = operations.get("post", {}).get("requestBody", {}).get("content", {})
        if "post" in operations:
            found.append((path.removeprefix("/api/v1"), content.get("application/json", {}).get("schema", {})))
    return found


def ids_of(port, token):
    """What stands in the holes of addresses: things of the demonstration."""
    def read(path):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        connection.request("GET", "/api/v1" + path, headers={"Authorization": f"Bearer {token}"})
        return json.loads(connection.getresponse().read())

    def listed(path):
        return [item["id"] for item in read(path).get("items", [])]
    ids = {hole: listed(path) for hole, path in (("evaluation", "/evaluations"), ("evidence", "/evidence"), ("plan", "/plans"), ("duty", "/duties"), ("practice", "/good-practice"),
                                               ("organisation", "/organisations"), ("service", "/services"), ("standard", "/standards"), ("questionnaire", "/questionnaires"), ("measure", "/measures"), ("wall", "/walls"), ("talk", "/talks"),
                                               ("comment", "/comments"))}
    ids["wave"] = [wave for each in ids["questionnaire"] for wave in read(f"/questionnaires/{each}")["waves"]]
    ids["measure_target"] = [target["id"] for each in ids["measure"] for target in read(f"/measures/{each}")["targets"]]
    ids["measure_break"] = [each_break["id"] for each in ids["measure"] for each_break in read(f"/measures/{each}")["breaks"]]
    ids["link"] = [one["link"].removeprefix("/ask/") for one in (read(f"/waves/{wave}") for wave in ids["wave"]) if "link" in one] + [read(f"/walls/{wall}")["link"].removeprefix("/ask/") for wall in ids["wall"]]
    talks = [read(f"/talks/{talk}") for talk in ids["talk"]]
    ids |= {hole: [each["id"] for talk in talks for each in talk[hole + "s"]] for hole in ("participant", "excerpt")}
    objectives = [each for plan in ids["plan"] for each in read(f"/plans/{plan}").get("objectives", [])]
    findings = [each["id"] for item in ids["evidence"][:20] for each in read(f"/evidence/{item}").get("findings", []) if "id" in each]
    ids |= {"objective": [each["id"] for each in objectives], "action": [action["id"] for each in objectives for action in each["action_points"]], "finding": findings}
    return ids | {"indicator": ["1.1", "2.1", "5.1"], "theme": ["1"], "question": ["1", "3"], "component": ["1"], "aspect": ["awareness"], "statement": ["1", "2"], "text": ["0"], "language": ["gd", "ar"]}


def tokens_of(port):
    """Of those of the demonstration's people who may write, or look after the partnership."""
    visitor, tokens = Visitor(port), []
    for person in re.findall(r'name="person" value="([^"]+)"', visitor.get("/step-in").text):
        visitor.post("/step-in", {"person": person})
        if any(visitor.get(path).status == 200 for path in ("/evidence/new", "/organisations/new")) and len(tokens) < PEOPLE:
            tokens.append(token_of(visitor, "write"))
        visitor.get("/step-in")
    return tokens


class Sender:
    """Keeps a connection, and takes another address of the loopback before one has asked too often."""

    def __init__(self, port):
        self.port, self.sent, self.connection = port, 0, None

    def post(self, path, body, media, token):
        if self.sent % PER_ADDRESS == 0:
            self.leave()
        if not self.connection:
            source = f"127.0.{self.sent // PER_ADDRESS // 200 % 200}.{self.sent // PER_ADDRESS % 200 + 1}"
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))
        self.sent += 1
        began = time.monotonic()
        try:
            self.connection.request("POST", "/api/v1" + path, body, {"Authorization": f"Bearer {token}", "Content-Type": media})
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.leave()
            return None, "", b"", time.monotonic() - began
        if answer.will_close:
            self.leave()
        return answer.status, answer.headers.get("Content-Type") or "", content, time.monotonic() - began

    def leave(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def fault_of(status, media, content, seconds, planted):
    if status is None:
        return "no answer"
    if status >= 500:
        return f"status {status}"
    if planted and status == 422:
        return "a refusal, as planted"
    if status >= 400 and media != "application/problem+json":
        return f"status {status} as {media or 'nothing'}"
    if status >= 400 and json.loads(content)["status"] != status:
        return "a status that is not its own"
    return f"{seconds:.1f} s" if seconds > SECONDS_MAX else ""


def memory_of(process):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]) * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted-fault", action="store_true")
    asked = parser.parse_args()
    maker, faults, statuses = Maker(asked.seed), [], {}
    with tempfile.TemporaryDirectory(prefix="touchstone-bodies-") as name, Server(asked.binary.resolve(), pathlib.Path(name) / "data", "--demo") as server:
        sender, tokens = Sender(server.port), tokens_of(server.port)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
        connection.request("GET", "/api/v1/openapi.json")
        forms, ids = forms_in(json.loads(connection.getresponse().read())), ids_of(server.port, tokens[0])
        for number in range(asked.count):
            pattern, schema = maker.random.choice(forms)
            path = re.sub(r"{(\w+)}", lambda hole: maker.random.choice(ids.get(hole[1]) or ["x"]), pattern)
            body, kind = maker.body(schema)
            status, media, content, seconds = sender.post(path, body, maker.random.choice(["application/json"] * 30 + ["text/plain", "application/json; charset=utf-8", "", "multipart/form-data"]), maker.random.choice(tokens))
            statuses[status] = statuses.get(status, 0) + 1
            if fault := fault_of(status, media, content, seconds, asked.planted_fault):
                faults.append(f"{number} {pattern} {kind}: {fault} for {body!r:.200}")
                if server.process.poll() is not None:
                    break
        is_alive = server.process.poll() is None and server.is_ready()
        grown = memory_of(server.process) if is_alive else 0
        print(f"answers by status: {dict(sorted(statuses.items(), key=str))}; {grown // 1_000_000} MB at the end")
        if not is_alive:
            faults.append("the server is gone: " + server.tail())
        if grown > MEMORY_MAX:
            faults.append(f"the server has grown to {grown // 1_000_000} MB")
    for fault in faults[:20]:
        print("  ", fault)
    is_right = bool(faults) if asked.planted_fault else not faults
    print(f"{asked.count if is_right else 0} passed, {0 if is_right else max(1, len(faults))} failed")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
