"""The full-text table: FTS5 on SQLite, a tsvector under GIN on PostgreSQL. All that differs is here.

Both hold the tokens of our own analyser, weighted by column, under the number of their SearchEntry; neither
needs an extension that has to be allowed. A row goes with its entry: by a foreign key, or by a trigger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "directory_search"
_ENTRIES = "directory_searchentry"
#: Rows that are ranked by how well they match; of more, the first so many that match in their name. Nobody
#: reads so far; ranking takes most of the time of a search.
RANKED = 500
#: Rows that are looked at where something else narrows them afterwards: whether it is open now.
MANY = 5_000
_POSITION_END = 16_000

#: A token, several of them one after the other, or the beginning of one ("avv*").
Phrase = tuple[str, ...]
#: Any of these phrases.
AnyOf = tuple[Phrase, ...]


@dataclass(frozen=True)
class Tokens:
    """What is written of one entry. Facts narrow, and do not count in the ranking."""

    entry: int
    title: Sequence[str]
    keywords: Sequence[str]
    body: Sequence[str]
    facts: Sequence[str]


@dataclass(frozen=True)
class Match:
    """All of `must`; and, where there are any, all of `words` or (`loose`) at least one of them."""

    must: tuple[AnyOf, ...] = ()
    words: tuple[AnyOf, ...] = ()
    loose: bool = False


# --- tables ---------------------------------------------------------------------------------------

_SQLITE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, keywords, body, facts, content='', contentless_delete=1,"
    " tokenize=\"unicode61 remove_diacritics 0\", prefix='4 5 6')",
    f"CREATE TRIGGER {TABLE}_gone AFTER DELETE ON {_ENTRIES} BEGIN DELETE FROM {TABLE} WHERE rowid = OLD.id; END",  # noqa: S608
)
_POSTGRES = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY REFERENCES {_ENTRIES} (id) ON DELETE CASCADE"
    " DEFERRABLE INITIALLY DEFERRED, title tsvector NOT NULL, tokens tsvector NOT NULL)"
    " WITH (toast_tuple_target = 8160)",
    f"CREATE INDEX {TABLE}_tokens ON {TABLE} USING gin (tokens)",
    # A GIN index knows no weights: without one of its own, each match would be opened to see where it stands.
    f"CREATE INDEX {TABLE}_title ON {TABLE} USING gin (title)",
    # With a limit the planner would go through the table, and weigh fifty words against each row.
    f"""CREATE OR REPLACE FUNCTION {TABLE}_ranked(wanted tsquery, words tsquery, rankable integer, most integer)
    RETURNS TABLE (entry bigint, score real) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    WITH matched AS MATERIALIZED (SELECT rowid, tokens FROM {TABLE} WHERE tokens @@ wanted LIMIT most)
    SELECT rowid, CASE WHEN (SELECT count(*) FROM matched) > rankable THEN 1.0::real
    ELSE ts_rank('{{0, 0.15, 0.5, 1.0}}', tokens, words, 1) END FROM matched ORDER BY 2 DESC, 1 $$""",  # noqa: S608
    f"""CREATE OR REPLACE FUNCTION {TABLE}_named(wanted tsquery, words tsquery, most integer)
    RETURNS TABLE (entry bigint) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT rowid FROM {TABLE} WHERE title @@ words AND tokens @@ wanted LIMIT most $$""",  # noqa: S608
)


def install(connection: Any) -> None:
    """Make the table (used by the migration)."""
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take it away: for reversing the migration."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_gone")
        else:
            cursor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_ranked, {TABLE}_named")
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def settle(connection: Any) -> None:
    """After much was written: let the engine look at its tables, and put its index together."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"VACUUM ANALYZE {TABLE}" if not connection.in_atomic_block else f"ANALYZE {TABLE}"
            )
        else:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608
            cursor.execute("ANALYZE")


# --- writing --------------------------------------------------------------------------------------


def write(connection: Any, rows: Sequence[Tokens]) -> None:
    """Put the tokens of these entries in the place of what was written of them before."""
    if not rows:
        return
    numbers = [row.entry for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [numbers])  # noqa: S608
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, title, tokens)"  # noqa: S608
                " SELECT * FROM unnest(%s::bigint[], %s::tsvector[], %s::tsvector[])",
                [numbers, [_vector(row.title) for row in rows], [_vector(*_columns(row)) for row in rows]],
            )
        else:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(number,) for number in numbers])  # noqa: S608
            sql = f"INSERT INTO {TABLE} (rowid, title, keywords, body, facts) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
            values = [(row.entry, *(" ".join(column) for column in _columns(row))) for row in rows]
            cursor.executemany(sql, values)


def insert(connection: Any, table: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows at once, those that are there already left as they are. `columns`: name -> PostgreSQL's type."""
    if not rows:
        return
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
            sql = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _columns(row: Tokens) -> tuple[Sequence[str], ...]:
    return row.title, row.keywords, row.body, row.facts


def _vector(*columns: Sequence[str]) -> str:
    """The tokens as PostgreSQL writes a tsvector: 'token':1A,7C … Columns lie apart, so that no phrase
    runs from one into the next. Tokens are letters and digits, which need no more than quotes."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, column in zip("ABCD", columns, strict=False):
        for token in column:
            position = min(position + 1, _POSITION_END)
            places.setdefault(token, []).append(f"{position}{weight}")
        position = min(position + 5, _POSITION_END)
    return " ".join(f"'{token}':{','.join(found[:100])}" for token, found in places.items())


# --- asking ---------------------------------------------------------------------------------------


def ranked(connection: Any, match: Match, most: int = RANKED) -> list[tuple[int, float]]:
    """(entry, how well) of what matches, the best first, so many at most; of more than can be ranked, those
    that match in their name come first."""
    ask = _matched_postgres if connection.vendor == "postgresql" else _matched_sqlite
    with connection.cursor() as cursor:
        return ask(cursor, match, most)[:most]


def _matched_sqlite(cursor: Any, match: Match, most: int) -> list[tuple[int, float]]:
    """The score is asked for only where there are not too many: it goes through all that each word stands in."""
    sql = f"SELECT rowid, {{}} FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {most + 1}"  # noqa: S608
    wanted = _fts5(match)
    found = cursor.execute(sql.format("1.0"), [wanted]).fetchall()
    if len(found) <= RANKED:
        found = cursor.execute(sql.format(f"-bm25({TABLE}, 6.0, 3.0, 1.0, 0.0)"), [wanted]).fetchall()
    elif match.words:
        named = cursor.execute(sql.format("1.0"), [_fts5(match, also_in="title")]).fetchall()
        return _named_first(named, found)
    return sorted(found, key=lambda row: -row[1])


def _named_first(named: list[tuple[int, float]], found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    known = {entry for entry, _score in named}
    return [*named, *((entry, 0.3) for entry, _score in found if entry not in known)]


def _matched_postgres(cursor: Any, match: Match, most: int) -> list[tuple[int, float]]:
    words = _tsquery(Match(words=match.words, loose=True)) if match.words else _tsquery(match)
    sql = f"SELECT entry, score FROM {TABLE}_ranked(%s::tsquery, %s::tsquery, %s, %s)"  # noqa: S608
    found = cursor.execute(sql, [_tsquery(match), words, RANKED, most + 1]).fetchall()
    if len(found) <= RANKED or not match.words:
        return list(found)
    sql = f"SELECT entry FROM {TABLE}_named(%s::tsquery, %s::tsquery, %s)"  # noqa: S608
    asked = [_tsquery(match), words, most + 1]
    return _named_first([(entry, 1.0) for (entry,) in cursor.execute(sql, asked).fetchall()], found)


def among(connection: Any, keys: Iterable[int | UUID], column: str = "pk") -> Q:
    """A condition: the column is one of these keys, which are one parameter however many they are."""
    listed = list(keys)
    named = bool(listed) and isinstance(listed[0], UUID)
    if connection.vendor == "postgresql":
        rows = RawSQL(f"SELECT unnest(%s::{'uuid' if named else 'bigint'}[])", [listed])  # noqa: S611
    else:
        text = json.dumps([key.hex if isinstance(key, UUID) else key for key in listed])
        rows = RawSQL("SELECT value FROM json_each(%s)", [text])  # noqa: S611
    return Q(**{f"{column}__in": rows})


def matching(connection: Any, match: Match) -> Q:
    """A condition on SearchEntry: those that match."""
    if connection.vendor == "postgresql":
        sql, wanted = f"SELECT rowid FROM {TABLE} WHERE tokens @@ %s::tsquery", _tsquery(match)  # noqa: S608
    else:
        sql, wanted = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", _fts5(match)  # noqa: S608
    return Q(pk__in=RawSQL(sql, [wanted]))  # noqa: S611  # the query is a parameter


def _fts5(match: Match, also_in: str = "") -> str:
    """`also_in`: a column in which at least one of the words has to be."""

    def phrase(tokens: Phrase) -> str:
        *first, last = tokens
        if last.endswith("*"):
            return " + ".join([f'"{token}"' for token in first] + [f'"{last[:-1]}"*'])
        return '"' + " ".join(tokens) + '"'

    def any_of(phrases: Iterable[Phrase]) -> str:
        return "(" + " OR ".join(phrase(one) for one in phrases) + ")"

    parts = [any_of(one) for one in match.must]
    if match.words:
        words = [any_of(one) for one in match.words]
        parts.append("(" + (" OR " if match.loose else " AND ").join(words) + ")")
        if also_in:
            parts.append(f"{{{also_in}}} : (" + " OR ".join(words) + ")")
    return " AND ".join(parts)


def _tsquery(match: Match) -> str:
    def token(text: str) -> str:
        return f"'{text[:-1]}':*" if text.endswith("*") else f"'{text}'"

    def any_of(phrases: Iterable[Phrase]) -> str:
        said = (" <-> ".join(token(text) for text in phrase) for phrase in phrases)
        return "(" + " | ".join(f"({text})" for text in said) + ")"

    parts = [any_of(one) for one in match.must]
    if match.words:
        parts.append("(" + (" | " if match.loose else " & ").join(any_of(one) for one in match.words) + ")")
    return " & ".join(parts)
