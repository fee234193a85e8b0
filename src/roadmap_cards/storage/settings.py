"""Queries of the one row that holds a collection's settings."""

from __future__ import annotations

import json

from pydantic import ValidationError
from sqlalchemy import Connection, select

from roadmap_cards.settings import Learning
from roadmap_cards.storage import schema
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.schedule import Parameters

COLLECTION = 1
"""The id of the only row of the table `collection`."""


def learning(connection: Connection) -> Learning:
    """Return the learning settings; a value that is out of range falls back to its default."""
    stored = connection.execute(select(schema.collection.c.settings)).scalar_one()
    try:
        return Learning.model_validate_json(stored)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        sound = {name: value for name, value in json.loads(stored).items() if name not in wrong}
        return Learning.model_validate(sound)


def store_learning(tx: Transaction, settings: Learning) -> None:
    """Write the learning settings."""
    tx.update(schema.collection, COLLECTION, {"settings": settings.model_dump_json()})


def topics_chosen(connection: Connection) -> bool:
    """Return whether the person has said where new cards are to come from."""
    return bool(connection.execute(select(schema.collection.c.topics_chosen)).scalar_one())


def store_topics_chosen(tx: Transaction) -> None:
    """Remember that the person has said where new cards are to come from."""
    tx.update(schema.collection, COLLECTION, {"topics_chosen": True})


def current_parameters(connection: Connection) -> Parameters:
    """Return the FSRS parameters in force."""
    row = connection.execute(
        select(schema.parameters.c.id, schema.parameters.c.weights).join(
            schema.collection, schema.collection.c.parameters_id == schema.parameters.c.id
        )
    ).one()
    return Parameters(row[0], tuple(json.loads(row[1])))


def all_parameters(connection: Connection) -> dict[int, Parameters]:
    """Return every version of the parameters that the log may name, by its id."""
    rows = connection.execute(select(schema.parameters.c.id, schema.parameters.c.weights))
    return {row[0]: Parameters(row[0], tuple(json.loads(row[1]))) for row in rows}
