"""Browser tests use the system's Chromium. Without one they are skipped, loudly; with --require-browser they fail."""

import os
import shutil

import pytest
from django.db import connections

from simpeg.testing.fixtures import places_of_its_own, trail_of_its_own  # noqa: F401 -- autouse

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_CHROMIUM = "no Chromium on this machine (Debian: apt-get install chromium)"


def pytest_addoption(parser):
    parser.addoption("--require-browser", action="store_true", help="fail, rather than skip, browser tests")
    parser.addoption("--write-golden", action="store_true", help="write simpeg/tests/access.golden.tsv anew")


def pytest_configure(config):
    if config.getoption("write_golden") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--write-golden writes one file: leave out -n")


def pytest_collection_modifyitems(config, items):
    if CHROMIUM or config.getoption("require_browser"):
        return
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.fail(NO_CHROMIUM)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread that tests run in
    connections.close_all()  # inside it Django has connections of its own; see `browser`
    return browser_type_launch_args | {"executable_path": CHROMIUM}


@pytest.fixture(scope="session")
def browser(browser):
    """Close, while its event loop still runs, the connections that only code inside that loop can see."""
    yield browser
    connections.close_all()


def pytest_terminal_summary(terminalreporter):
    left_out = [report for report in terminalreporter.getreports("skipped") if NO_CHROMIUM in str(report.longrepr)]
    if left_out:
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(left_out)} browser tests were skipped: {NO_CHROMIUM}.", red=True)
