"""Work shared with a second process: the same answer, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from postctl.cli import main, sharing

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(sharing, "ENOUGH", 4)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 99])
def test_everything_is_done_once_and_stays_in_order(count):
    assert sharing.shared(lambda items: [each * 2 for each in items], range(count)) == [each * 2 for each in range(count)]


@needs_fork
def test_two_processes_work():
    def work(items):
        time.sleep(0.05)
        return [os.getpid() for _ in items]

    pids = sharing.shared(work, range(20))
    assert len(set(pids)) == 2
    assert pids.count(pids[-1]) < 19


@needs_fork
def test_who_has_something_else_to_do_does_less(monkeypatch):
    here = os.getpid()

    def work(items):
        time.sleep(0.02)
        return [os.getpid() for _ in items]

    done = []
    pids = sharing.shared(work, range(40), meanwhile=lambda: time.sleep(0.3) or done.append(os.getpid()))
    assert done == [here]
    assert 0 < pids.count(here) < 20


def test_what_is_done_meanwhile_is_done_by_one_process_too():
    done = []
    assert sharing.shared(list, range(3), meanwhile=lambda: done.append(1)) == [0, 1, 2]
    assert done == [1]


@needs_fork
def test_it_is_told_how_many_items_are_begun():
    def work(items):
        time.sleep(0.02)
        return list(items)

    told = []
    assert sharing.shared(work, range(201), lambda done, of: told.append((done, of))) == [*range(201)]
    assert told == sorted(told)
    assert {of for _, of in told} == {200}
    assert all(0 <= done < 200 for done, _ in told)


@needs_fork
@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0])
def test_what_the_other_process_does_not_do_is_done_here(end, capfd):
    here = os.getpid()

    def work(items):
        if os.getpid() != here:
            end()
        return list(items)

    assert sharing.shared(work, range(10)) == list(range(10))
    assert capfd.readouterr() == ("", "")


@needs_fork
def test_an_error_here_ends_the_other_process(monkeypatch):
    here, forked, fork = os.getpid(), [], os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(fork()) or forked[-1])

    def work(items):
        if os.getpid() != here:
            time.sleep(60)
        elif len(items) > 1:
            raise KeyboardInterrupt
        return list(items)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        sharing.shared(work, range(10))
    assert time.monotonic() - began < 30
    assert len(forked) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(forked[0], 0)


def test_r26_validate_says_the_same_with_one_process_and_with_two(tmp_path, monkeypatch, capsys):
    for number in range(30):
        (tmp_path / f"{number}.md").write_text(
            f"---\ntitle: {'' if number % 3 else number}\ndate: 2026-02-30\n---\n[x]({number + 1}.md) [y](gone-{number}.md)\n"
        )
    monkeypatch.chdir(tmp_path)
    shared = main(["validate", "--no-cache", "--format", "json"]), capsys.readouterr().out
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert (main(["validate", "--no-cache", "--format", "json"]), capsys.readouterr().out) == shared
    assert len(shared[1]) > 5000


def test_beside_another_thread_nothing_is_forked(monkeypatch):
    monkeypatch.setattr(sharing.os, "fork", lambda: pytest.fail("forked"))
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert sharing.shared(list, range(1000)) == [*range(1000)]
    finally:
        ended.set()
        thread.join()
