"""From a file to a definition, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from accanto.network.definitions import asking, how, results, who
from accanto.network.definitions.lines import line_index
from accanto.network.definitions.model import ProjectDefinition
from accanto.network.definitions.problems import DefinitionErrors, Problem
from accanto.network.definitions.reader import Notes, Table
from accanto.network.definitions.templates import read_plan_templates

FORMAT = 1
MAX_BYTES = 512 * 1024
_DEFAULT_AGE_BOUNDS = (18, 61)


def builtin_files() -> list[Path]:
    """The definitions that come with the product, by name."""
    return sorted((Path(__file__).parent.parent / "projects").glob("*.toml"))


def load(source: Path | str | bytes) -> ProjectDefinition:
    """Read a definition from a file, or from its bytes.

    Raises DefinitionErrors with every problem found, and nothing else.
    """
    data = _bytes(source)
    if len(data) > MAX_BYTES:
        raise DefinitionErrors([Problem("", "too_large", {"limit": MAX_BYTES // 1024})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DefinitionErrors([Problem("", "not_utf8", {"position": error.start + 1}, line)]) from None
    text = text.replace("\r\n", "\n")
    notes = Notes(line_index(text))
    definition = _read(Table(notes, (), _parse(text)), text)
    if notes.problems:
        raise DefinitionErrors(notes.problems)
    return definition


def _bytes(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise DefinitionErrors([Problem("", "not_readable")]) from None


def _parse(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        # The parser's own words are English: the line and our sentence say it in the reader's language.
        raise DefinitionErrors([Problem("", "not_toml", line=line)]) from None
    except (ValueError, RecursionError):
        # Numbers of thousands of digits and thousands of nested brackets: no definition has them.
        raise DefinitionErrors([Problem("", "not_toml")]) from None


def _read(root: Table, source: str) -> ProjectDefinition:
    """The order matters: what is named must be read before what names it."""
    _check_format(root)
    project = root.table("project")
    if project is None and "project" not in root.value:
        root.note("project", "missing", key="project")
    facts = who.read_project(project or Table(Notes({}), ("project",), {}))
    partners = who.read_partners(root.tables("partner"))
    packages = how.read_work_packages(root.tables("work_package"))
    actions = how.read_actions(root.tables("action"))
    templates = read_plan_templates(root.tables("plan_template"))
    supports = how.read_supports(root.tables("support"))
    fields = asking.read_fields(root.tables("field"))
    letters = asking.read_letters(root.tables("letter"))
    expected = results.read_results(root.tables("result"), supports, fields)
    definition = ProjectDefinition(
        format=FORMAT,
        digest=hashlib.sha256(source.encode()).hexdigest(),
        project=facts,
        partners=partners,
        territories=who.read_territories(root.tables("territory")),
        areas=how.read_areas(root.table("areas")),
        work_packages=packages,
        actions=actions,
        plan_templates=templates,
        supports=supports,
        outreach=how.read_outreach(root.table("outreach")),
        paths=how.read_paths(root.table("paths")),
        tutoring=how.read_tutoring(root.table("tutoring")),
        coordination_group=who.read_coordination_group(root.table("coordination_group")),
        directory=who.read_directory(root.table("directory")),
        documents=who.read_documents(root.tables("document")),
        results=expected,
        age_bounds=_age_bounds(root.table("age_bands")),
        fields=fields,
        letters=letters,
        papers=asking.read_papers(root.tables("paper")),
        source=source,
    )
    root.close()
    return definition


def _check_format(root: Table) -> None:
    if not root.has("format"):
        root.note("format", "format_missing")
        return
    found = root.value["format"]
    if found != FORMAT or isinstance(found, bool) or not isinstance(found, int):
        said = str(found) if isinstance(found, int) and abs(found) < 1000 else "…"
        root.note("format", "format_unknown", found=said)


def _age_bounds(table: Table | None) -> tuple[int, ...]:
    """First ages of each band after the youngest; by default under 18, 18 to 60, over 60."""
    if table is None:
        return _DEFAULT_AGE_BOUNDS
    bounds = table.growing("bounds", 1, 120, required=True)
    table.close()
    return bounds or ()
