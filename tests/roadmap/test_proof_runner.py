"""Code of cards runs apart: it sees nothing, leaves nothing, takes no more than its share, and says so."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from roadmap_cards.roadmap.proof_runner import CAN_FORK, Ending, Limits, Ran, run_all

ways = pytest.mark.parametrize(
    "fork", [pytest.param(True, marks=pytest.mark.skipif(not CAN_FORK, reason="no fork")), False]
)


PATIENT = Limits(seconds=30)


def run(code: str, limits: Limits = PATIENT, *, fork: bool = CAN_FORK) -> Ran:
    (ran,) = run_all([code], limits=limits, fork=fork)
    return ran


@ways
def test_what_the_code_sets_and_prints_comes_back_in_order(fork: bool) -> None:
    codes = [f"print({number})\nanswer = {number} ** 2" for number in range(5)]
    found = run_all(codes, jobs=2, fork=fork)
    assert [(ran.printed, ran.answer) for ran in found] == [(f"{n}\n", f"{n * n}") for n in range(5)]
    assert {ran.ending for ran in found} == {Ending.FINISHED}


def test_nothing_runs_where_there_is_nothing() -> None:
    assert run_all([]) == []


def test_truth_is_told_from_what_only_counts_as_true() -> None:
    ran = run("import numpy as np\nholds = [True, np.bool_(False), np.float64(1) > 0, 1, 'yes', None]")
    assert ran.holds == (True, False, True, None, None, None)
    assert run("import numpy as np\nholds = np.array([True, False])").holds == (True, False)
    assert run("holds = True").holds == (None,)
    assert run("pass").holds is None


@ways
def test_no_piece_sees_what_another_one_did(fork: bool) -> None:
    mark = "import builtins, os\nbuiltins.mark = 1\nos.environ['MARK'] = '1'\nopen('mark', 'w').close()"
    look = "import builtins, os\nanswer = [hasattr(builtins, 'mark'), 'MARK' in os.environ, os.listdir()]"
    assert run_all([mark, look], fork=fork)[1].answer == "[False, False, []]"


@ways
def test_nothing_of_the_person_is_seen(fork: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "a")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "answer = ['SECRET' in os.environ, '/somewhere' in sys.path, Path.home() == Path.cwd(), sys.argv,\n"
        "          [name for name in sys.modules if name.startswith('roadmap_cards')]]"
    )
    assert run(code, fork=fork).answer == "[False, False, True, [''], []]"
    assert run("input()", fork=fork).detail.startswith("EOFError")


def test_the_folder_is_gone_afterwards() -> None:
    ran = run("import os\nopen('a-file', 'w').write('x')\nanswer = os.getcwd()")
    assert ran.ending is Ending.FINISHED
    assert ran.answer is not None
    assert not Path(ran.answer).exists()


def test_sets_come_in_the_same_order_each_time_and_in_another_one_for_another_seed() -> None:
    code = "answer = [hash('a'), hash('b')]"
    first, again = run_all([code]), run_all([code])
    assert first == again
    assert run_all([code], hash_seed=1) != first


@ways
def test_a_piece_that_hangs_is_ended_and_the_others_run(fork: bool) -> None:
    codes = ["answer = 1", "while True: pass", "import time; time.sleep(60)", "answer = 2"]
    found = run_all(codes, limits=Limits(seconds=1.5), fork=fork)
    assert [ran.ending for ran in found] == [
        Ending.FINISHED,
        Ending.TOO_LONG,
        Ending.TOO_LONG,
        Ending.FINISHED,
    ]


@pytest.mark.parametrize(
    ("code", "detail", "line"),
    [
        ("x = 1\nassert x == 2, f'x is {x}'", "AssertionError: x is 1", 2),
        ("def f():\n    return 1 / 0\nf()", "ZeroDivisionError: division by zero", 2),
        ("import json\njson.loads('{')", "JSONDecodeError: Expecting property name", 2),
        ("a = 1\nb = = 2", "SyntaxError: invalid syntax", 2),
        ("raise SystemExit('not so')", "SystemExit: not so", 1),
        (
            "class A:\n    def __str__(self): raise ValueError('no text')\nanswer = A()",
            "ValueError: no text",
            2,
        ),
    ],
)
def test_what_is_raised_is_told_with_its_line(code: str, detail: str, line: int) -> None:
    ran = run(code)
    assert ran.ending is Ending.RAISED
    assert ran.detail.startswith(detail)
    assert ran.line == line


def test_an_orderly_exit_is_an_end() -> None:
    assert run("import sys\nprint(1)\nsys.exit()").printed == "1\n"
    assert run("import sys\nsys.exit(0)").ending is Ending.FINISHED


def test_threads_are_waited_for() -> None:
    code = "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.1), print('late'))).start()"
    assert run(code).printed == "late\n"


def test_a_package_that_is_missing_is_named() -> None:
    ran = run("import numpy\nimport no_such_package.inside")
    assert (ran.ending, ran.detail, ran.line) == (Ending.MISSING, "no_such_package", 2)


@ways
def test_endless_printing_ends(fork: bool) -> None:
    ran = run("while True:\n    try: print('x' * 100)\n    except Exception: pass", fork=fork)
    assert ran == Ran(Ending.PRINTED)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
def test_memory_is_limited() -> None:
    ran = run("x = bytearray(600_000_000)", Limits(seconds=30, memory=500_000_000))
    assert ran.ending is Ending.MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_large_file_is_refused() -> None:
    ran = run("open('large', 'wb').write(b'x' * 2_000_000)", Limits(seconds=30, written=1_000_000))
    assert ran.detail.startswith("OSError")


@ways
def test_a_piece_that_ends_its_process_is_told_and_the_next_one_runs(fork: bool) -> None:
    found = run_all(["import os\nos._exit(3)", "answer = 1"], fork=fork)
    assert [(ran.ending, ran.detail) for ran in found] == [
        (Ending.DIED, "exit code 3"),
        (Ending.FINISHED, ""),
    ]


@ways
def test_no_other_process_is_started(fork: bool, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    started = [sys.executable, "-c", f"open({str(trace)!r}, 'w')"]
    codes = [
        f"import subprocess\nsubprocess.run({started!r})",
        f"import os\nos.system('echo > {trace}')",
        f"import os\nif os.fork() == 0:\n    open({str(trace)!r}, 'w')",
        "import multiprocessing\nmultiprocessing.Process(target=print).start()",
    ]
    for ran in run_all(codes, fork=fork):
        assert (ran.ending, ran.detail) == (Ending.REFUSED, "starts or ends another process")
    assert not trace.exists()


def test_the_network_is_not_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        codes = [
            f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 5)",
            f"import urllib.request\nurllib.request.urlopen('http://127.0.0.1:{port}', timeout=5)",
            "import socket\nsocket.gethostbyname('example.org')",
        ]
        for ran in run_all(codes):
            assert (ran.ending, ran.detail, ran.line) == (Ending.REFUSED, "asks the network", 2)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_asyncio_works_all_the_same() -> None:
    code = "import asyncio\nasync def one(): return await asyncio.sleep(0, 1)\nanswer = asyncio.run(one())"
    assert run(code).answer == "1"


@pytest.mark.parametrize(
    "code",
    [
        "open(there / 'new', 'w')",
        "(there / 'kept').unlink()",
        "(there / 'kept').rename(there / 'other')",
        "(there / 'new').mkdir()",
        "(there / 'kept').write_text('lost')",
        "import shutil\nshutil.rmtree(there)",
        "import os\nos.chdir(there)\nopen('kept', 'a').write('more')",
        "import sqlite3\nsqlite3.connect(there / 'new')",
    ],
)
def test_nothing_outside_is_written(tmp_path: Path, code: str) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    ran = run(f"from pathlib import Path\nthere = Path({str(tmp_path)!r})\n{code}")
    assert ran.ending is Ending.REFUSED
    assert ran.detail.endswith("outside its own folder")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "kept"


def test_files_of_its_own_and_reading_are_free() -> None:
    code = (
        "import json, sqlite3, tempfile\nfrom pathlib import Path\n"
        "Path('a').write_text('1')\nPath('a').rename('b')\nPath('b').unlink()\n"
        "with tempfile.TemporaryDirectory() as folder: Path(folder, 'c').write_text('1')\n"
        "sqlite3.connect(':memory:').execute('select 1')\n"
        "answer = len(Path(json.__file__).read_text()) > 0"
    )
    assert run(code).answer == "True"
