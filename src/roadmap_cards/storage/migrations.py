"""The steps from an empty file to today's format, as frozen SQL under `user_version`.

A step is never edited once a version of the program has shipped it; a change of format is a new step. Each
runs in one transaction with the version number, so that a kill leaves the file before or after it.
"""

from __future__ import annotations

APPLICATION_ID = 0x52434431
"""“RCD1” in ASCII: what makes a file ours (PRAGMA application_id)."""

STEP_1 = """
CREATE TABLE parameters (
    id INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL,
    weights TEXT NOT NULL
);
CREATE TABLE collection (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    created_at INTEGER NOT NULL,
    settings TEXT NOT NULL,
    parameters_id INTEGER NOT NULL REFERENCES parameters (id),
    topics_chosen INTEGER NOT NULL
);
CREATE TABLE roadmap (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE TABLE level (
    id INTEGER PRIMARY KEY,
    roadmap_id INTEGER NOT NULL REFERENCES roadmap (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    duration TEXT NOT NULL,
    goal TEXT NOT NULL,
    UNIQUE (roadmap_id, key)
);
CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    level_id INTEGER NOT NULL REFERENCES level (id),
    title TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    roadmap_id INTEGER NOT NULL REFERENCES roadmap (id),
    level_id INTEGER REFERENCES level (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    gives_new INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    UNIQUE (roadmap_id, key)
);
CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (topic_id, key)
);
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES section (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (section_id, key)
);
CREATE TABLE deck_file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    topic_id INTEGER REFERENCES topic (id),
    flaws TEXT NOT NULL
);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    deck_file_id INTEGER NOT NULL REFERENCES deck_file (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    item_id INTEGER REFERENCES item (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    draft INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX entry_topic ON entry (topic_id, position);
CREATE INDEX entry_deck_file ON entry (deck_file_id);
CREATE TABLE need (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    needed_key TEXT NOT NULL,
    UNIQUE (entry_id, needed_key)
);
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    item_id INTEGER REFERENCES item (id),
    variant TEXT NOT NULL,
    retired INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    buried_until INTEGER NOT NULL,
    flag INTEGER NOT NULL,
    correction TEXT NOT NULL,
    stage TEXT,
    step INTEGER,
    stability REAL,
    difficulty REAL,
    last_at INTEGER,
    last_day INTEGER,
    due_at INTEGER,
    due_day INTEGER,
    interval INTEGER NOT NULL,
    reps INTEGER NOT NULL,
    lapses INTEGER NOT NULL
);
CREATE INDEX card_due ON card (due_day) WHERE suspended = 0 AND retired = 0;
CREATE INDEX card_topic_due ON card (topic_id, due_day);
CREATE INDEX card_entry ON card (entry_id);
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    card_id INTEGER NOT NULL REFERENCES card (id),
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    moved INTEGER NOT NULL,
    rating INTEGER,
    at INTEGER NOT NULL,
    zone_offset INTEGER NOT NULL,
    day INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    stage_before TEXT,
    stability_before REAL,
    difficulty_before REAL,
    stage TEXT,
    step INTEGER,
    stability REAL,
    difficulty REAL,
    due_at INTEGER,
    due_day INTEGER,
    interval INTEGER,
    target_recall REAL,
    parameters_id INTEGER REFERENCES parameters (id),
    voids INTEGER REFERENCES review (id)
);
CREATE INDEX review_card ON review (card_id, at);
CREATE INDEX review_day ON review (day);
CREATE INDEX review_at ON review (at);
CREATE UNIQUE INDEX review_voids ON review (voids) WHERE voids IS NOT NULL;
CREATE TRIGGER review_is_append_only_update BEFORE UPDATE ON review
    BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
CREATE TRIGGER review_is_append_only_delete BEFORE DELETE ON review
    BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
"""

STEP_2 = """
CREATE TABLE quiz (
    id INTEGER PRIMARY KEY,
    mode TEXT NOT NULL,
    title TEXT NOT NULL,
    level_key TEXT NOT NULL,
    counts_for_level INTEGER NOT NULL,
    allowed INTEGER,
    used INTEGER NOT NULL,
    place INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    zone_offset INTEGER NOT NULL,
    day INTEGER NOT NULL,
    finished_at INTEGER,
    timed_out INTEGER NOT NULL,
    counted INTEGER NOT NULL
);
CREATE TABLE quiz_question (
    id INTEGER PRIMARY KEY,
    quiz_id INTEGER NOT NULL REFERENCES quiz (id),
    position INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    variant TEXT NOT NULL,
    seed INTEGER NOT NULL,
    guess REAL NOT NULL,
    code INTEGER NOT NULL,
    allowed INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    given TEXT,
    sureness TEXT,
    correct INTEGER,
    answered_at INTEGER,
    zone_offset INTEGER,
    day INTEGER,
    duration INTEGER NOT NULL,
    card_id INTEGER REFERENCES card (id),
    effect TEXT,
    UNIQUE (quiz_id, position)
);
CREATE INDEX quiz_question_entry ON quiz_question (entry_id);
CREATE INDEX quiz_question_day ON quiz_question (day) WHERE day IS NOT NULL;
ALTER TABLE review ADD COLUMN question_id INTEGER REFERENCES quiz_question (id);
CREATE INDEX review_question ON review (question_id) WHERE question_id IS NOT NULL;
"""

STEP_3 = """
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
);
CREATE TABLE anki_notetype (
    id INTEGER PRIMARY KEY,
    content TEXT NOT NULL
);
CREATE TABLE anki_note (
    id INTEGER PRIMARY KEY REFERENCES entry (id),
    notetype_id INTEGER NOT NULL REFERENCES anki_notetype (id),
    changed INTEGER NOT NULL,
    deck TEXT NOT NULL,
    tags TEXT NOT NULL,
    fields TEXT NOT NULL,
    ordinals TEXT NOT NULL
);
ALTER TABLE entry ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE entry SET changed_at = (SELECT created_at FROM collection);
ALTER TABLE entry ADD COLUMN guid TEXT;
ALTER TABLE entry ADD COLUMN import_run_id INTEGER REFERENCES import_run (id);
ALTER TABLE card ADD COLUMN import_run_id INTEGER REFERENCES import_run (id);
ALTER TABLE review ADD COLUMN reps INTEGER;
ALTER TABLE review ADD COLUMN lapses INTEGER;
ALTER TABLE review ADD COLUMN import_run_id INTEGER REFERENCES import_run (id);
CREATE UNIQUE INDEX entry_guid ON entry (guid) WHERE guid IS NOT NULL;
CREATE INDEX entry_import_run ON entry (import_run_id) WHERE import_run_id IS NOT NULL;
CREATE INDEX card_import_run ON card (import_run_id) WHERE import_run_id IS NOT NULL;
CREATE TRIGGER import_run_retires AFTER UPDATE OF withdrawn ON import_run
    BEGIN
        UPDATE card SET retired = NEW.withdrawn WHERE import_run_id = NEW.id;
        UPDATE entry SET retired = NEW.withdrawn WHERE import_run_id = NEW.id;
    END;
"""

STEP_4 = """
CREATE TABLE study_day (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    import_run_id INTEGER NOT NULL,
    phase INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    UNIQUE (topic_id, day, import_run_id, phase, rating)
);
CREATE TABLE recall_day (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    import_run_id INTEGER NOT NULL,
    bin INTEGER NOT NULL,
    late INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    recalled INTEGER NOT NULL,
    predicted REAL NOT NULL,
    loss REAL NOT NULL,
    UNIQUE (day, import_run_id, bin, late)
);
CREATE TABLE counted (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    review_id INTEGER NOT NULL
);
CREATE INDEX card_memory
    ON card (topic_id, item_id, suspended, stability, last_day, due_day, buried_until) WHERE retired = 0;
CREATE TRIGGER card_moves_counts AFTER UPDATE OF topic_id ON card WHEN OLD.topic_id <> NEW.topic_id
    BEGIN DELETE FROM counted; END;
CREATE TABLE forecast (
    id INTEGER PRIMARY KEY,
    level_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_day INTEGER NOT NULL,
    low_day INTEGER,
    mid_day INTEGER,
    high_day INTEGER,
    check_day INTEGER NOT NULL,
    check_low REAL NOT NULL,
    check_high REAL NOT NULL,
    UNIQUE (level_key, made_day)
);
"""

STEP_5 = """
DROP INDEX card_due;
CREATE INDEX card_due
    ON card (due_day, buried_until, topic_id, stability, last_day, due_at, entry_id, item_id)
    WHERE suspended = 0 AND retired = 0;
CREATE INDEX card_stability ON card (stability, topic_id)
    WHERE suspended = 0 AND retired = 0 AND stability IS NOT NULL;
CREATE INDEX card_new ON card (topic_id, entry_id, buried_until)
    WHERE suspended = 0 AND retired = 0 AND stage IS NULL;
CREATE INDEX card_item ON card (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX entry_kind ON entry (kind, topic_id) WHERE draft = 0 AND retired = 0;
"""
"""Counts and queues of a large collection come from indexes alone (docs/performance.md)."""

STEPS: tuple[str, ...] = (STEP_1, STEP_2, STEP_3, STEP_4, STEP_5)
"""Step `n` (from 1) takes a file of version n-1 to version n."""


def statements(step: str) -> list[str]:
    """Split a step into single statements; a trigger's body keeps its inner semicolons."""
    found: list[str] = []
    pending = ""
    for part in step.split(";"):
        pending += part
        inside_trigger = "CREATE TRIGGER" in pending and not pending.rstrip().endswith("END")
        if inside_trigger:
            pending += ";"
        elif pending.strip():
            found.append(pending.strip())
            pending = ""
        else:
            pending = ""
    return found
