# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""What OSCAL 1.2 asks of assessment-results and of a plan of action, as a JSON schema of our own.

Written from the metaschema's rules (pages.nist.gov/OSCAL, public domain), apart from the program's own check, so that a
mistake has to be made twice to go unseen. No field that the rules do not know is let through where they close the list.
"""

UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}
# A date and time with its zone.
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}
# Of the letters that OSCAL lets in, only those of ASCII: codes of frameworks have no others.
TOKEN = {"type": "string", "pattern": r"^[A-Za-z_][A-Za-z0-9._\-]*$"}
# Not empty, and no space around.
LINE = {"type": "string", "pattern": r"^\S(.*\S)?$"}
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "minLength": 1}


def thing(required, optional=()):
    """An object with these fields and no other."""
    fields = dict(required) | dict(optional)
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def some(item):
    """OSCAL has no empty list: a list that would be is left out."""
    return {"type": "array", "items": item, "minItems": 1}


PROPS = some(
    thing(
        {"name": TOKEN, "value": LINE},
        {"ns": ADDRESS, "class": TOKEN, "uuid": UUID, "group": TOKEN, "remarks": TEXT},
    )
)
LINKS = some(thing({"href": ADDRESS}, {"rel": TOKEN, "media-type": TEXT, "text": TEXT}))
COMMON = {"props": PROPS, "links": LINKS, "remarks": TEXT}
PARTY = thing(
    {"uuid": UUID, "type": {"enum": ["person", "organization"]}},
    COMMON
    | {
        "name": LINE, "short-name": LINE, "member-of-organizations": some(UUID),
        "external-ids": some(thing({"scheme": ADDRESS, "id": LINE})),
        "email-addresses": some(TEXT),
    },
)
METADATA = thing(
    {
        "title": TEXT, "last-modified": MOMENT, "version": LINE,
        "oscal-version": {"type": "string", "pattern": r"^1\.\d+\.\d+$"},
    },
    COMMON
    | {
        "published": MOMENT, "parties": some(PARTY), "roles": some(thing({"id": TOKEN, "title": TEXT}, COMMON)),
        "responsible-parties": some(thing({"role-id": TOKEN, "party-uuids": some(UUID)}, COMMON)),
        "document-ids": some(thing({"identifier": TEXT}, {"scheme": ADDRESS})),
    },
)
CONTROLS = some(thing({"control-id": TOKEN}, {"statement-ids": some(TOKEN)}))
SELECTION = {
    "oneOf": [
        thing({"include-all": {"type": "object"}}, COMMON | {"description": TEXT, "exclude-controls": CONTROLS}),
        thing({"include-controls": CONTROLS}, COMMON | {"description": TEXT, "exclude-controls": CONTROLS}),
    ]
}
RELATED_OBSERVATIONS = some(thing({"observation-uuid": UUID}))
RELATED_RISKS = some(thing({"risk-uuid": UUID}))
SUBJECT = thing(
    {"subject-uuid": UUID, "type": {"enum": ["component", "inventory-item", "location", "party", "user", "resource"]}},
    COMMON | {"title": TEXT},
)
OBSERVATION = thing(
    {
        "uuid": UUID, "description": TEXT, "collected": MOMENT,
        "methods": some({"enum": ["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"]}),
    },
    COMMON
    | {
        "title": TEXT, "types": some(TOKEN), "subjects": some(SUBJECT), "expires": MOMENT,
        "relevant-evidence": some(thing({"description": TEXT}, COMMON | {"href": ADDRESS})),
    },
)
STATUS = thing({"state": {"enum": ["satisfied", "not-satisfied"]}}, {"reason": TOKEN, "remarks": TEXT})
FINDING = thing(
    {
        "uuid": UUID, "title": TEXT, "description": TEXT,
        "target": thing(
            {"type": {"enum": ["statement-id", "objective-id"]}, "target-id": TOKEN, "status": STATUS},
            COMMON | {"title": TEXT, "description": TEXT},
        ),
    },
    COMMON | {"related-observations": RELATED_OBSERVATIONS, "related-risks": RELATED_RISKS},
)
REMEDIATION = thing(
    {"uuid": UUID, "lifecycle": TOKEN, "title": TEXT, "description": TEXT},
    COMMON
    | {
        "tasks": some(
            thing(
                {"uuid": UUID, "type": {"enum": ["milestone", "action"]}, "title": TEXT},
                COMMON
                | {
                    "description": TEXT,
                    "timing": {"type": "object", "minProperties": 1},
                    "responsible-roles": some(thing({"role-id": TOKEN}, COMMON | {"party-uuids": some(UUID)})),
                },
            )
        )
    },
)
RISK = thing(
    {"uuid": UUID, "title": TEXT, "description": TEXT, "statement": TEXT, "status": TOKEN},
    COMMON
    | {"deadline": MOMENT, "remediations": some(REMEDIATION), "related-observations": RELATED_OBSERVATIONS},
)
BACK_MATTER = thing(
    {},
    {
        "resources": some(
            thing(
                {"uuid": UUID},
                COMMON
                | {
                    "title": TEXT, "description": TEXT,
                    "document-ids": some(thing({"identifier": TEXT}, {"scheme": ADDRESS})),
                    "rlinks": some(
                        thing(
                            {"href": ADDRESS},
                            {
                                "media-type": TEXT,
                                "hashes": some(
                                    thing({"algorithm": {"const": "SHA-256"},
                                           "value": {"type": "string", "pattern": "^[0-9a-f]{64}$"}})
                                ),
                            },
                        )
                    ),
                },
            )
        )
    },
)
RESULT = thing(
    {
        "uuid": UUID, "title": TEXT, "description": TEXT, "start": MOMENT,
        "reviewed-controls": thing(
            {"control-selections": some(SELECTION)}, COMMON | {"description": TEXT}
        ),
    },
    COMMON
    | {"end": MOMENT, "observations": some(OBSERVATION), "risks": some(RISK), "findings": some(FINDING)},
)
RESULTS = thing(
    {
        "assessment-results": thing(
            {
                "uuid": UUID, "metadata": METADATA, "import-ap": thing({"href": ADDRESS}, {"remarks": TEXT}),
                "results": some(RESULT),
            },
            {"back-matter": BACK_MATTER},
        )
    }
)
ITEM = thing(
    {"title": TEXT, "description": TEXT},
    COMMON
    | {
        "uuid": UUID, "related-findings": some(thing({"finding-uuid": UUID})), "related-risks": RELATED_RISKS,
        "related-observations": RELATED_OBSERVATIONS,
    },
)
PLAN = thing(
    {
        "plan-of-action-and-milestones": thing(
            {"uuid": UUID, "metadata": METADATA, "poam-items": some(ITEM)},
            {
                "system-id": thing({"id": LINE}, {"identifier-type": ADDRESS}), "observations": some(OBSERVATION),
                "import-ssp": thing({"href": ADDRESS}), "risks": some(RISK), "findings": some(FINDING),
                "back-matter": BACK_MATTER,
            },
        )
    }
)


def identifiers(value):
    """Every identifier that a document defines."""
    if isinstance(value, dict):
        if "uuid" in value:
            yield value["uuid"]
        for inner in value.values():
            yield from identifiers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from identifiers(inner)


def references(value):
    """Every identifier that a document refers to: fields named after what they point at, and addresses inside."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.endswith("-uuid") and isinstance(inner, str):
                yield inner
            elif name == "href" and isinstance(inner, str) and inner.startswith("#"):
                yield inner[1:]
            elif name == "party-uuids":
                yield from inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
