"""`accanto bench tutoring`: tutoring's screens at 100, 1,000 and 10,000 ties, with as many people who wait, on both
databases; measured as `accanto bench screens` measures. The status is 1 when a screen grows that should not.
"""

from __future__ import annotations

import argparse

from accanto.bench import verdicts
from accanto.bench.databases import ENGINES, NoDatabase, engine
from accanto.bench.screens import measure

SIZES = (100, 1_000, 10_000)
#: Work that goes with the number of people by its nature: shown, and not held to be flat.
GROWS = frozenset(
    {
        "activation",
        "board, nothing written",
        "board, after a write",
        "board, by another worker",
        "board, its job",
    }
)


def run(options: argparse.Namespace) -> int:
    asked = tuple(int(size) for size in options.sizes.split(","))
    sizes = list(SIZES if options.sizes == "1000,10000,100000" else asked)
    missed: list[str] = []
    for name in options.database:
        try:
            with engine(name) as chosen:
                found = measure(chosen, sizes, options.requests, "tutoring_population")
        except NoDatabase as reason:
            missed.append(f"{ENGINES[name]}: NOT measured: {reason}")
            print(missed[-1], flush=True)
            continue
        print(verdicts.table(ENGINES[name], chosen.measured, found, what="ties", grows=GROWS), flush=True)
        missed += [f"{ENGINES[name]}: {miss}" for miss in verdicts.missed(found, grows=GROWS)]
    print("\n".join(["targets NOT met:", *missed]) if missed else "all targets met")
    return 1 if missed else 0
