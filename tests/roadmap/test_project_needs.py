"""What projects ask for: the shipped file against the shipped roadmap, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.roadmap.projects import LEAST_ITEMS, project_flaws, read_projects

KEY = "llm-specialist"
CHATBOT = "openai-claude-api/openai-api/chatcompletion-api-messages-roles-parameters"
LATER = "fine-tuning/fine-tuning-approaches/lora-low-rank-adaptation"


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    """Return the shipped roadmap."""
    return parse_roadmap((shipped("resources") / "roadmaps" / f"{KEY}.md").read_bytes(), KEY)


@pytest.fixture(scope="module")
def text() -> str:
    """Return the shipped file of projects."""
    return (shipped("resources") / "projects" / f"{KEY}.yaml").read_text("utf-8")


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def told(text: str, roadmap: Roadmap) -> list[str]:
    return [str(flaw) for flaw in project_flaws(read_projects(text, "p.yaml"), roadmap, "p.yaml")]


# --- What is shipped ---------------------------------------------------------------------------------


def test_each_of_the_sixteen_projects_names_items_of_its_level_and_below(text: str, roadmap: Roadmap) -> None:
    projects = read_projects(text)
    assert project_flaws(projects, roadmap) == []
    assert len(projects) == 16
    for project in projects:
        assert LEAST_ITEMS <= len(project.items) <= 14, project.title
        assert 60 <= len(project.why) <= 260, project.title


def test_no_two_projects_ask_for_the_same(text: str) -> None:
    asked = [set(project.items) for project in read_projects(text)]
    for number, one in enumerate(asked):
        for other in asked[number + 1 :]:
            assert len(one & other) <= len(one) / 2


def test_they_draw_on_most_topics_of_the_roadmap(text: str, roadmap: Roadmap) -> None:
    used = {item.partition("/")[0] for project in read_projects(text) for item in project.items}
    assert len(used) >= 0.75 * len(list(roadmap.topics))


# --- What is said of a wrong file --------------------------------------------------------------------


def test_an_unknown_item_is_told_with_its_line_and_the_nearest(text: str, roadmap: Roadmap) -> None:
    wrong = text.replace(CHATBOT, CHATBOT.replace("chatcompletion-api", "chat-completion-api"), 1)
    (flaw,) = told(wrong, roadmap)
    assert flaw.startswith(f"p.yaml:{line_of(wrong, 'chat-completion-api')}: there is no item ")
    assert f"did you mean “{CHATBOT}" in flaw


def test_an_item_of_a_later_level_is_refused(text: str, roadmap: Roadmap) -> None:
    wrong = text.replace(CHATBOT, LATER, 1)
    (flaw,) = told(wrong, roadmap)
    assert flaw.startswith(f"p.yaml:{line_of(wrong, LATER)}: ")
    assert "of a later level" in flaw


def test_an_item_that_stands_twice_is_told(text: str, roadmap: Roadmap) -> None:
    wrong = text.replace(f"      - {CHATBOT}\n", f"      - {CHATBOT}\n      - {CHATBOT}\n", 1)
    (flaw,) = told(wrong, roadmap)
    assert flaw.startswith(f"p.yaml:{line_of(wrong, CHATBOT) + 1}: ")
    assert "twice" in flaw


def test_a_project_the_roadmap_does_not_have_and_the_one_it_lacks_are_told(
    text: str, roadmap: Roadmap
) -> None:
    wrong = text.replace("title: Document RAG", "title: Document RAGs")
    missing, unknown = told(wrong, roadmap)
    assert missing == "p.yaml: the project “Document RAG” of “Junior LLM Engineer” is missing"
    assert unknown.startswith(f"p.yaml:{line_of(wrong, 'Document RAGs')}: ")
    assert unknown.endswith("did you mean “Document RAG”?")


def test_a_project_stands_at_its_own_level(text: str, roadmap: Roadmap) -> None:
    wrong = text.replace("title: Telegram Bot\n    level: junior", "title: Telegram Bot\n    level: juniors")
    flaws = told(wrong, roadmap)
    assert any("there is no level “juniors”; did you mean “junior”?" in flaw for flaw in flaws)
    higher = text.replace("title: Telegram Bot\n    level: junior", "title: Telegram Bot\n    level: middle")
    flaws = told(higher, roadmap)
    assert any("“Middle LLM Engineer” has no project “Telegram Bot”" in flaw for flaw in flaws)
    assert any("names nothing of its own level" in flaw for flaw in flaws)


SEVEN = "projects:\n  - title: Bot\n    level: junior\n    items: [{}]\n".format(
    ", ".join(f"a/b/c{number}" for number in range(7))
)


@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        (SEVEN, 4, "7 items of the 8 that a project names at least; add the others"),
        (SEVEN.replace("a/b/c3", "c3"), 4, "“c3” is no key of an item; it is written topic/section/item"),
        (SEVEN.replace("level", "levels"), 2, "“level:” is missing; it is the key of the project's level"),
        ("projects: []\n", 1, "“projects:” is not right"),
        ("- title: Bot\n", 1, "there are no “name: value” lines here"),
        ("", 1, "there are no “name: value” lines here"),
        ("projects:\n  - title: [\n", 3, "the file cannot be read here"),
    ],
)
def test_what_is_no_list_of_projects_is_told_in_a_sentence_with_the_line(
    wrong: str, line: int, sentence: str
) -> None:
    with pytest.raises(ProblemError) as problem:
        read_projects(wrong, "p.yaml")
    assert str(problem.value).startswith(f"p.yaml:{line}: {sentence}")


def test_a_field_that_nobody_knows_is_told() -> None:
    wrong = SEVEN.replace("c6]", "c6, a/b/c7]").replace("    level:", "    weight: 3\n    level:")
    with pytest.raises(ProblemError, match=r"p\.yaml:3: “weight:” is not known here"):
        read_projects(wrong, "p.yaml")
