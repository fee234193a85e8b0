"""What the projects of a roadmap ask for: a YAML file that names the items one needs to build each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.roadmap.outline import Level, Roadmap
from roadmap_cards.roadmap.wording import listed, proposal, quoted
from roadmap_cards.study.wording import counted

LEAST_ITEMS = 8
"""Items under which a project's readiness would hang on one or two of them."""

LARGEST = 200_000
"""Bytes of a file that are read."""

ITEM_KEY = r"^[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+$"


@dataclass(frozen=True, slots=True)
class ProjectNeeds:
    """A project by its title and the key of its level, why it is hard in a sentence, and the keys of items.

    `lines` are where the project and each of its items stand in the file, the project first.
    """

    title: str
    level: str
    why: str
    items: tuple[str, ...]
    lines: tuple[int, ...]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ProjectModel(_Model):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    level: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    why: Annotated[str, Field(min_length=1, max_length=600)] = ""
    items: Annotated[tuple[Annotated[str, Field(pattern=ITEM_KEY)], ...], Field(min_length=LEAST_ITEMS)]


class _FileModel(_Model):
    projects: Annotated[tuple[_ProjectModel, ...], Field(min_length=1)]


_RULES = {
    "projects": "the file begins with “projects:” and lists them below, each as “- title: …”",
    "title": "it is the project's title as the roadmap has it, such as “title: Document RAG”",
    "level": "it is the key of the project's level, such as “level: junior”",
    "why": "it is one sentence of at most 600 characters on what makes the project hard",
    "items": f"list at least {LEAST_ITEMS} items that it needs, each as “- topic/section/item”",
}


def read_projects(text: str, where: str = "projects") -> tuple[ProjectNeeds, ...]:
    """Read the file; ProblemError with one sentence and the line where it is not what it should be.

    Whether a roadmap has these projects and items is told by `project_flaws`.
    """
    if len(text) > LARGEST:
        raise ProblemError(f"{where} has over {LARGEST // 1000} kB; projects need far less.")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        read = _FileModel.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise ProblemError(f"{where}:{line}: the file cannot be read here ({problem}).") from error
    except ValidationError as invalid:
        detail = invalid.errors(include_url=False, include_context=False)[0]
        raise ProblemError(str(Flaw(where, _line(root, detail["loc"]), _sentence(detail)))) from invalid
    return tuple(
        ProjectNeeds(
            title=project.title,
            level=project.level,
            why=project.why,
            items=project.items,
            lines=(
                _line(root, ("projects", number, "title")),
                *(_line(root, ("projects", number, "items", at)) for at in range(len(project.items))),
            ),
        )
        for number, project in enumerate(read.projects)
    )


def _line(root: yaml.Node | None, path: tuple[int | str, ...]) -> int:
    """Return the line, from 1, of what a path leads to, or of the last step that is there."""
    node, line = root, 1
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            named = [(name, value) for name, value in node.value if name.value == step]
            if not named:
                return line
            name, node = named[0]
            line = name.start_mark.line + 1
            continue
        else:
            return line
        line = node.start_mark.line + 1
    return line


def _sentence(error: ErrorDetails) -> str:
    """Tell what is wrong, and what would be right."""
    path = error["loc"]
    if not path or not isinstance(path[-1], str):
        if "items" in path:
            return f"{quoted(str(error['input']))} is no key of an item; it is written topic/section/item"
        return f"there are no “name: value” lines here; {_RULES['projects']}"
    name = path[-1]
    if error["type"] == "extra_forbidden":
        known = _ProjectModel.model_fields if len(path) > 1 else _FileModel.model_fields
        return f"“{name}:” is not known here; a project takes {listed(known)}"
    if error["type"] == "missing":
        return f"“{name}:” is missing; {_RULES[name]}"
    if error["type"] == "too_short" and name == "items":
        given = len(error["input"])
        return f"{counted(given, 'item')} of the {LEAST_ITEMS} that a project names at least; add the others"
    return f"“{name}:” is not right; {_RULES[name]}"


# --- Against the roadmap ------------------------------------------------------------------------------


def project_flaws(
    projects: tuple[ProjectNeeds, ...], roadmap: Roadmap, where: str = "projects"
) -> list[Flaw]:
    """Return what does not fit the roadmap: each of its projects once, with items up to its own level."""
    levels = {level.key: number for number, level in enumerate(roadmap.levels)}
    placed = {
        item.key: number
        for number, level in enumerate(roadmap.levels)
        for topic in level.topics
        for section in topic.sections
        for item in section.items
    }
    flaws: list[Flaw] = []
    for project in projects:
        at = levels.get(project.level)
        if at is None:
            message = f"there is no level {quoted(project.level)}; {proposal(project.level, levels)}"
            flaws.append(Flaw(where, project.lines[0], message))
        else:
            flaws += _own_flaws(project, roadmap.levels[at], where)
            flaws += _item_flaws(project, at, placed, where)
    flaws += _count_flaws(projects, roadmap, where)
    return sorted(flaws)


def _own_flaws(project: ProjectNeeds, level: Level, where: str) -> Iterator[Flaw]:
    titles = [one.title for one in level.projects]
    if project.title not in titles:
        message = f"the level {quoted(level.title)} has no project {quoted(project.title)}"
        yield Flaw(where, project.lines[0], f"{message}; {proposal(project.title, titles)}")


def _item_flaws(project: ProjectNeeds, at: int, placed: Mapping[str, int], where: str) -> Iterator[Flaw]:
    met: set[str] = set()
    for key, line in zip(project.items, project.lines[1:], strict=True):
        if key not in placed:
            yield Flaw(where, line, f"there is no item {quoted(key, 120)}; {proposal(key, placed)}")
        elif placed[key] > at:
            yield Flaw(where, line, f"{quoted(key, 120)} is of a later level than the project; leave it out")
        elif key in met:
            yield Flaw(where, line, f"{quoted(key, 120)} stands in this project twice; keep one of the two")
        met.add(key)
    if at not in {placed.get(key) for key in project.items}:
        message = f"{quoted(project.title)} names nothing of its own level; add what it needs from there"
        yield Flaw(where, project.lines[0], message)


def _count_flaws(projects: tuple[ProjectNeeds, ...], roadmap: Roadmap, where: str) -> Iterator[Flaw]:
    given: set[tuple[str, str]] = set()
    for project in projects:
        name = (project.level, project.title)
        if name in given:
            message = f"the project {quoted(project.title)} stands here twice; keep one of the two"
            yield Flaw(where, project.lines[0], message)
        given.add(name)
    for level in roadmap.levels:
        for one in level.projects:
            if (level.key, one.title) not in given:
                yield Flaw(where, 0, f"the project {quoted(one.title)} of {quoted(level.title)} is missing")
