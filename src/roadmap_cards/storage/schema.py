"""The tables of a collection, as typed columns. What makes them is the frozen SQL of `migrations`.

Times are UTC milliseconds, days are study days, truth values are 0 and 1. A card's memory stands in its own
row; the review log is append-only: a row is never changed, a later row of kind `void` names it.

A quiz is under way while `finished_at` is empty; `counted` says that it was handed in and not taken back. The
answers of a quiz are texts as JSON (`given`), NULL while none is handed in.

What came in from elsewhere names its `import_run`. Taking an import back marks that row as withdrawn: its
answers do not count then, and a trigger retires its entries and cards. `anki_note` keeps a note from Anki
as it was, under the id of its entry.

`study_day` and `recall_day` are the log counted up by study day, as far as the row that `counted` names;
they can be made again at any time (see `day_counts`). `topic_id` is the topic of the card now, 0
for all topics together: a trigger has all counted again when a card moves. `import_run_id` is 0 for answers
that came in with no import. `forecast` keeps what was said of the future, to be held against it.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Named, String, Table, TypedColumns

metadata = MetaData()


class CollectionColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    created_at: Named[int]
    settings: Named[str]
    parameters_id: Named[int]
    topics_chosen: Named[bool]


class ParametersColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    created_at: Named[int]
    weights: Named[str]


class RoadmapColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    key: Named[str]
    title: Named[str]
    sha256: Named[str]


class LevelColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    roadmap_id: Named[int]
    key: Named[str]
    title: Named[str]
    position: Named[int]
    duration: Named[str]
    goal: Named[str]


class ProjectColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    level_id: Named[int]
    title: Named[str]
    position: Named[int]


class TopicColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    roadmap_id: Named[int]
    level_id: Named[int | None]
    key: Named[str]
    title: Named[str]
    position: Named[int]
    gives_new: Named[bool]
    paused: Named[bool]


class SectionColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    topic_id: Named[int]
    key: Named[str]
    title: Named[str]
    position: Named[int]


class ItemColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    section_id: Named[int]
    key: Named[str]
    title: Named[str]
    position: Named[int]


class DeckFileColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    path: Named[str]
    sha256: Named[str]
    topic_id: Named[int | None]
    flaws: Named[str]


class EntryColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    key: Named[str]
    deck_file_id: Named[int]
    topic_id: Named[int]
    item_id: Named[int | None]
    position: Named[int]
    kind: Named[str]
    draft: Named[bool]
    retired: Named[bool]
    version: Named[int]
    content: Named[str]
    changed_at: Named[int]
    guid: Named[str | None]
    import_run_id: Named[int | None]


class NeedColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    entry_id: Named[int]
    needed_key: Named[str]


class CardColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    uuid = Column(LargeBinary, nullable=False)
    key: Named[str]
    entry_id: Named[int]
    topic_id: Named[int]
    item_id: Named[int | None]
    variant: Named[str]
    retired: Named[bool]
    suspended: Named[bool]
    buried_until: Named[int]
    flag: Named[int]
    correction: Named[str]
    stage: Named[str | None]
    step: Named[int | None]
    stability: Named[float | None]
    difficulty: Named[float | None]
    last_at: Named[int | None]
    last_day: Named[int | None]
    due_at: Named[int | None]
    due_day: Named[int | None]
    interval: Named[int]
    reps: Named[int]
    lapses: Named[int]
    import_run_id: Named[int | None]


class ReviewColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    card_id: Named[int]
    kind: Named[str]
    source: Named[str]
    moved: Named[bool]
    rating: Named[int | None]
    at: Named[int]
    offset = Column("zone_offset", Integer, nullable=False)
    day: Named[int]
    duration: Named[int]
    stage_before = Column(String)
    stability_before: Named[float | None]
    difficulty_before: Named[float | None]
    stage: Named[str | None]
    step: Named[int | None]
    stability: Named[float | None]
    difficulty: Named[float | None]
    due_at: Named[int | None]
    due_day: Named[int | None]
    interval: Named[int | None]
    target_recall: Named[float | None]
    parameters_id: Named[int | None]
    voids: Named[int | None]
    question_id: Named[int | None]
    reps: Named[int | None]
    lapses: Named[int | None]
    import_run_id: Named[int | None]


class QuizColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    mode: Named[str]
    title: Named[str]
    level_key: Named[str]
    counts_for_level: Named[bool]
    allowed: Named[int | None]
    used: Named[int]
    place: Named[int]
    started_at: Named[int]
    offset = Column("zone_offset", Integer, nullable=False)
    day: Named[int]
    finished_at: Named[int | None]
    timed_out: Named[bool]
    counted: Named[bool]


class QuizQuestionColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    quiz_id: Named[int]
    position: Named[int]
    entry_id: Named[int]
    variant: Named[str]
    seed: Named[int]
    guess: Named[float]
    code: Named[bool]
    allowed: Named[int]
    marked: Named[bool]
    given: Named[str | None]
    sureness: Named[str | None]
    correct: Named[bool | None]
    answered_at: Named[int | None]
    offset = Column("zone_offset", Integer)
    day: Named[int | None]
    duration: Named[int]
    card_id: Named[int | None]
    effect: Named[str | None]


class ImportRunColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    at: Named[int]
    name: Named[str]
    withdrawn: Named[bool]


class AnkiNotetypeColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    content: Named[str]


class AnkiNoteColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    notetype_id: Named[int]
    changed: Named[int]
    deck: Named[str]
    tags: Named[str]
    fields: Named[str]
    ordinals: Named[str]


class StudyDayColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    day: Named[int]
    topic_id: Named[int]
    import_run_id: Named[int]
    phase: Named[int]
    rating: Named[int]
    answers: Named[int]
    duration: Named[int]


class RecallDayColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    day: Named[int]
    import_run_id: Named[int]
    bin: Named[int]
    late: Named[bool]
    answers: Named[int]
    recalled: Named[int]
    predicted: Named[float]
    loss: Named[float]


class CountedColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    review_id: Named[int]


class ForecastColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    level_key: Named[str]
    made_at: Named[int]
    made_day: Named[int]
    low_day: Named[int | None]
    mid_day: Named[int | None]
    high_day: Named[int | None]
    check_day: Named[int]
    check_low: Named[float]
    check_high: Named[float]


collection = Table("collection", metadata, CollectionColumns)
parameters = Table("parameters", metadata, ParametersColumns)
roadmap = Table("roadmap", metadata, RoadmapColumns)
level = Table("level", metadata, LevelColumns)
project = Table("project", metadata, ProjectColumns)
topic = Table("topic", metadata, TopicColumns)
section = Table("section", metadata, SectionColumns)
item = Table("item", metadata, ItemColumns)
deck_file = Table("deck_file", metadata, DeckFileColumns)
entry = Table("entry", metadata, EntryColumns)
need = Table("need", metadata, NeedColumns)
card = Table("card", metadata, CardColumns)
review = Table("review", metadata, ReviewColumns)
quiz = Table("quiz", metadata, QuizColumns)
quiz_question = Table("quiz_question", metadata, QuizQuestionColumns)
import_run = Table("import_run", metadata, ImportRunColumns)
anki_notetype = Table("anki_notetype", metadata, AnkiNotetypeColumns)
anki_note = Table("anki_note", metadata, AnkiNoteColumns)
study_day = Table("study_day", metadata, StudyDayColumns)
recall_day = Table("recall_day", metadata, RecallDayColumns)
counted = Table("counted", metadata, CountedColumns)
forecast = Table("forecast", metadata, ForecastColumns)
