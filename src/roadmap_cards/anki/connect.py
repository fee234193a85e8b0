"""Handing a package to an Anki that runs on this machine, through its add-on AnkiConnect.

The add-on listens on 127.0.0.1 and takes JSON: an action, the version of its protocol and parameters
(https://github.com/FooSoft/anki-connect). Anki reads the package itself, so it has to be a file that both
programs can reach.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from roadmap_cards.errors import ProblemError

ADDRESS = "http://127.0.0.1:8765"
"""Where the add-on listens, unless its owner chose another place."""

ADD_ON = "2055492159"
"""The number under which Anki installs the add-on."""

_VERSION = 6
_LARGEST_ANSWER = 1_000_000
_NO_KEY = "valid api key must be provided"


def answers(address: str = ADDRESS, timeout: float = 0.3) -> bool:
    """Tell whether AnkiConnect answers at an address, within `timeout` seconds; it may still want a key."""
    try:
        _reply(address, {"action": "version", "version": _VERSION}, timeout)
    except ProblemError:
        return False
    return True


def import_package(path: Path, address: str = ADDRESS, key: str = "", timeout: float = 600.0) -> None:
    """Have Anki import a package; notes, progress and presets come in as it does with all boxes ticked.

    `key` is what the add-on's owner set as its `apiKey`. Anki answers when it is done; after `timeout`
    seconds nobody waits any longer. Raises ProblemError where nothing answers, something else does, or Anki
    refuses.
    """
    request: dict[str, object] = {
        "action": "importPackage",
        "version": _VERSION,
        "params": {"path": str(path.absolute())},
    }
    if key:
        request["key"] = key
    result, error = _reply(address, request, timeout)
    if error == _NO_KEY:
        raise ProblemError(
            "AnkiConnect asks for a key." if not key else "AnkiConnect does not know this key.",
            hint="It stands in Anki under Tools, Add-ons, AnkiConnect, Config, as “apiKey”.",
        )
    if error is not None:
        raise ProblemError(
            f"Anki did not take the package: {' '.join(str(error).split())[:300]}.",
            hint="Nothing was changed here. Import the file in Anki by hand: File, Import.",
        )
    if result is not True:
        raise ProblemError(
            "Anki has no collection open, so it did not take the package.",
            hint="Choose a profile in Anki and try again.",
        )


class _NoRedirect(HTTPRedirectHandler):
    """The add-on never points elsewhere; whatever does is something else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing, so that the answer is the error it is."""


def _reply(address: str, request: Mapping[str, object], timeout: float) -> tuple[Any, Any]:
    """Return `result` and `error` of an answer."""
    if not address.startswith("http://"):
        raise ProblemError(f"“{address}” is no address of AnkiConnect.", hint=f"Such a one is {ADDRESS}.")
    # Without this, a proxy set for the whole machine would be asked for 127.0.0.1, which is itself there.
    opener: OpenerDirector = build_opener(ProxyHandler({}), _NoRedirect)
    try:
        body = json.dumps(request).encode()
        call = Request(address, body, {"Content-Type": "application/json"})
        with opener.open(call, timeout=timeout) as answer:
            text = answer.read(_LARGEST_ANSWER)
        reply = json.loads(text)
    except HTTPError as error:
        error.close()
        raise _something_else(address) from error
    except TimeoutError as error:
        raise _late(timeout) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _late(timeout) from error
        raise ProblemError(
            "Anki is not running on this machine with the add-on AnkiConnect.",
            hint=f"Start Anki; the add-on is installed there under Tools, Add-ons, with the code {ADD_ON}.",
        ) from error
    except (HTTPException, OSError, ValueError, RecursionError) as error:
        raise _something_else(address) from error
    if not isinstance(reply, dict) or not {"result", "error"} <= reply.keys():
        raise _something_else(address)
    return reply["result"], reply["error"]


def _something_else(address: str) -> ProblemError:
    return ProblemError(
        f"Something answers at {address}, but it is not AnkiConnect.",
        hint="Start Anki with the add-on AnkiConnect, and give it a port of its own.",
    )


def _late(timeout: float) -> ProblemError:
    return ProblemError(
        f"Anki did not answer within {timeout:g} seconds.",
        hint="Look at Anki: it may be at work still, or a window may be waiting. Sending again does no harm.",
    )
