"""A client that knows of the product what its description says, and nothing else. It is told what to say."""
import json
import re
import urllib.error
import urllib.request


class Refused(Exception):
    """Problem details, as they came."""


class Client:
    def __init__(self, base, token):
        self.base, self.token = base, token
        self.description = self.ask("GET", "/api/v1/openapi.json")
        self.operations = {operation["summary"]: (method.upper(), path, operation)
                           for path, at in self.description["paths"].items() for method, operation in at.items()}

    def ask(self, method, path, body=None):
        request = urllib.request.Request(self.base + path, json.dumps(body).encode() if body is not None else None, method=method,
                                         headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                raw = answer.read()
                return json.loads(raw) if "json" in answer.headers.get("Content-Type", "") else raw
        except urllib.error.HTTPError as refused:
            raise Refused(f"{method} {path}: {refused.read().decode()}") from refused

    def address(self, pattern, holes):
        return re.sub(r"{(\w+)}", lambda hole: holes[hole[1]], pattern)

    def read(self, summary, **holes):
        method, path, _ = self.operations[summary]
        assert method == "GET", summary
        return self.ask("GET", self.address(path, holes))

    def do(self, summary, said=None, **holes):
        """What was said, with what else must be there. Answers the address of what was made or changed."""
        method, path, operation = self.operations[summary]
        assert method == "POST", summary
        taken = operation["requestBody"]["content"]["application/json"]
        schema, address = taken["schema"], self.address(path, holes)
        body = dict(said or {})
        for name, value in body.items():
            self.look_at(summary, name, value, schema)
        holds = self.ask("GET", address) if "seen_version" in schema.get("required", []) else {}  # of what is altered
        for name, field in schema["properties"].items():
            if name == "seen_version" and name in schema.get("required", []):
                body[name] = holds[name]
            elif name not in body and not holds.get(name) and self.must_be_there(name, field, schema, holds):
                body[name] = self.filled_in(summary, name, field, taken.get("example", {}))
        return self.ask("POST", address, body).get("location", "")

    def look_at(self, summary, name, value, schema):
        """Nothing is said that the description does not know."""
        field = schema["properties"].get(name) or next((field for pattern, field in schema.get("patternProperties", {}).items() if re.match(pattern, name)), None)
        if field is None:
            raise LookupError(f"“{summary}” has no field {name}")
        if "enum" in field and value not in field["enum"]:
            raise ValueError(f"“{summary}” knows {field['enum']} as {name}, not {value}")
        if len(str(value)) > field.get("maxLength", len(str(value))):
            raise ValueError(f"“{summary}” has no room for so long a {name}")

    def must_be_there(self, name, field, schema, holds):
        return name in schema.get("required", []) or (bool(holds) and "null" not in field["type"] and name != "seen_version")

    def filled_in(self, summary, name, field, example):
        if "x-ids-from" in field:
            one = self.ask("GET", field["x-ids-from"])["items"][0]["id"]
            return [one] if "array" in field["type"] else one
        if name not in example:
            raise LookupError(f"“{summary}” needs {name}, which nobody but you can say")
        return example[name]


def last(location):
    return location.rsplit("/", 1)[1]


def from_nothing_to_a_report(client, told):
    """What `told` says, in the order in which people do it. Answers the report, as it was published."""
    services = [client.read("Services")["items"][0]["id"]]
    evaluation = last(client.do("Set up an evaluation", told["evaluation"] | {"services": services}))
    here = {"evaluation": evaluation}
    indicator, theme = told["indicator"], f"{told['indicator']}/1"
    client.do("Choose the scope: which indicators are looked at, and how closely", {f"depth_{indicator}": told["depth"], f"reason_{indicator}": told["reason"]}, **here)
    evidence = last(client.do("Add an item of evidence to an evaluation", told["evidence"], **here))
    client.do("Add a finding to an item of evidence", told["finding"] | {"themes": [theme]}, evidence=evidence)
    client.do("Judge an indicator", told["judgement"], **here, indicator=indicator)
    whole = client.read("An evaluation", **here)
    for question in whole["questions"]:
        for area in question["key_areas"]:
            if area["indicators"]:
                client.do("Write the conclusion on a key area", {"statement": told["conclusion"]}, **here, key_area=area["number"])
                client.do("Write the conclusion on a question", {"statement": told["conclusion"]}, **here, question=str(question["number"]))
    for component in whole["capacity"]["components"]:
        client.do("Write a statement on the capacity for improvement", told["capacity"], **here, component=component["component"])
    client.do("Write the conclusion on a question", told["capacity"], **here, question=str(whole["questions"][-1]["number"]))  # on the capacity as a whole
    client.do("Finish an evaluation, or open it again", {"state": "finished"}, **here)
    client.do("Publish a version of the report", told["publishing"], **here)
    report = client.read("Reports", **here)["items"][0]["id"]
    return client.read("A published report", report=report)
