"""A real browser for the page: Debian's Chromium without a window, told what to do and asked what it saw."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.running import ROOT

AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = 1280, 390
AT_ONCE = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


def missing(what: str) -> NoReturn:
    """Skips a test that lacks a program; where none may be skipped, fails it."""
    told = f"{what} is missing: `make browser` installs it"
    if os.environ.get("REDPROP_NO_SKIP") == "1":
        pytest.fail(told)
    pytest.skip(told)


def program(name: str) -> str:
    """Where a program is."""
    return shutil.which(name) or missing(name)


class Browser:
    """A browser with one page."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = program("chromium")
        for argument in AT_ONCE:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(program("chromedriver")))

    def open(self, page: Path, subject: str = "", width: int = DESK) -> None:
        """Opens a page afresh, as wide as told; with a subject, at its address."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")
        self.said(), self.asked()
        self.driver.get(f"{page.as_uri()}{subject}")

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *values)

    def texts(self, selector: str) -> list[str]:
        """The texts of what is seen of a selector."""
        script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.textContent.trim())"
        found: list[str] = self.run(script, selector)
        return found

    def find(self, selector: str) -> Any:
        """The first element of a selector."""
        return self.driver.find_element("css selector", selector)

    def press(self, *keys: str) -> None:
        """Presses keys, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    @property
    def focused(self) -> str:
        """The text of what has the focus."""
        text: str = self.run("return document.activeElement.textContent.trim()")
        return text

    def said(self) -> list[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Every address that was asked for since this was last asked, but for what stands in the page itself."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith(("data:", "about:"))]

    def violations(self) -> list[str]:
        """What axe finds fault with: rule and place."""
        if not AXE.is_file():
            missing("axe-core")
        self.run(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        return [
            f"{one['id']}: {node['target']} {node['html'][:120]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def printed(self, to: Path) -> str:
        """The text of the page when printed as PDF on A4."""
        reader = program("pdftotext")
        size = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True, "printBackground": False}
        to.write_bytes(base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", size)["data"]))
        return subprocess.run([reader, "-layout", to, "-"], capture_output=True, check=True).stdout.decode()

    def close(self) -> None:
        """Ends the browser."""
        self.driver.quit()
