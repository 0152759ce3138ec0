"""The strings to translate: collect them, check them, compile them.

    python tools/messages.py extract    write what the code says now into every catalogue
    python tools/messages.py check      fail on anything missing, stale, unsure or broken
    python tools/messages.py compile    make the .mo files (also done by `make demo` and `make test`)

There are two catalogues. The *public* one holds what the public and the parties of a plan read, in all
five languages; the *staff* one everything else, in Italian and English. A string that is in the public
one is not asked for again in the staff one. English is the language of the source: its entries may stay
empty. Moving a string between the catalogues loses no translation.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import compile_messages  # noqa: E402
from tools.catalogues import extract, read, write  # noqa: E402
from tools.placeholders import placeholder_problem  # noqa: E402

SOURCE_LANGUAGE = "en"
Key = tuple[str, str]
#: Files read by the public and by the parties of a plan; the error pages are everyone's.
_PUBLIC = re.compile(
    r"^accanto/(portal/|api/(views/embed|templates/api/embed)|[^/]+/([^/]+/)?words\.py$|.*templates/(.*/)?(parties|pdf)/"
    r"|directory/templates/directory/mail/|cases/papers/"
    r"|core/templates/(\d{3}(_csrf)?\.html|ui/public_base\.html)$"
    r"|accounts/templates/(account/login|allauth/layouts/entrance)\.html$)"
)
_PARTS = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")


@dataclass(frozen=True)
class Kind:
    """One of the two catalogues."""

    name: str
    folder: Path
    languages: tuple[str, ...]

    def path(self, language: str) -> Path:
        return self.folder / language / "LC_MESSAGES" / "django.po"


STAFF = Kind("staff", ROOT / "accanto/locale", ("it", "en"))
PUBLIC = Kind("public", ROOT / "accanto/locale_public", ("it", "en", "fr", "ar", "ro"))


def sources() -> list[str]:
    """Every file whose strings are translated, in order."""
    found = [
        path.relative_to(ROOT).as_posix()
        for ending in ("py", "html", "txt")
        for path in (ROOT / "accanto").rglob(f"*.{ending}")
    ]
    return sorted(path for path in found if "/migrations/" not in path and "/static/" not in path)


def public_sources(files: list[str]) -> list[str]:
    """The files whose strings people read who are not staff; a template brings those it is made of."""
    public = {path for path in files if _PUBLIC.search(path)}
    waiting = sorted(public)
    while waiting:
        path = waiting.pop()
        if "/templates/" in path:
            parts = _PARTS.findall((ROOT / path).read_text(encoding="utf-8"))
            new = {file for file in files for part in parts if file.endswith(f"/templates/{part}")} - public
            public |= new
            waiting += sorted(new)
    return sorted(public)


def wanted() -> dict[Kind, Catalog]:
    """What the code says now, for each catalogue."""
    files = sources()
    read_by_public = public_sources(files)
    public = extract(ROOT, read_by_public)
    staff = extract(ROOT, sorted(set(files) - set(read_by_public)))
    for message in list(staff):
        known = message.id and public.get(message.id, message.context)
        if known and (known.pluralizable or not message.pluralizable):
            staff.delete(message.id, message.context)
    return {PUBLIC: public, STAFF: staff}


def key(message: Message) -> Key:
    return (message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def run_extract() -> int:
    templates = wanted()
    memory = {
        language: {key(old): old for kind in (STAFF, PUBLIC) for old in read(kind.path(language), language)}
        for language in PUBLIC.languages
    }
    for kind, template in templates.items():
        for language in kind.languages:
            new = Catalog(locale=language, fuzzy=False)
            for message in template:
                if message.id:
                    string = _remembered(message, memory[language].get(key(message)))
                    new.add(
                        message.id, string, message.locations, message.flags - {"fuzzy"},
                        user_comments=message.user_comments, auto_comments=message.auto_comments,
                        context=message.context,
                    )  # fmt: skip
            write(kind.path(language), new)
        print(f"{kind.name}: {len(template)} strings in {', '.join(kind.languages)}")
    return 0


def _remembered(message: Message, old: Message | None) -> str | tuple[str, ...]:
    """The old translation, if it is one of the same shape and no one was unsure of it."""
    if old is None or old.fuzzy or old.pluralizable != message.pluralizable:
        return ""
    return old.string


def run_check() -> int:
    problems: list[str] = []
    for kind, template in wanted().items():
        for language in kind.languages:
            problems += [f"{kind.name}, {language}: {text}" for text in _problems(kind, language, template)]
    for problem in problems[:100]:
        print(problem)
    if problems:
        print(f"{len(problems)} problems in translations. `make messages` collects new strings.")
        return 1
    print("translations: complete")
    return 0


def _problems(kind: Kind, language: str, template: Catalog) -> list[str]:
    path = kind.path(language)
    if not path.exists():
        return [f"{path.relative_to(ROOT)} is missing"]
    catalog = read(path, language)
    plurals = Catalog(locale=language).num_plurals
    expected = {key(message): message for message in template if message.id}
    held = {key(message): message for message in catalog if message.id}
    found = [f"new string, not collected yet: {name[1]!r}" for name in expected.keys() - held.keys()]
    found += [f"no longer in the code: {name[1]!r}" for name in held.keys() - expected.keys()]
    if catalog.num_plurals != plurals:
        found.append(f"{catalog.num_plurals} plural forms, {plurals} needed")
    for name in sorted(expected.keys() & held.keys()):
        if problem := _problem(held[name], expected[name], language):
            found.append(f"{problem}: {name[1]!r}")
    return sorted(found)


def _problem(held: Message, expected: Message, language: str) -> str:
    """What is wrong with one translation, or ""."""
    if held.pluralizable != expected.pluralizable or held.id != expected.id:
        return "its plural is not that of the code"
    if held.fuzzy:
        return "unsure (fuzzy)"
    strings = [held.string] if isinstance(held.string, str) else list(held.string)
    if not any(strings):
        return "" if language == SOURCE_LANGUAGE else "not translated"
    if not all(strings):
        return "a plural form is missing"
    return placeholder_problem(held.id, strings)


def run_compile() -> int:
    compile_messages(ROOT)
    return 0


if __name__ == "__main__":
    commands = {"extract": run_extract, "check": run_check, "compile": run_compile}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accanto.config.settings")
    sys.exit(commands[sys.argv[1]]())
