"""Queries of roadmaps: their levels, topics, sections and items."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from roadmap_cards.roadmap.outline import Item, Roadmap, Section, Topic
from roadmap_cards.storage import schema
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import Deck

OWN_TOPICS = 100_000
"""Where topics outside a roadmap's levels begin, so that they come after all others."""


def sha256_of(connection: Connection, key: str) -> str | None:
    """Return the checksum of the file a roadmap was last read from; None for an unknown roadmap."""
    found = connection.execute(select(schema.roadmap.c.sha256).where(schema.roadmap.c.key == key))
    return found.scalar_one_or_none()


def store(tx: Transaction, roadmap: Roadmap, sha256: str) -> None:
    """Write a roadmap, keeping the rows (and so the choices and the cards) of what was there before.

    What it no longer holds goes from its map. A topic with cards becomes one of the person's own; cards of an
    item that goes lose their place, not their memory.
    """
    roadmap_id = upsert(tx, schema.roadmap, {"key": roadmap.key}, {"title": roadmap.title, "sha256": sha256})
    position = 0
    for level_position, level in enumerate(roadmap.levels):
        level_id = upsert(
            tx,
            schema.level,
            {"roadmap_id": roadmap_id, "key": level.key},
            {
                "title": level.title,
                "position": level_position,
                "duration": level.duration,
                "goal": level.goal,
            },
        )
        for project_position, project in enumerate(level.projects):
            upsert(
                tx,
                schema.project,
                {"level_id": level_id, "position": project_position},
                {"title": project.title},
            )
        for topic in level.topics:
            topic_row = store_topic(tx, roadmap_id, topic, level_id=level_id, position=position)
            _forget_items(tx, topic_row, {item.key for s in topic.sections for item in s.items})
            _forget_sections(tx, topic_row, {section.key for section in topic.sections})
            position += 1
        _forget_projects(tx, level_id, len(level.projects))
    _forget_topics(tx, roadmap_id, {topic.key for topic in roadmap.topics})
    _forget_levels(tx, roadmap_id, {level.key for level in roadmap.levels})


def remove(tx: Transaction, key: str) -> None:
    """Take the levels and topics of a roadmap away whose file is gone, as `store` does with parts of one."""
    found = tx.connection.execute(select(schema.roadmap.c.id).where(schema.roadmap.c.key == key)).scalar()
    if found is not None:
        tx.update(schema.roadmap, found, {"sha256": ""})
        _forget_topics(tx, found, set())
        _forget_levels(tx, found, set())


def _forget_items(tx: Transaction, topic_id: int, present: Collection[str]) -> None:
    section, item = schema.section.c, schema.item.c
    rows = tx.connection.execute(
        select(item.id, item.key)
        .join_from(schema.item, schema.section, section.id == item.section_id)
        .where(section.topic_id == topic_id)
    ).all()
    for row_id in [row_id for row_id, key in rows if key not in present]:
        for table in (schema.entry, schema.card):
            for (placed,) in tx.connection.execute(select(table.c.id).where(table.c.item_id == row_id)).all():
                tx.update(table, placed, {"item_id": None})
        tx.delete(schema.item, row_id)


def _forget_sections(tx: Transaction, topic_id: int, present: Collection[str]) -> None:
    """Delete sections whose items are gone already."""
    section = schema.section.c
    rows = tx.connection.execute(select(section.id, section.key).where(section.topic_id == topic_id)).all()
    for row_id in [row_id for row_id, key in rows if key not in present]:
        tx.delete(schema.section, row_id)


def _forget_projects(tx: Transaction, level_id: int, count: int) -> None:
    project = schema.project.c
    rows = tx.connection.execute(
        select(project.id).where(project.level_id == level_id, project.position >= count)
    ).all()
    for (row_id,) in rows:
        tx.delete(schema.project, row_id)


def _forget_topics(tx: Transaction, roadmap_id: int, present: Collection[str]) -> None:
    topic = schema.topic.c
    rows = tx.connection.execute(
        select(topic.id, topic.key).where(topic.roadmap_id == roadmap_id, topic.level_id.is_not(None))
    ).all()
    for row_id in [row_id for row_id, key in rows if key not in present]:
        used = (
            tx.connection.execute(select(table.c.id).where(table.c.topic_id == row_id).limit(1)).first()
            for table in (schema.entry, schema.deck_file)
        )
        if any(used):
            tx.update(schema.topic, row_id, {"level_id": None, "position": OWN_TOPICS})
        else:
            _forget_items(tx, row_id, set())
            _forget_sections(tx, row_id, set())
            tx.delete(schema.topic, row_id)


def _forget_levels(tx: Transaction, roadmap_id: int, present: Collection[str]) -> None:
    """Delete levels whose topics stand elsewhere already."""
    level = schema.level.c
    rows = tx.connection.execute(select(level.id, level.key).where(level.roadmap_id == roadmap_id)).all()
    for row_id in [row_id for row_id, key in rows if key not in present]:
        _forget_projects(tx, row_id, 0)
        tx.delete(schema.level, row_id)


def store_topic(
    tx: Transaction, roadmap_id: int, topic: Topic, *, level_id: int | None, position: int
) -> int:
    """Write a topic with its sections and items, and return its id."""
    topic_id = upsert(
        tx,
        schema.topic,
        {"roadmap_id": roadmap_id, "key": topic.key},
        {"level_id": level_id, "title": topic.title, "position": position},
        first={"gives_new": True, "paused": False},
    )
    for section_position, section in enumerate(topic.sections):
        section_id = upsert(
            tx,
            schema.section,
            {"topic_id": topic_id, "key": section.key},
            {"title": section.title, "position": section_position},
        )
        for item_position, item in enumerate(section.items):
            upsert(
                tx,
                schema.item,
                {"section_id": section_id, "key": item.key},
                {"title": item.title, "position": item_position},
            )
    return topic_id


def own_roadmap(tx: Transaction, key: str) -> int:
    """Return the id of a roadmap that is only a folder of a person's own decks, making it if need be."""
    found = tx.connection.execute(select(schema.roadmap.c.id).where(schema.roadmap.c.key == key)).scalar()
    if found is not None:
        return found
    title = key.replace("-", " ").capitalize()
    return tx.insert(schema.roadmap, {"key": key, "title": title, "sha256": ""})


def store_own_topic(tx: Transaction, roadmap_id: int, deck: Deck) -> int:
    """Write the topic of a person's own deck, with the sections and items that its headings name."""
    sections: dict[str, list[str]] = {}
    for entry in deck.entries:
        items = sections.setdefault(entry.section, [])
        if entry.item and entry.item not in items:
            items.append(entry.item)
    topic = Topic(
        deck.topic,
        deck.title,
        0,
        tuple(
            Section(title, title, 0, tuple(Item(item, item, 0) for item in items))
            for title, items in sections.items()
        ),
    )
    return store_topic(tx, roadmap_id, topic, level_id=None, position=OWN_TOPICS)


def topic_id(connection: Connection, roadmap_id: int, key: str) -> int | None:
    """Return the id of a topic by its key, or None."""
    topic = schema.topic.c
    found = connection.execute(select(topic.id).where(topic.roadmap_id == roadmap_id, topic.key == key))
    return found.scalar_one_or_none()


def is_in_level(connection: Connection, topic_id: int) -> bool:
    """Return whether a topic belongs to a level of its roadmap, rather than to a person's own decks."""
    level = connection.execute(select(schema.topic.c.level_id).where(schema.topic.c.id == topic_id))
    return level.scalar_one() is not None


def items_of(connection: Connection, topic_id: int) -> dict[tuple[str, str], int]:
    """Return the ids of a topic's items by the titles of section and item."""
    rows = connection.execute(
        select(schema.section.c.title, schema.item.c.title, schema.item.c.id)
        .join(schema.item, schema.item.c.section_id == schema.section.c.id)
        .where(schema.section.c.topic_id == topic_id)
    )
    return {(section, item): item_id for section, item, item_id in rows}


def is_paused(connection: Connection, topic_id: int) -> bool:
    """Return whether a topic rests altogether."""
    paused = connection.execute(select(schema.topic.c.paused).where(schema.topic.c.id == topic_id))
    return bool(paused.scalar_one())


def store_gives_new(tx: Transaction, topic_id: int, *, gives_new: bool) -> None:
    """Write whether a topic gives new cards."""
    tx.update(schema.topic, topic_id, {"gives_new": gives_new})


def store_paused(tx: Transaction, topic_id: int, *, paused: bool) -> None:
    """Write whether a topic rests altogether: it gives neither new cards nor reviews then."""
    tx.update(schema.topic, topic_id, {"paused": paused})


def upsert(
    tx: Transaction,
    table: Table[Any],
    identity: Mapping[str, Any],
    values: Mapping[str, Any],
    first: Mapping[str, Any] | None = None,
) -> int:
    """Update the row with this identity or insert it (then with the values of `first` too); return its id."""
    matches = and_(*(table.c[name] == value for name, value in identity.items()))
    found = tx.connection.execute(select(table.c.id).where(matches)).scalar_one_or_none()
    if found is None:
        return tx.insert(table, {**identity, **values, **(first or {})})
    tx.update(table, found, values)
    return int(found)
