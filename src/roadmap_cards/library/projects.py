"""How ready somebody is for each project of a roadmap: which of the items that it needs are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_cards.library.map import MapItem, RoadmapMap, read_maps
from roadmap_cards.paths import shipped

if TYPE_CHECKING:
    from roadmap_cards.roadmap.projects import ProjectNeeds

MOST_WEAKEST = 5
"""How many items are named that keep a project from being ready."""


@dataclass(frozen=True, slots=True)
class ProjectReadiness:
    """A project with how many of the items that it needs are held: Solid or better.

    `level` is the title of its level, `items` counts what it needs and `unwritten` those of them that have
    no card yet. `weakest` are the items not held that can be learned, the weakest first, at most five.
    """

    roadmap: int
    level: str
    title: str
    why: str
    items: int
    held: int
    unwritten: int
    weakest: tuple[MapItem, ...]

    @property
    def share(self) -> float:
        """The share of its items that are held, from 0 to 1."""
        return self.held / self.items if self.items else 0.0

    @property
    def ready(self) -> bool:
        return self.held == self.items

    @property
    def studyable(self) -> tuple[int, ...]:
        """The ids of the weakest items of which something is due today, or was never seen."""
        return tuple(item.id for item in self.weakest if item.due or item.mastery.coverage < 1)


def read_readiness(path: Path, day: int) -> tuple[ProjectReadiness, ...]:
    """Return the projects of every roadmap in the collection at `path`: for a worker.

    Raises ProblemError where the file cannot be read any more.
    """
    return tuple(project for roadmap in read_maps(path, day) for project in readiness_of(roadmap))


def readiness_of(
    roadmap: RoadmapMap, projects: Sequence[ProjectNeeds] | None = None
) -> tuple[ProjectReadiness, ...]:
    """Return the projects of a map in the order of its levels; none where it has no file of projects.

    An item that the map lost, or whose cards are all suspended, is not asked for. A project stands at the
    last level that it needs something of.
    """
    needs = shipped_projects(roadmap.key) if projects is None else projects
    placed = {item.key: (number, item) for number, level in enumerate(roadmap.levels) for item in level.items}
    found: list[tuple[int, ProjectReadiness]] = []
    for project in needs:
        here = [placed[key] for key in project.items if key in placed]
        items = [item for _, item in here if item.state is not None]
        if items:
            at = max(number for number, _ in here)
            found.append((at, _readiness(roadmap.id, roadmap.levels[at].title, project, items)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


@cache
def shipped_projects(roadmap: str) -> tuple[ProjectNeeds, ...]:
    """Return what the projects of a roadmap that comes with the program ask for, or nothing."""
    from roadmap_cards.roadmap.projects import read_projects  # noqa: PLC0415  (pydantic, never at the start)

    path = shipped("resources") / "projects" / f"{roadmap}.yaml"
    return read_projects(path.read_text("utf-8"), str(path)) if path.is_file() else ()


def _readiness(roadmap: int, level: str, project: ProjectNeeds, items: Sequence[MapItem]) -> ProjectReadiness:
    open_items = [item for item in items if item.state is None or not item.state.held]
    learnable = sorted((item for item in open_items if item.written), key=lambda item: item.mastery.mastery)
    return ProjectReadiness(
        roadmap=roadmap,
        level=level,
        title=project.title,
        why=project.why,
        items=len(items),
        held=len(items) - len(open_items),
        unwritten=sum(not item.written for item in items),
        weakest=tuple(learnable[:MOST_WEAKEST]),
    )
