"""Whether JSON is as its schema says; as much of JSON Schema as the description uses."""
KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}


def faults_in(value, schema, at="$"):
    """One sentence for each fault."""
    if "anyOf" in schema:
        return min((faults_in(value, one, at) for one in schema["anyOf"]), key=len)
    if "type" not in schema:
        return []
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if value is None and "null" in kinds:
        return []
    if not isinstance(value, KINDS[kinds[0]]) or isinstance(value, bool) != (kinds[0] == "boolean"):
        return [f"{at} is no {kinds[0]}"]
    if kinds[0] == "array":
        return [fault for number, item in enumerate(value) for fault in faults_in(item, schema.get("items", {}), f"{at}[{number}]")]
    if kinds[0] != "object":
        return []
    fields = schema.get("properties", {})
    faults = [f"{at} lacks {name}" for name in schema.get("required", []) if name not in value]
    if schema.get("additionalProperties") is False:
        faults += [f"{at} has {name} as well" for name in value if name not in fields]
    more = schema.get("additionalProperties")
    rest = {name: more for name in value if name not in fields} if isinstance(more, dict) else {}
    return faults + [fault for name, inner in value.items() if name in fields or name in rest
                     for fault in faults_in(inner, fields.get(name, rest.get(name)), f"{at}.{name}")]
