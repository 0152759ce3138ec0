"""Opening hours said in words: "lunedì e giovedì, 9–12"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from django.utils import translation

from accanto.directory.hours import words
from accanto.directory.hours.rules import Rule, is_exception, read

#: At least so many days one after the other are said as "Monday to Friday".
_RUN = 3
_WEEK = 7


def in_words(rules: Iterable[Any], language: str, today: date) -> list[str]:
    """One sentence for each set of days with the same hours, those over left out.

    A row that says its hours only in its own words is given as it is.
    """
    with translation.override(language):
        return _say([(row, read(row)) for row in rules], _locale(language), today)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("it")


def _say(pairs: list[tuple[Any, Rule]], locale: Locale, today: date) -> list[str]:
    hours: dict[tuple[Any, ...], list[str]] = {}
    for row, rule in sorted(pairs, key=lambda pair: pair[1].opens or time.min):
        if rule.last < today or (rule.freq == "ONCE" and rule.anchor and rule.anchor < today):
            continue
        if is_exception(row) and not rule.definite:
            hours.setdefault((_closed(rule, locale),), [])
            continue
        own = row.description.strip()
        if own and not rule.definite and not rule.by_appointment:
            hours.setdefault((own,), [])
            continue
        special = is_exception(row)
        key = (
            _days(rule, locale),
            rule.by_appointment,
            _when(rule, locale, today),
            "" if special else row.group,
            not rule.skips_holidays and not special,
        )
        hours.setdefault(key, []).append(_hours(rule))
    return list(
        dict.fromkeys(filter(None, (_sentence(key, said, locale) for key, said in _merged(hours).items())))
    )


def _merged(hours: dict[tuple[Any, ...], list[str]]) -> dict[tuple[Any, ...], list[str]]:
    """Weekdays that have the same hours, one after the other, as one."""
    found: dict[tuple[Any, ...], list[str]] = {}
    joined: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for key, said in hours.items():
        if len(key) == 1 or not isinstance(key[0], frozenset):
            found[key] = said
            continue
        same = (*key[1:], tuple(said))
        if same in joined:
            old = joined[same]
            days = old[0] | key[0]
            found = {((days, *k[1:]) if k == old else k): v for k, v in found.items()}
            joined[same] = (days, *key[1:])
        else:
            joined[same], found[key] = key, said
    return found


def _sentence(key: tuple[Any, ...], said: list[str], locale: Locale) -> str:
    if len(key) == 1:
        return str(key[0])
    days, by_appointment, when, group, open_on_holidays = key
    spoken = _weekdays(days, locale) if isinstance(days, frozenset) else days
    times = format_list([text for text in dict.fromkeys(said) if text], locale=locale) if any(said) else ""
    text = _one_after_another(filter(None, (spoken, times)))
    more = [when, str(words.HOLIDAYS_TOO) if open_on_holidays and text else ""]
    if by_appointment:
        more.append(str(words.BY_APPOINTMENT))
    whole = _one_after_another(filter(None, (text, *more)))
    return f"{group}: {whole}" if group and whole else whole


def _one_after_another(parts: Iterable[str]) -> str:
    """The parts with the reader's own comma between them; nothing of nothing."""
    said = ""
    for part in parts:
        said = str(words.DAYS_HOURS) % {"days": said, "hours": part} if said else part
    return said


def _days(rule: Rule, locale: Locale) -> frozenset[int] | str:
    """Weekdays, where that is all there is to it; otherwise words."""
    names = locale.days["stand-alone"]["wide"]
    if rule.freq == "ONCE" and rule.anchor is not None:
        return format_date(rule.anchor, "full", locale=locale)
    if rule.freq == "WEEKLY":
        weekdays = frozenset(day for _nth, day in rule.byday)
        if not weekdays and rule.anchor is not None:
            weekdays = frozenset([rule.anchor.weekday()])
        if rule.interval == 1:
            return weekdays
        every = str(words.EVERY_WEEKS) % {"count": rule.interval}
        return _one_after_another((_weekdays(weekdays, locale), every))
    if rule.freq == "MONTHLY":
        parts = [str(words.NTH[nth]) % {"day": names[day]} for nth, day in rule.byday if nth in words.NTH]
        numbers = rule.month_days or ((rule.anchor.day,) if rule.anchor and not rule.byday else ())
        if numbers:
            parts.append(
                str(words.DAY_OF_MONTH) % {"days": format_list(list(map(str, numbers)), locale=locale)}
            )
        parts += [_weekdays(frozenset([day]), locale) for nth, day in rule.byday if nth not in words.NTH]
        text = format_list(parts, locale=locale)
        every = str(words.EVERY_MONTHS) % {"count": rule.interval}
        return _one_after_another((text, every)) if rule.interval > 1 else text
    return ""


def _weekdays(days: frozenset[int], locale: Locale) -> str:
    """Runs of three days and more are said from end to end."""
    names = locale.days["stand-alone"]["wide"]
    if len(days) == _WEEK:
        return str(words.EVERY_DAY)
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        if len(run) >= _RUN:
            parts.append(str(words.FROM_TO) % {"first": names[run[0]], "last": names[run[-1]]})
        else:
            parts += [names[day] for day in run]
    return format_list(parts, locale=locale) if parts else ""


def _hours(rule: Rule) -> str:
    if rule.opens is None and rule.closes is None:
        return ""
    if rule.opens is None:
        return str(words.CLOSES) % {"time": _clock(rule.closes)}
    if rule.closes is None:
        return str(words.OPENS) % {"time": _clock(rule.opens)}
    if rule.opens == rule.closes:
        return str(words.ALL_DAY)
    return f"{_clock(rule.opens)}–{_clock(rule.closes)}"


def _clock(value: time | None) -> str:
    assert value is not None
    if not value.minute:
        return str(words.HOUR) % {"hour": value.hour}
    return str(words.HOUR_MINUTE) % {"hour": value.hour, "minute": f"{value.minute:02d}"}


def _closed(rule: Rule, locale: Locale) -> str:
    """A row that says that it is closed on some days."""
    first, last = (format_date(day, "long", locale=locale) for day in (rule.first, rule.last))
    if rule.first == rule.last:
        return str(words.CLOSED_ON) % {"day": first}
    return str(words.CLOSED_FROM_UNTIL) % {"first": first, "last": last}


def _when(rule: Rule, locale: Locale, today: date) -> str:
    """The dates between which it holds, where they are still worth saying."""
    if rule.freq == "ONCE":
        return ""
    first = format_date(rule.first, "long", locale=locale) if rule.first > today else ""
    last = format_date(rule.last, "long", locale=locale) if rule.last != date.max else ""
    if first and last:
        return str(words.FROM_UNTIL) % {"first": first, "last": last}
    if first:
        return str(words.FROM_ON) % {"first": first}
    return str(words.UNTIL) % {"last": last} if last else ""
