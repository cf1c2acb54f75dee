"""What tests/test_worker.py lets a worker do."""

import os
import time


def echo(text):
    return text


def ignore(text):
    return ""


def fail(text):
    raise ValueError(text)


def end(text):
    os._exit(7)


def hungry(text):
    """Use `text` megabytes."""
    return str(len(bytearray(int(text) << 20)))


def busy(text):
    """Use processor time without end, and catch what ordinary exceptions there are."""
    while True:
        try:
            sum(range(10_000))
        except Exception:
            pass


def deaf(text):
    """Use processor time without end, and catch whatever comes the first time."""
    try:
        busy(text)
    except BaseException:
        busy(text)


def sleepy(text):
    time.sleep(1000)
