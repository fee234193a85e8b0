"""Queries of the one row that holds a collection's settings."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from roadmap_cards.settings import Learning, to_json
from roadmap_cards.storage import schema
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.forgetting import Parameters

COLLECTION = 1
"""The id of the only row of the table `collection`."""


def store_learning(tx: Transaction, settings: Learning) -> None:
    """Write the learning settings."""
    tx.update(schema.collection, COLLECTION, {"settings": to_json(settings)})


def store_topics_chosen(tx: Transaction) -> None:
    """Remember that the person has said where new cards are to come from."""
    tx.update(schema.collection, COLLECTION, {"topics_chosen": True})


def all_parameters(connection: Connection) -> dict[int, Parameters]:
    """Return every version of the parameters that the log may name, by its id."""
    rows = connection.execute(select(schema.parameters.c.id, schema.parameters.c.weights))
    return {row[0]: Parameters(row[0], tuple(json.loads(row[1]))) for row in rows}
