"""A package is handed to something that speaks AnkiConnect's protocol; all that can go wrong is said."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from roadmap_cards.anki.connect import answers, import_package
from roadmap_cards.errors import ProblemError

Reply = Callable[[dict[str, Any]], bytes]


def said(result: object, error: object = None) -> Reply:
    return lambda _request: json.dumps({"result": result, "error": error}).encode()


@contextmanager
def listening(reply: Reply, status: int = 200, *headers: tuple[str, str]) -> Iterator[str]:
    """Yield the address of a server that answers every request in this way."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = reply(request)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def nobody() -> str:
    """Return an address at which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def problem(address: str, key: str = "", timeout: float = 5.0) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        import_package(Path("deck.apkg"), address, key, timeout)
    assert caught.value.hint
    return caught.value


def test_the_package_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[dict[str, Any]] = []

    def reply(request: dict[str, Any]) -> bytes:
        requests.append(request)
        return said(True)(request)

    monkeypatch.chdir(tmp_path)
    with listening(reply) as address:
        import_package(Path("deck.apkg"), address, "secret")
    assert requests == [
        {
            "action": "importPackage",
            "version": 6,
            "params": {"path": str(tmp_path / "deck.apkg")},
            "key": "secret",
        }
    ]


def test_no_proxy_is_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", nobody())
    monkeypatch.delenv("no_proxy", raising=False)
    with listening(said(6)) as address:
        assert answers(address)


def test_it_answers_even_where_it_wants_a_key() -> None:
    with listening(said(None, "valid api key must be provided")) as address:
        assert answers(address)


def test_it_is_known_at_once_that_nothing_listens() -> None:
    begin = monotonic()
    assert not answers(nobody())
    assert monotonic() - begin < 0.5


def test_a_program_that_never_answers_does_not_hold_anyone_up() -> None:
    done = Event()

    def reply(_request: dict[str, Any]) -> bytes:
        done.wait(5)
        return b""

    with listening(reply) as address:
        begin = monotonic()
        assert not answers(address)
        assert "did not answer within 0.2 seconds" in problem(address, timeout=0.2).message
        assert monotonic() - begin < 2
        done.set()


def test_where_nothing_listens_the_add_on_is_named() -> None:
    found = problem(nobody())
    assert found.message == "Anki is not running on this machine with the add-on AnkiConnect."
    assert "2055492159" in found.hint


def test_a_key_that_is_missing_or_wrong_is_asked_for() -> None:
    with listening(said(None, "valid api key must be provided")) as address:
        assert "asks for a key" in problem(address).message
        assert "does not know this key" in problem(address, "wrong").message


def test_what_anki_says_against_the_package_is_passed_on() -> None:
    with listening(said(None, "the package\nis damaged")) as address:
        assert "the package is damaged" in problem(address).message


def test_without_a_profile_nothing_is_taken() -> None:
    with listening(said(False)) as address:
        assert "no collection open" in problem(address).message


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b"[]", b"6", b'{"result": 6}', b"\xff\xfe", b"[" * 90_000]
)
def test_nonsense_is_not_taken_for_an_answer(body: bytes) -> None:
    with listening(lambda _request: body) as address:
        assert not answers(address)
        assert "it is not AnkiConnect" in problem(address).message


def test_a_web_server_is_not_anki() -> None:
    with listening(said(True), 404) as address:
        assert "it is not AnkiConnect" in problem(address).message


def test_nobody_is_followed_elsewhere() -> None:
    asked: list[dict[str, Any]] = []

    def elsewhere(request: dict[str, Any]) -> bytes:
        asked.append(request)
        return said(6)(request)

    with listening(elsewhere) as other, listening(said(True), 302, ("Location", other)) as address:
        assert not answers(address)
    assert not asked


def test_a_program_that_hangs_up_is_not_anki() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.recv(65_536)
            connection.close()

        thread = Thread(target=hang_up)
        thread.start()
        found = problem(f"http://127.0.0.1:{server.getsockname()[1]}")
        thread.join()
    assert "it is not AnkiConnect" in found.message


@pytest.mark.parametrize("address", ["", "127.0.0.1:8765", "file:///etc/passwd"])
def test_what_is_no_address_of_it_is_refused(address: str) -> None:
    assert not answers(address)
    assert "no address" in problem(address).message


def test_what_the_add_on_does_with_a_package_brings_its_notes_and_their_progress(tmp_path: Path) -> None:
    # AnkiConnect's importPackage makes such an importer and runs it; no type stubs name it.
    from anki import importing  # noqa: PLC0415

    source = Collection(str(tmp_path / "source.anki2"))
    basic = source.models.by_name("Basic")
    assert basic is not None
    note = source.new_note(basic)
    note["Front"], note["Back"] = "What?", "That."
    source.add_note(note, source.decks.id("Ours") or 1)  # type: ignore[arg-type]
    source.sched.set_due_date(note.card_ids(), "5!")
    package = tmp_path / "ours.apkg"
    source.export_anki_package(
        out_path=str(package),
        options=ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=True
        ),
        limit=None,
    )
    source.close()
    target = Collection(str(tmp_path / "target.anki2"))

    def reply(request: dict[str, Any]) -> bytes:
        # The importer belongs to the thread of its collection, as in Anki.
        paths.append(request["params"]["path"])
        return said(True)(request)

    paths: list[str] = []
    with listening(reply) as address:
        import_package(package, address)
    importing.AnkiPackageImporter(target, paths[0]).run()  # type: ignore[attr-defined]
    target.models._clear_cache()
    (number,) = target.find_cards("")
    card = target.get_card(number)
    assert (card.note().fields, card.ivl, card.type) == (["What?", "That."], 5, 2)
    target.close()
