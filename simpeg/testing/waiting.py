"""Waiting for what other processes do."""

import time


def eventually(holds, seconds=180):
    """Wait until `holds()` is true; a test that waits in vain fails here."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"in vain for {seconds} seconds"
        time.sleep(0.1)
