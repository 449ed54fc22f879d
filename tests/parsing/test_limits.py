"""How long one record may take."""

import signal
import time

import pytest

from newsarchive.errors import RecordError
from newsarchive.parsing.limits import within


def read_for_ever() -> None:
    while True:
        time.sleep(0.01)


def test_what_takes_too_long_is_set_aside() -> None:
    too_long = pytest.raises(RecordError, match=r"slow\.txt: could not be read within 0\.05 seconds")
    with too_long, within(0.05, "slow.txt"):
        read_for_ever()


def test_what_is_done_in_time_leaves_no_timer_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(5, "quick.txt"):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_timer_of_somebody_else_goes_on() -> None:
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        with within(0.01, "a.txt"):
            time.sleep(0.03)
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
