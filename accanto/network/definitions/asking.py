"""The sections that say what a project asks of its own: `[[field]]`, `[[letter]]`, `[[paper]]`."""

from __future__ import annotations

import re

from accanto.network.definitions.asked import AskedField, LetterTemplate, Option, Paper, ShowIf
from accanto.network.definitions.reader import Table, nearest
from accanto.network.definitions.vocabulary import (
    BREAKDOWNS,
    CHOICE_KINDS,
    FIELD_KINDS,
    FIELD_PLACES,
    NOT_AN_OPTION,
    PAPER_WAYS,
    PLACEHOLDERS,
    SITUATION_FIELDS,
    WRITTEN_KINDS,
)

#: Stricter than other keys: they become names inside the database and of inputs on a page.
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_BRACES = re.compile(r"\{([^{}]*)\}")
#: Most fields of a project, and most options of one: a form is read by people.
_MOST_FIELDS, _MOST_OPTIONS = 60, 40
_LETTER = 8000
_LOWEST, _HIGHEST = -1_000_000_000, 1_000_000_000


def read_fields(tables: list[Table]) -> tuple[AskedField, ...]:
    """In the order in which they are asked: `show_if` names an earlier one."""
    fields: list[AskedField] = []
    for table in tables:
        fields.append(_field(table, {each.key: each for each in fields}))
        table.close()
    if len(fields) > _MOST_FIELDS:
        tables[0].notes.add(("field",), "too_many", limit=_MOST_FIELDS)
    return tuple(fields)


def _field(table: Table, earlier: dict[str, AskedField]) -> AskedField:
    key = _name(table, "field")
    if key in SITUATION_FIELDS or key in BREAKDOWNS:
        table.note("key", "taken_word", found=key)
    on = table.word("on", FIELD_PLACES, required=True)
    kind = table.word("kind", FIELD_KINDS, required=True)
    written = kind in WRITTEN_KINDS
    sealed = table.boolean("sealed", default=written)
    if written and not sealed:
        table.note("sealed", "text_is_sealed")
    found = AskedField(
        key=key,
        on=on,
        kind=kind,
        label=table.text("label", required=True, limit=200),
        help=table.text("help", limit=500),
        options=_options(table, kind),
        low=table.number("low", _LOWEST, _HIGHEST) if kind == "number" else None,
        high=table.number("high", _LOWEST, _HIGHEST) if kind == "number" else None,
        required=table.boolean("required", default=False),
        sealed=sealed,
        show_if=_show_if(table.table("show_if"), on, earlier),
    )
    if found.low is not None and found.high is not None and found.high <= found.low:
        table.note("high", "bounds_order")
    return found


def _name(table: Table, kind: str) -> str:
    """The key, in letters, digits and single underscores."""
    key = table.slug("key", kind=kind, limit=40)
    if key and not _NAME.match(key):
        table.note("key", "bad_name")
    return key


def _options(table: Table, kind: str) -> tuple[Option, ...]:
    """Asked of kinds that choose; said to be unknown of the others."""
    if kind not in CHOICE_KINDS:
        return ()
    options: list[Option] = []
    tables = table.tables("options")
    for part in tables:
        option = Option(
            part.string("key", required=True, limit=40), part.text("text", required=True, limit=200)
        )
        if option.key and not _NAME.match(option.key):
            part.note("key", "bad_name")
        if option.key in NOT_AN_OPTION:
            part.note("key", "taken_word", found=option.key)
        elif option.key in [each.key for each in options]:
            part.note("key", "repeated_value", found=option.key)
        options.append(option)
        part.close()
    if not tables and "options" not in table.value:
        table.note("", "missing", key="options")
    elif len(tables) < 2 or len(tables) > _MOST_OPTIONS:  # noqa: PLR2004  one is no choice
        table.note("options", "out_of_range_count", low=2, high=_MOST_OPTIONS)
    return tuple(options)


def _show_if(table: Table | None, on: str, earlier: dict[str, AskedField]) -> ShowIf | None:
    if table is None:
        return None
    # one whose kind or options cannot be read is not said to be wrong here too
    fitting = [
        key
        for key, each in earlier.items()
        if each.on == on and (each.codes() or each.kind in ("", *CHOICE_KINDS))
    ]
    named = table.word("field", fitting, required=True)
    answers = table.words("is", (named and earlier[named].codes()) or None, required=True)
    table.close()
    return ShowIf(named, answers)


def read_letters(tables: list[Table]) -> tuple[LetterTemplate, ...]:
    letters = []
    for table in tables:
        letters.append(
            LetterTemplate(
                key=_name(table, "letter"),
                name=table.text("name", required=True, limit=120),
                text=table.text("text", required=True, limit=_LETTER),
                about=table.text("about", limit=500),
            )
        )
        for language, words in letters[-1].text.items():
            _check_braces(table, language, words)
        table.close()
    return tuple(letters)


def _check_braces(table: Table, language: str, words: str) -> None:
    """Only names of the closed list stand in braces: nothing of a letter is ever run."""
    path = table.path + ("text", language)
    for name in _BRACES.findall(words):
        if name not in PLACEHOLDERS:
            known = ", ".join(PLACEHOLDERS)
            near = nearest(name, PLACEHOLDERS)
            table.notes.add(path, "placeholder_unknown", found=name[:60], known=known, **near)
    if any(brace in _BRACES.sub("", words) for brace in "{}"):
        table.notes.add(path, "brace_alone")


def read_papers(tables: list[Table]) -> tuple[Paper, ...]:
    """Read after the letters, whose keys they may name."""
    papers = []
    for table in tables:
        papers.append(
            Paper(
                key=_name(table, "paper"),
                way=table.word("way", PAPER_WAYS, required=True),
                name=table.text("name", required=True, limit=120),
                about=table.text("about", limit=500),
                within_days=table.integer("within_days", 0, 1000),
                letter=table.word("letter", table.notes.keys("letter")),
            )
        )
        table.close()
    return tuple(papers)
