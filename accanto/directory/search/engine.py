"""The full-text table: FTS5 on SQLite, a tsvector under GIN on PostgreSQL. All that differs is here.

Both hold the tokens of our own analyser, weighted by column, under the number of their SearchEntry; neither
needs an extension that has to be allowed. A row goes with its entry: by a foreign key, or by a trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "directory_search"
_ENTRIES = "directory_searchentry"
#: Rows that are ranked by how well they match; of more, the first so many that match in their name.
RANKED = 1_200
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
    " DEFERRABLE INITIALLY DEFERRED, tokens tsvector NOT NULL) WITH (toast_tuple_target = 8160)",
    f"CREATE INDEX {TABLE}_tokens ON {TABLE} USING gin (tokens)",
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
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row.entry,) for row in rows])  # noqa: S608
        if postgres:
            sql = f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s::tsvector)"  # noqa: S608
            cursor.executemany(sql, [(row.entry, _vector(row)) for row in rows])
        else:
            sql = f"INSERT INTO {TABLE} (rowid, title, keywords, body, facts) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
            values = [(row.entry, *(" ".join(column) for column in _columns(row))) for row in rows]
            cursor.executemany(sql, values)


def _columns(row: Tokens) -> tuple[Sequence[str], ...]:
    return row.title, row.keywords, row.body, row.facts


def _vector(row: Tokens) -> str:
    """The tokens as PostgreSQL writes a tsvector: 'token':1A,7C … Columns lie apart, so that no phrase
    runs from one into the next. Tokens are letters and digits, which need no more than quotes."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, column in zip("ABCD", _columns(row), strict=True):
        for token in column:
            position = min(position + 1, _POSITION_END)
            places.setdefault(token, []).append(f"{position}{weight}")
        position = min(position + 5, _POSITION_END)
    return " ".join(f"'{token}':{','.join(found[:100])}" for token, found in places.items())


# --- asking ---------------------------------------------------------------------------------------


def ranked(connection: Any, match: Match) -> list[tuple[int, float]]:
    """(entry, how well) of what matches, the best first; of very many those that match in their name."""
    if connection.vendor == "postgresql":
        return _ranked_postgres(connection, match)
    return _ranked_sqlite(connection, match)


def _ranked_sqlite(connection: Any, match: Match) -> list[tuple[int, float]]:
    score = f"-bm25({TABLE}, 6.0, 3.0, 1.0, 0.0)"
    sql = f"SELECT rowid, {{}} FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {RANKED + 1}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql.format(score), [_fts5(match)])
        found = list(cursor.fetchall())
        if len(found) > RANKED and match.words:
            cursor.execute(sql.format("1.0"), [_fts5(match, column="title")])
            found = _named_first(list(cursor.fetchall()), found)
    return sorted(found, key=lambda row: -row[1])[:RANKED]


def _named_first(named: list[tuple[int, float]], found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Of more than can be ranked: those that match in their name, then others, as many as are ranked."""
    known = {entry for entry, _score in named}
    return [*named, *((entry, 0.3) for entry, _score in found if entry not in known)][:RANKED]


def _ranked_postgres(connection: Any, match: Match) -> list[tuple[int, float]]:
    """Matches in the name come first where there are more than can be ranked."""
    words = _tsquery(Match(words=match.words, loose=True)) if match.words else _tsquery(match)
    sql = (
        f"SELECT rowid, ts_rank('{{0, 0.15, 0.5, 1.0}}', tokens, %s::tsquery, 1) FROM "  # noqa: S608
        f"(SELECT rowid, tokens FROM {TABLE} WHERE tokens @@ %s::tsquery LIMIT {RANKED + 1}) matched ORDER BY 2 DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, _tsquery(match)])
        found = list(cursor.fetchall())
        if len(found) > RANKED and match.words:
            cursor.execute(sql, [words, _tsquery(match, weight="A")])
            best = max((score for _entry, score in found), default=1.0)
            found = _named_first([(entry, best) for entry, _score in cursor.fetchall()], found)
    return found


def matching(connection: Any, match: Match) -> Q:
    """A condition on SearchEntry: those that match."""
    if connection.vendor == "postgresql":
        sql, wanted = f"SELECT rowid FROM {TABLE} WHERE tokens @@ %s::tsquery", _tsquery(match)  # noqa: S608
    else:
        sql, wanted = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", _fts5(match)  # noqa: S608
    return Q(pk__in=RawSQL(sql, [wanted]))  # noqa: S611  # the query is a parameter


def _fts5(match: Match, column: str = "") -> str:
    def phrase(tokens: Phrase) -> str:
        *first, last = tokens
        if last.endswith("*"):
            return " + ".join([f'"{token}"' for token in first] + [f'"{last[:-1]}"*'])
        return '"' + " ".join(tokens) + '"'

    def any_of(phrases: Iterable[Phrase]) -> str:
        return "(" + " OR ".join(phrase(one) for one in phrases) + ")"

    parts = [any_of(one) for one in match.must]
    if match.words:
        joined = (" OR " if match.loose else " AND ").join(any_of(one) for one in match.words)
        parts.append(f"{{{column}}} : ({joined})" if column else f"({joined})")
    return " AND ".join(parts)


def _tsquery(match: Match, weight: str = "") -> str:
    def token(text: str, weighted: str) -> str:
        prefix, bare = ("*", text[:-1]) if text.endswith("*") else ("", text)
        return f"'{bare}':{prefix}{weighted}" if prefix or weighted else f"'{bare}'"

    def any_of(phrases: Iterable[Phrase], weighted: str = "") -> str:
        said = (" <-> ".join(token(text, weighted) for text in phrase) for phrase in phrases)
        return "(" + " | ".join(f"({text})" for text in said) + ")"

    parts = [any_of(one) for one in match.must]
    if match.words:
        joined = (" | " if match.loose else " & ").join(any_of(one, weight) for one in match.words)
        parts.append(f"({joined})")
    return " & ".join(parts)
