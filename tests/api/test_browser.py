"""The pages in a real browser: asked by keyboard, read narrow and wide, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.browser import PROGRAM, Browser, browser

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here")
WIDTHS = (360, 1200)


def ask(page: Browser, url: str, question: str) -> None:
    page.open(f"{url}/")
    page.wait("document.activeElement.id === 'q'")
    page.type(question)
    page.press("Enter", text="\r")
    page.wait("document.querySelector('#answer h2') !== null")


def test_a_question_is_asked_and_its_source_opened_by_keyboard(url: str, tmp_path: Path) -> None:
    with browser(tmp_path, 1200, 800) as page:
        ask(page, url, "fitters")

        # A screen reader goes on where the answer begins; the next stop is its first citation.
        assert page.run("document.activeElement.textContent") == "fitters"
        assert page.run("location.search") == "?q=fitters"
        page.press("Tab")
        assert page.run("document.activeElement.getAttribute('aria-label')") == "Source 1"
        page.press("Tab")
        assert page.run("document.activeElement.textContent") == "Title of our-vision"
        page.press("Enter", text="\r")
        page.wait(
            "location.pathname === '/documents/our-vision' && document.readyState === 'complete'"
        )
        assert page.run("document.querySelector('mark').textContent") == (
            "train 200 fitters & “finishers”"
        )
        assert not [line for line in page.console if "Content Security" in line]


def test_feedback_and_a_follow_up(url: str, tmp_path: Path) -> None:
    with browser(tmp_path, 1200, 800) as page:
        ask(page, url, "fitters")

        page.run("document.querySelector('[data-helpful=no]').click()")
        page.wait("document.querySelector('.feedback').textContent === 'Thank you.'")
        page.run("document.querySelector('#f').click(); document.querySelector('#q').focus()")
        page.run("document.querySelector('#q').value = 'and homes?'")
        page.press("Enter", text="\r")
        page.wait("document.querySelector('#answer h2').textContent === 'and homes?'")

        assert "&f=" in page.run("location.search")
        page.run("history.back()")
        page.wait("document.querySelector('#answer h2').textContent === 'fitters'")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(url: str, tmp_path: Path, width: int) -> None:
    with browser(tmp_path, width, 800) as page:
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=800,
                  deviceScaleFactor=1, mobile=width < 500)  # fmt: skip
        for path in ("/", "/?q=homes", "/documents/our-vision", "/docs"):
            page.open(url + path)
            assert page.run("document.documentElement.scrollWidth") <= width, path


def test_a_service_that_is_gone_is_told_in_place(url: str, tmp_path: Path) -> None:
    with browser(tmp_path, 1200, 800) as page:
        page.open(f"{url}/")
        page.call("Network.enable")
        page.call("Network.emulateNetworkConditions", offline=True, latency=0,
                  downloadThroughput=0, uploadThroughput=0)  # fmt: skip
        page.type("homes")
        page.press("Enter", text="\r")
        page.wait("document.querySelector('#say').textContent.includes('could not be reached')")

        assert page.run("document.querySelector('#say').getAttribute('role')") == "status"
