"""One job of `bench/anki.py` in a process of its own, so that its memory is its own.

Prints as JSON the seconds that each part took and the most memory that the process had, in megabytes. What
has to be loaded and opened first is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from bench import anki_collections as made

from roadmap_cards.library.exchange import ExportOrder
from roadmap_cards.library.imports import Incoming
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.work import unheard

Seconds = dict[str, float]


def ours_plain(folder: str, number: str) -> Seconds:
    made.make_ours(DataFolder(Path(folder)), made.plain_entries(int(number)))
    return {}


def ours_markdown(folder: str, number: str) -> Seconds:
    made.make_ours(DataFolder(Path(folder)), made.shipped_entries(Path(f"{folder}-decks"), int(number)))
    return {}


def typed(package: str, target: str) -> Seconds:
    made.as_typed_in_anki(Path(package), Path(target), Path(target).parent)
    return {}


def anki(folder: str, package: str) -> Seconds:
    made.make_anki(Path(folder), Path(package))
    return {}


def our_export(folder: str, target: str) -> Seconds:
    data = DataFolder(Path(folder))
    with OpenCollection(data, lambda: made.NOW) as library:
        exports = library.exports
        begun = perf_counter()
        exports.write(ExportOrder(), Path(target), data, unheard)
        return {"export": perf_counter() - begun}


def anki_export(folder: str, target: str, variant: str) -> Seconds:
    collection = Collection(str(Path(folder, "collection.anki2")))
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=variant == "legacy"
    )
    begun = perf_counter()
    collection.export_anki_package(out_path=target, options=options, limit=None)
    taken = perf_counter() - begun
    collection.close()
    return {"export": taken}


def our_import(folder: str, package: str) -> Seconds:
    data = DataFolder(Path(folder))
    with OpenCollection(data, lambda: made.NOW) as library:
        imports = library.imports
        begun = perf_counter()
        found = imports.read(Path(package), data.root, unheard)
        read = perf_counter()
        assert isinstance(found, Incoming)
        if found.preview.changes:
            imports.take_in(found, data, unheard)
        taken_in = perf_counter()
        found.close()
        return {"read": read - begun, "take in": taken_in - read}


def anki_import(folder: str, package: str) -> Seconds:
    Path(folder).mkdir(exist_ok=True)
    collection = Collection(str(Path(folder, "collection.anki2")))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    request = ImportAnkiPackageRequest(package_path=package, options=options)
    begun = perf_counter()
    collection.import_anki_package(request)
    taken = perf_counter() - begun
    collection.close()
    return {"import": taken}


JOBS: dict[str, Callable[..., Seconds]] = {
    job.__name__: job
    for job in (ours_plain, ours_markdown, typed, anki, our_export, anki_export, our_import, anki_import)
}


def main() -> None:
    job, *arguments = sys.argv[1:]
    seconds = JOBS[job](*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
