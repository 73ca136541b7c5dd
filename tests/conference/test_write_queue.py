"""Writers wait in order: nobody is overtaken, and one who gives up holds nobody up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from conference import db
from conference.errors import BusyNow
from conference.write_queue import WriteQueue


def _in_line(queue: WriteQueue, length: int) -> None:
    while len(queue) < length:
        pass


def test_first_come_first_served() -> None:
    queue, served = WriteQueue(), []

    def write(number: int) -> None:
        turn = queue.enter()
        served.append(number)
        queue.leave(turn)

    first = queue.enter()
    threads = [Thread(target=write, args=(number,)) for number in range(12)]
    for length, thread in enumerate(threads, start=2):
        thread.start()
        _in_line(queue, length)
    queue.leave(first)
    for thread in threads:
        thread.join()
    assert served == list(range(12))


def test_one_who_waited_too_long_is_told_and_lets_the_next_pass() -> None:
    queue = WriteQueue(longest_wait=0.01)
    first = queue.enter()
    with pytest.raises(BusyNow):
        queue.enter()
    queue.leave(first)
    queue.leave(queue.enter())
    assert len(queue) == 0


def test_a_turn_given_up_twice_is_given_up_once() -> None:
    queue = WriteQueue()
    first = queue.enter()
    queue.leave(first)
    second = queue.enter()
    queue.leave(first)
    assert len(queue) == 1
    queue.leave(second)


def test_every_end_of_a_writing_session_gives_its_turn_up(engine: Engine) -> None:
    queue: WriteQueue = engine.get_execution_options()["write_queue"]

    def committed() -> None:
        with db.writing(engine) as session:
            session.execute(text("SELECT 1"))
            session.commit()

    def left() -> None:
        with db.writing(engine) as session:
            session.execute(text("SELECT 1"))

    def broken() -> None:
        with pytest.raises(OperationalError), db.writing(engine) as session:
            session.execute(text("SELECT nothing FROM nowhere"))

    for end in (committed, left, broken):
        end()
        assert len(queue) == 0, end.__name__


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with db.writing(engine) as writer, ThreadPoolExecutor(1) as pool:
        writer.execute(text("SELECT 1"))
        with db.reading(engine) as reader:
            assert pool.submit(lambda: reader.execute(text("SELECT 1")).scalar()).result() == 1
