"""The words that tell a roadmap's headings and bullets apart, in the languages roadmaps are found in."""

from __future__ import annotations

import re

LEVEL_WORDS: dict[str, str] = {
    "junior": r"junior|beginners?|novice|basic level|начинающий|начальный|новичок|principiante|débutants?"
    r"|anfänger|初级|初級",
    "middle": r"middle|mid|intermediate|средний|intermedio|intermédiaire|mittelstufe|中级|中級",
    "senior": r"senior|advanced|продвинутый|avanzado|avancé|fortgeschritten|高级|高級|上級",
    "expert": r"expert|researcher|эксперт|experto|experte|专家|專家",
}
"""The key of each level, lowest first, and the words that mean it."""

_LEVEL_IN = {
    key: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for key, words in LEVEL_WORDS.items()
}
_LEVEL_ALONE = {
    key: re.compile(rf"(?:{words})(?:[ -]level| уровень)?", re.IGNORECASE)
    for key, words in LEVEL_WORDS.items()
}

_STAGE = re.compile(
    r".*\w \(?(?:phase|stage|level|фаза|этап|уровень|fase|etapa|nivel|étape|niveau|stufe)\b\s*(?:[-—–:(].*)?",
    re.IGNORECASE,
)

# A part that is called so may be the roadmap itself, if it holds most of the file …
_SKIPPED = re.compile(
    r"""(?:table\ of\ )?contents? | toc | index | оглавление | содержание | 目录 | 目次 | índice | sommaire
      | sumário | conteúdos? | contenidos? | tabla\ de\ contenidos?
      | table\ des\ matières | inhalt(?:sverzeichnis)? | credits | disclaimer | notes?
      | about(?:\ (?:this|the)\ .*)? | feedback | contact
      | why\ use\ it | how\ to\ use\ (?:it|this.*)""",
    re.IGNORECASE | re.VERBOSE,
)
# … and these never are.
_OF_THE_FILE = re.compile(
    r"""translations?(?:\ in\ progress)? | traducciones(?:\ en\ progreso)? | traduções | traductions?
      | переводы | licen[sc]e | licença | licencia | лицензия | lizenz | 许可证
      | (?:how\ to\ )?contribute? | contribut(?:ing|ors?|ions?)(?:\ guidelines?)? | contribuir
      | contribuições | contribuciones | contribuidores | colabore | 贡献(?:指南)? | 贡献者
      | acknowledge?ments? | благодарности | (?:our\ )?sponsors? | support(?:ed)?\ by
      | support\ (?:me|us|my\ work|(?:this|the)\ project) | donat(?:e|ions?) | doações | donaciones
      | star\ history | give\ (?:it\ |this\ |us\ )?a\ star.* | authors? | changelog | badges""",
    re.IGNORECASE | re.VERBOSE,
)

_ROADMAP = re.compile(
    r"road ?map|learning path|study plan|curriculum|syllabus|дорожная карта|план обучения|hoja de ruta"
    r"|ruta de aprendizaje|plan de estudios|roteiro|trilha|feuille de route|parcours|lernpfad|lehrplan"
    r"|路线|路線|学习计划|ロードマップ|로드맵",
    re.IGNORECASE,
)
_OF_A_PROGRAM = re.compile(
    r"""features? | (?:installation|installing|install|set-?up|build(?:ing)?)(?:\ .*)? | usage(?:\ .*)?
      | requirements? | dependencies | (?:quick\ ?start|getting\ started)(?:\ guide)? | examples?
      | api(?:\ .*)?
      | (?:running\ )?(?:the\ )?tests? | testing | configuration | documentation | development | deployment
      | compatibility | benchmarks? | faq | troubleshooting | citation | citing.* | support""",
    re.IGNORECASE | re.VERBOSE,
)

# These mean sources whatever stands under them …
_SOURCES = re.compile(
    r"""(?:(?:free|paid|recommended|useful|additional|further|more|learning|online|external|key)\ )*
        (?:resources? | links | reading(?:\ list)? | bibliography | books? | courses? | videos?
         | playlists? | tutorials?)(?:\ \(.*\))?
      | (?:(?:полезные|дополнительные|обучающие|учебные)\ )?(?:ссылки|ресурсы|материалы) | литература
      | книги | курсы | (?:recursos|libros|lecturas|livros|leituras?)(?:\ (?:recomendad|adiciona|útei)\w*)?
      | ressources | livres | liens | ressourcen | bücher
      | (?:推荐|学习|参考|相关)?(?:资源|资料|书籍|论文|阅读|教程|链接) | 参考""",
    re.IGNORECASE | re.VERBOSE,
)
# … and these only over a list of links: “Pointers and References” is a topic of C++.
_PERHAPS_SOURCES = re.compile(
    r"""(?:.*\ )?(?:resources?|references|links|papers?|articles?|docs?|documentation|communit(?:y|ies))
        (?:\ \(.*\))?
      | (?:.*\ )?(?:books|courses|videos|playlists|tutorials)(?:\ (?:for|on|about)\ .*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_MEDIA = re.compile(
    r"""\((?:video|playlist|book|course|paper|article|pdf|podcast)s?\)
      | youtu\.?be | udemy\. | coursera\. | amazon\. | geni\.us | edx\.org | udacity\.""",
    re.IGNORECASE | re.VERBOSE,
)
_PROJECTS = re.compile(
    r"(?:(?:mini|capstone|hands-on|portfolio|sample|practice)[ -])?projects?(?: ideas)?"
    r"|проекты?|proyectos?|projetos?|projets?|projekte?|(?:典型|实战|实践|练手)?项目|プロジェクト",
    re.IGNORECASE,
)
_TOGGLE = re.compile(r"\b(?:toggle|click|expand|show|hide|развернуть|показать)\b", re.IGNORECASE)

_NOTE_WORD = (
    r"\W*(?:(?P<duration>(?:estimated |expected |total )?(?:duration|timeline)"
    r"|длительность|продолжительность|срок|(?:duración|duração)(?: estimada)?"
    r"|durée(?: estimée)?|dauer|时长|期間)"
    r"|(?P<goal>(?:main )?goals?|objectives?|цель|objetivo|objectif|ziel|(?:学习|阶段)?目标|目標))"
    r"\s*\W{0,2}\s*"
)
_NOTE = re.compile(_NOTE_WORD + r"[:：]\W{0,3}\s*(?=.*\w)(?P<text>[^\s:：].*)", re.IGNORECASE)
_NOTE_ALONE = re.compile(_NOTE_WORD + r"[:：]?\W{0,3}", re.IGNORECASE)
_DURATION_IN_TITLE = re.compile(
    r"""[(（]\s*(
        [^()（）]*\d[^()（）]*?\s*(?:h|hours?|days?|weeks?|wks?|months?|years?|недел\w*|месяц\w*|дн\w+
            |semanas?|meses|mois|semaines?|wochen?|monate?|天|周|个月|週間|ヶ月)\b[^()（）]*
      | (?:weeks?|days?|months?|недел\w+)\s*\d+(?:\s*[–-]\s*\d+)?
    )[)）]""",
    re.IGNORECASE | re.VERBOSE,
)

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_NUMBERED = re.compile(
    rf"""(?P<word>[^\W\d_]+)\s+[#№]?(?P<number>\d{{1,4}}|[IVX]{{1,5}})\b   # Phase 1, Week #2, Part IV
      | (?P<word2>[{_CJK}]+)\s*(?P<number2>\d{{1,4}})                    # 阶段1
      | 第\s*(?P<number3>\d{{1,4}}|[一二三四五六七八九十]{{1,3}})\s*(?P<word3>\w)   # 第1週, 第一阶段
      | (?P<number4>\d{{1,4}})\s*(?P<word4>[{_CJK}]+)                    # 1단계""",
    re.VERBOSE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CHINESE = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}


def level_in(title: str) -> str:
    """Return the key of the level a title speaks of (“Middle LLM Engineer”), or nothing."""
    return next((key for key, words in _LEVEL_IN.items() if words.search(title)), "")


def level_named(title: str) -> str:
    """Return the key of the level a title names and nothing else (“Middle”), or nothing."""
    return next((key for key, words in _LEVEL_ALONE.items() if words.fullmatch(title)), "")


def numbered(title: str) -> tuple[str, int] | None:
    """Return the word and the number a title begins with: (“phase”, 1) for “Phase 1: Basics”."""
    found = _NUMBERED.match(title)
    if not found:
        return None
    parts = found.groupdict()
    word = parts["word"] or parts["word2"] or parts["word3"] or parts["word4"] or ""
    digits = parts["number"] or parts["number2"] or parts["number3"] or parts["number4"] or ""
    return word.casefold().removesuffix("s"), _number(digits)


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if digits[0] in _ROMAN:
        values = [_ROMAN[digit] for digit in digits]
        return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    tens, ten, ones = digits.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)


def names_a_stage(title: str) -> bool:
    """Whether a title ends in “phase”, “stage” or “level” (“Discovery phase: the basics”)."""
    return bool(_STAGE.fullmatch(title))


def is_skipped(title: str) -> bool:
    """Whether this part is about the file and not about the subject: contents, licence, sponsors …"""
    return bool(_SKIPPED.fullmatch(title)) or is_of_the_file(title)


def is_of_the_file(title: str) -> bool:
    """Whether this part is about the file even where it holds most of it: licence, sponsors …"""
    return bool(_OF_THE_FILE.fullmatch(title))


def names_a_roadmap(title: str) -> bool:
    """Whether a title says that a roadmap, a path or a study plan follows."""
    return bool(_ROADMAP.search(title))


def is_of_a_program(title: str) -> bool:
    """Whether the readme of a program would have a part of this title: installation, usage …"""
    return bool(_OF_A_PROGRAM.fullmatch(title))


def is_sources(title: str) -> bool:
    """Whether whatever stands under this title is a source and not something to learn."""
    return bool(_SOURCES.fullmatch(title))


def may_be_sources(title: str) -> bool:
    """Whether links under this title are sources; anything else under it is not."""
    return bool(_PERHAPS_SOURCES.fullmatch(title))


def speaks_of_media(text: str) -> bool:
    """Whether a link leads to a video, book, course or paper, by its own words or by its host."""
    return bool(_MEDIA.search(text))


def speaks_of_videos(title: str) -> bool:
    """Whether a title is only the word “video”, which is a thing to learn as often as a source."""
    return title.casefold() in ("video", "videos")


def is_projects(title: str) -> bool:
    """Whether what stands under this title is to be built, not learned."""
    return bool(_PROJECTS.fullmatch(title))


def is_toggle(title: str) -> bool:
    """Whether a folded part's title is only an instruction (“Click to expand”)."""
    return bool(_TOGGLE.search(title))


def note(text: str) -> tuple[str, str] | None:
    """Return (“duration” or “goal”, its text) for “Duration: 2-3 months”, or None."""
    found = _NOTE.fullmatch(text.strip())
    if not found:
        return None
    return "duration" if found["duration"] else "goal", found["text"].strip(" *_")


def note_alone(text: str) -> str:
    """Return “duration” or “goal” for a line or heading that says only that, else nothing."""
    found = _NOTE_ALONE.fullmatch(text.strip())
    return "" if not found else "duration" if found["duration"] else "goal"


def duration_in(title: str) -> tuple[str, str]:
    """Return the duration in a title's brackets and the title without it; (“”, title) where there is none."""
    found = _DURATION_IN_TITLE.search(title)
    if not found:
        return "", title
    rest = f"{title[: found.start()].rstrip()} {title[found.end() :].lstrip()}".strip(" :-–—")
    return found[1].strip(), rest or title
