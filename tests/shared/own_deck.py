"""A deck as a person writes one, with a single card."""

from __future__ import annotations

OWN_DECK = """---
format: 1
topic: my-topic
title: My topic
status: reviewed
sources:
  me: {title: "My notes", url: "https://example.org/", kind: article}
---

### first-fact
kind: basic
difficulty: 1
sources: me

Q: One?
A: Two.
"""
