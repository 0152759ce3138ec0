"""Ways round the locked manager and the trail stand in listed files only, each with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "accanto"

#: file -> why it may read or write past the scope.
ALLOWED: dict[str, str] = {
    "core/scoping.py": "the mechanism itself",
    "core/rotation.py": "keys are rotated for everyone's rows, values unchanged",
    "core/database.py": "settings of the engine",
    "core/together.py": "rows chosen by statements inside, each with a scope of its own or refused",
    "accounts/held.py": "the actor is made from memberships",
    "core/stepwise.py": "what became of a batch's rows is working data, noted with the batch",
    "core/taking_back.py": "whether something hangs from a row that would go: no row comes out",
    "accounts/views/no_way_in.py": "whom someone may turn to who has no reach any more: their own roles",
    "accounts/operations/membership.py": "whether a user works elsewhere too, or an administrator is left",
    "accounts/operations/invitation.py": "the secret of an invitation's link is the right to see it",
    "privacy/chain.py": "the chain is written and verified as a whole",
    "privacy/reading.py": "the trail of one person or case, after people.history was checked",
    "privacy/triggers.py": "triggers are made by SQL",
    "config/health.py": "SELECT 1",
    "cli/doctor.py": "looks at settings of the engine, reads no protected row",
    "cli/backups/tables.py": "a backup copies every table, encrypted",
    "cli/restore.py": "a restore refuses when people are there",
    "core/trail.py": "the one way to write",
    "bench/population.py": "rows of a benchmark are nobody's",
    "bench/acts.py": "rows of a benchmark are nobody's",
    "bench/rows.py": "rows of a benchmark are nobody's",
    "cases/lent.py": "with whom something is shared, in the query that makes the actor; a pending offer's name",
    "cases/scopes.py": "builds a condition of the scope",
    "mine/scopes.py": "builds a condition of the scope",
    "cases/operations/share.py": "the actor's own shares by the scope's condition; those of a case that goes",
    "cases/operations/referral_link.py": "the secret of a link is the right to answer",
    "bench/tutoring_population.py": "rows of a benchmark are nobody's",
    "cases/operations/content.py": "a referral's own row, of which the service's desk sees one side",
    "bench/directory_latency.py": "rows of a benchmark are nobody's",
    "directory/operations/taking_back.py": "parts of an untouched imported entry, told in one line of the trail",
    "directory/search/engine.py": "the full-text table holds tokens; who reads the entries is asked of the scope",
    "directory/search/index.py": "the index is derived from entries whose changes the trail keeps",
    "cases/operations/case.py": "who can follow a case is asked of memberships, never of persons",
    "network/operations/municipality.py": "ISTAT's public list, loaded in bulk",
    "network/operations/project.py": "keys of results and actions that a definition may not drop",
    "people/duplicates.py": "verdicts about a person in the actor's sight",
    "people/erasing.py": "rows of a person who is erased, after erasures.do was checked: only counts come out",
    "people/mentions.py": "names that are looked for in texts the actor sees, and never come out",
    "people/operations/erasure.py": "all that is held on a person who is erased",
    "people/operations/household.py": "the days of one person's households, so that two never overlap",
    "people/likeness.py": "keyed hashes are compared across organisations; only counts come out",
    "people/operations/duplicate.py": "rows of two persons whom the actor may merge",
    "people/operations/identity.py": "search keys of one identity; the actor's own openings; managers to be told",
    "people/scopes.py": "builds a condition of the scope",
    "people/rotation.py": "index keys are rotated for everyone",
    "people/search.py": "keyed hashes, joined to persons in the actor's sight",
    "directory/operations/keeping.py": "the secret of a confirmation link is the right to see it",
    "tutoring/operations/rhythm.py": "how ties stand is derived from contacts and pauses, which the trail has",
    "tutoring/operations/shared.py": "the secret of a calendar's link is the right to read it",
    "tutoring/operations/tutoring.py": "capacity counts all ties of a tutor",
    "tutoring/operations/board.py": "places held of a tutor are counted, whoever sees the pairs",
    "accounts/operations/device.py": "a phone that comes back gets its next token; nothing of what it may do changes",
    "tutoring/operations/group.py": "whether an account is a tutor's of the group's organisation",
    "tutoring/operations/letter.py": "which managers get the weekly mail of their own organisation",
    "tutoring/shut_out.py": "whether an account is a suspended tutor's: no row comes out",
    "tutoring/steps.py": "dates of a tutor in sight, of which no row comes out",
    "tutoring/operations/draft.py": "a draft of the public form belongs to whoever has its secret",
    "tutoring/operations/likeness.py": "keyed hashes of offers and tutors, joined to rows in the actor's sight",
    "demo/accounts.py": "the demo prints its own accounts",
    "demo/offers.py": "the days on which the demo's invented offers came",
    "accounts/operations/token.py": "the secret of a token is the right to use it; when it was last used",
    "bench/services.py": "rows of a benchmark are nobody's",
    "directory/exchange/published.py": "documents that are derived, not entries; rendered with nobody's eyes",
    "directory/exchange/trail_metadata.py": "which columns of a public entry changed and when, nobody's name",
    "directory/operations/importing.py": "what an import found is working data, noted with its batch",
    "directory/operations/importing_apply.py": "parts of new entries, told in the entries' own lines of the trail",
    "directory/operations/writing.py": "parts of a new entry, told in the entry's own line of the trail",
    "caseload/operations/start.py": "the cells of a sheet are working data, noted with the import",
    "caseload/operations/undo.py": "the cells of a sheet are forgotten, noted with the import",
    "supports/ceilings.py": "a ceiling is the household's, over all partners: only sums and counts come out",
    "supports/money.py": "sums of lines in sight, of which no row comes out",
    "supports/operations/budget.py": "the lines of all partners add up to the project's budget",
    "supports/operations/home.py": "places are taken whoever sees the stay: only counts come out",
    "supports/places.py": "places are taken whoever sees the stay: only counts come out",
    "supports/register.py": "words of the kinds of supports in the actor's sight",
    "skills/operations/esco.py": "ESCO's public classification, loaded in bulk",
    "plans/guardian.py": "whether a plan at hand says why no guardian takes part: nothing comes out",
    "plans/scopes.py": "builds a condition of the scope",
    "tutoring/scopes.py": "builds a condition of the scope",
}

#: Names whose use is a way round.
WAYS = {"unscoped", "unrecorded", "_base_manager", "raw", "cursor", "recorded", "bulk_create", "bulk_update"}


def _uses(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in WAYS} | {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WAYS
    }


def _files() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def test_ways_round_are_listed() -> None:
    unlisted = {
        str(path.relative_to(PACKAGE)): sorted(_uses(path))
        for path in _files()
        if _uses(path) and str(path.relative_to(PACKAGE)) not in ALLOWED
    }
    assert unlisted == {}


def test_the_list_has_no_idle_lines() -> None:
    idle = [name for name in ALLOWED if not ((PACKAGE / name).exists() and _uses(PACKAGE / name))]
    assert idle == []


@pytest.mark.parametrize(
    "good_or_bad",
    [
        ("Case.objects.visible_to(actor)", False),
        ("Case.objects.unscoped('x')", True),
        ("Case._base_manager.all()", True),
    ],
)
def test_the_rule_itself(tmp_path: Path, good_or_bad: tuple[str, bool]) -> None:
    line, bad = good_or_bad
    path = tmp_path / "sample.py"
    path.write_text(line, encoding="utf-8")
    assert bool(_uses(path)) is bad


def test_views_and_templates_write_nothing() -> None:
    """Only operations (and the demo and benchmarks) call the trail's create, change and remove."""
    writers = []
    for path in _files():
        parts = path.relative_to(PACKAGE).parts
        if "operations" in parts or parts[0] in ("core", "demo", "bench", "privacy"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr not in ("create", "change", "remove"):
                continue
            if isinstance(node.value, ast.Name) and node.value.id == "trail":
                writers.append(str(path.relative_to(PACKAGE)))
    assert writers == []
