"""The proofs of deck files: read, run, compared with the keys, and tried on keys made wrong on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.corruptions import Part, corruptions, key_text
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.roadmap.lint import folder_key
from roadmap_cards.roadmap.proof_runner import LIMITS, Limits, Ran, run_all
from roadmap_cards.roadmap.proofs import Standing, Verdict, proof_of, verdict
from roadmap_cards.study.card import Entry, Output

ENOUGH = 0.98
"""The share of corrupted keys that must be caught."""
_OTHER_SEED = 1
_ORDER = "the code prints something else where texts hash otherwise: sort what comes out of a set"


@dataclass(frozen=True, slots=True)
class Corrupted:
    """How many keys were made wrong, by what was corrupted, how many of them were caught, and the others."""

    made: Mapping[Part, int]
    caught: Mapping[Part, int]
    missed: tuple[Flaw, ...]

    @property
    def enough(self) -> bool:
        return sum(self.caught.values()) >= ENOUGH * sum(self.made.values())


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of the proofs: entries read, how many are proved, and each failed or skipped one.

    `unread` are the flaws that kept entries from being read at all.
    """

    entries: int
    proved: int
    failed: tuple[Flaw, ...]
    skipped: tuple[Flaw, ...]
    unread: tuple[Flaw, ...]
    corrupted: Corrupted

    @property
    def sound(self) -> bool:
        return not self.failed and not self.unread


@dataclass(frozen=True, slots=True)
class _Proof:
    where: str
    entry: Entry

    def flaw(self, message: str) -> Flaw:
        return Flaw(self.where, self.entry.line, f"{self.entry.id}: {message}")


@dataclass(slots=True)
class _Read:
    """What stands in the files: how many entries, those with proofs, flaws, and answers to mix up."""

    entries: int = 0
    proofs: list[_Proof] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


def verify(
    paths: Sequence[tuple[Path, str]], *, jobs: int, limits: Limits = LIMITS, seed: int = 0
) -> Verification:
    """Run the proofs of deck files (each with its name in messages), `jobs` at a time.

    Chance in the corruptions comes from `seed` and the entry, so they stay when other entries come and go.
    """
    read = _read(paths)
    found = _run(read.proofs, jobs, limits)
    verdicts = [
        verdict(proof.entry.body, ran, limits.seconds) for proof, ran in zip(read.proofs, found, strict=True)
    ]
    _judge_again(read.proofs, found, verdicts, jobs, limits)
    pairs = list(zip(read.proofs, verdicts, strict=True))
    proved = [
        (proof, ran)
        for proof, ran, one in zip(read.proofs, found, verdicts, strict=True)
        if one.standing is Standing.PROVED
    ]
    return Verification(
        read.entries,
        len(proved),
        tuple(proof.flaw(one.reason) for proof, one in pairs if one.standing is Standing.FAILED),
        tuple(proof.flaw(one.reason) for proof, one in pairs if one.standing is Standing.SKIPPED),
        tuple(read.flaws),
        _corrupt(proved, read.answers, limits, seed),
    )


def _read(paths: Sequence[tuple[Path, str]]) -> _Read:
    read = _Read()
    for path, where in paths:
        file = read_deck_file(path, roadmap=folder_key(path), where=where)
        read.flaws += [flaw for flaw in file.flaws if not flaw.warning]
        for entry in file.deck.entries if file.deck else ():
            read.entries += 1
            read.answers += [text] if (text := key_text(entry.body)) else []
            if proof_of(entry):
                read.proofs.append(_Proof(where, entry))
    return read


def _run(proofs: Sequence[_Proof], jobs: int, limits: Limits, hash_seed: int = 0) -> list[Ran]:
    return run_all([proof_of(proof.entry) for proof in proofs], jobs=jobs, limits=limits, hash_seed=hash_seed)


def _judge_again(
    proofs: Sequence[_Proof], found: Sequence[Ran], verdicts: list[Verdict], jobs: int, limits: Limits
) -> None:
    """Run the programs of output entries with another order of sets: the learner's is yet another."""
    outputs = [
        at
        for at, proof in enumerate(proofs)
        if isinstance(proof.entry.body, Output) and verdicts[at].standing is Standing.PROVED
    ]
    again = _run([proofs[at] for at in outputs], jobs, limits, _OTHER_SEED)
    for at, ran in zip(outputs, again, strict=True):
        if ran.printed != found[at].printed:
            verdicts[at] = Verdict(Standing.FAILED, _ORDER)


def _corrupt(
    proved: Sequence[tuple[_Proof, Ran]], answers: Sequence[str], limits: Limits, seed: int
) -> Corrupted:
    made: Counter[Part] = Counter()
    caught: Counter[Part] = Counter()
    missed: list[Flaw] = []
    for proof, ran in proved:
        rng = Random(f"{seed}/{proof.entry.id}")
        for one in corruptions(proof.entry.body, answers, rng):
            made[one.part] += 1
            if verdict(one.body, ran, limits.seconds).standing is Standing.PROVED:
                missed.append(proof.flaw(f"{one.done}: the proof does not notice"))
            else:
                caught[one.part] += 1
    return Corrupted(made, caught, tuple(missed))
