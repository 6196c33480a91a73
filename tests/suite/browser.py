"""A real browser for the tests: headless Chromium, driven by Selenium.

A browser is no Python package: `make test` has to do with Python, git and make, and may not install programs on
somebody's machine. So where the browser is missing its tests are skipped, with a warning that the pages were not
checked. Continuous integration installs it, and there they fail.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVER = "chromedriver"
MISSING = (
    "THE PAGES ARE NOT CHECKED: there is no Chromium with its driver here. On Debian and Ubuntu:"
    " apt-get install chromium chromium-driver"
)
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
    *("--hide-scrollbars", "--lang=en-US"),
)
DESKTOP = (1280, 1000)
PHONE = (360, 740)


def programs() -> tuple[str, str] | None:
    """The browser and its driver, if both are here."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which(DRIVER)
    return (browser, driver) if browser and driver else None


class Browser:
    """One window, in which pages are looked at."""

    def __init__(self, driver: webdriver.Chrome, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(self, page: Path | str) -> None:
        """Open a page; what the browser says about it is forgotten first."""
        self.driver.get_log("browser")
        self.driver.get(page if isinstance(page, str) else page.resolve().as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def complaints(self) -> list[str]:
        """What stands in the console since the page was opened: errors and warnings."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def wait(self, condition: Callable[[], Any], what: str, seconds: float = 15) -> Any:
        """What a condition gives as soon as it gives anything."""
        end = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < end, f"waited in vain for {what}"
            time.sleep(0.03)
        return found

    def size(self, width: int, height: int) -> None:
        settings = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", settings)

    def prefer(self, scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def download(self, button: WebElement) -> tuple[str, list[dict[str, str]]]:
        """Click a button, and give the text and the rows of the CSV file that the browser saves."""
        for file in self.downloads.iterdir():
            file.unlink()
        self.run("arguments[0].click()", button)
        file = self.wait(lambda: next(self.downloads.glob("*.csv"), None), "the download")
        self.wait(lambda: not list(self.downloads.glob("*.crdownload")), "the end of the download")
        text = file.read_bytes().decode("utf-8")
        assert text.startswith("\ufeff"), "Excel needs the byte order mark"
        return file.name, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@contextmanager
def started(downloads: Path) -> Iterator[Browser]:
    """A browser that saves its downloads in a folder."""
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        warnings.warn(MISSING, stacklevel=2)
        # Because `make test` needs Python, git and make alone: nothing else may fail for want of a browser.
        pytest.skip(MISSING)
    options = Options()
    options.binary_location = found[0]
    for flag in (*FLAGS, f"--window-size={DESKTOP[0]},{DESKTOP[1]}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(found[1]))
    try:
        saving = {"behavior": "allow", "downloadPath": str(downloads)}
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", saving)
        yield Browser(driver, downloads)
    finally:
        driver.quit()
