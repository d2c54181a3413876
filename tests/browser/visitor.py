"""A person at a browser: what they open, write, press and see."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from empowerment.services.demo import PASSWORD

SECONDS = 15
"""How long a page may take before the test gives up."""
ORG = "mina-lestari"
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chrome(chromium: str, chromedriver: str, *, width: int, javascript: bool) -> Chrome:
    """Start Chromium with a window of that width; below 720 pixels it is a telephone."""
    options = ChromeOptions()
    options.binary_location = chromium
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.add_argument(f"--window-size={width},900")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if width < 720:
        metrics = {"width": width, "height": 740, "pixelRatio": 2.0, "touch": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    if not javascript:
        preferences = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", preferences)
    return Chrome(options=options, service=Service(chromedriver))


class Visitor:
    """One browser at the books of Mina Lestari."""

    def __init__(self, driver: Chrome, address: str, width: int) -> None:
        self.driver = driver
        self.address = address
        self.width = width
        self.steps = 0
        """Links followed and forms sent."""

    # --- going places -----------------------------------------------------------------------------

    def open(self, name: str, /, **kwargs: Any) -> None:
        """Open a page by the name of its address."""
        if name.startswith(("ledger:", "enterprises:")) or name == "organization_home":
            kwargs = {"org": ORG} | kwargs
        self.driver.get(self.address + reverse(name, kwargs=kwargs))

    def sign_in(self, username: str) -> None:
        """Sign in as somebody of the demonstration."""
        self.open("account_login")
        self.write("login", username)
        self.write("password", PASSWORD)
        self.leave(lambda: self.one("main form button[type=submit]").click())

    def follow(self, text: str, within: str = "main") -> None:
        """Click the link of that text and wait for the next page."""
        link = self.link(text, within)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        self.leave(link.click)

    def leave(self, act: Callable[[], object]) -> None:
        """Do what leads to another page, and wait until that page has come."""
        page = self.one("html")
        self.steps += 1
        act()
        self.wait(lambda: gone(page), "the page did not change")
        self.wait(lambda: self.all("footer, .door"), "the next page did not come")

    def back(self) -> None:
        """Press the browser's back button."""
        self.leave(self.driver.back)

    # --- looking ----------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The address without its host."""
        return urlsplit(self.driver.current_url).path

    @property
    def heading(self) -> str:
        """The page's own title."""
        return self.one("h1").text

    def one(self, selector: str) -> WebElement:
        """The first element of a CSS selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """Every element of a CSS selector."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """What the elements of a CSS selector show."""
        return [element.text.strip() for element in self.all(selector)]

    def seen(self, selector: str) -> list[WebElement]:
        """The elements of a CSS selector that can be seen."""
        return [element for element in self.all(selector) if element.is_displayed()]

    def link(self, text: str, within: str = "main") -> WebElement:
        """The visible link that reads so."""
        links = {a.text.strip(): a for a in reversed(self.seen(f"{within} a"))}
        assert text in links, f"{self.path} has no link “{text}”: {sorted(links)}"
        return links[text]

    def wait(self, until: Callable[[], object], otherwise: str) -> None:
        """Wait for something to become true."""
        WebDriverWait(self.driver, SECONDS, poll_frequency=0.05).until(
            lambda _driver: until(), otherwise
        )

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        width = "document.documentElement.scrollWidth - window.innerWidth"
        return max(0, int(self.driver.execute_script(f"return {width}")))

    def complaints(self) -> list[str]:
        """What the browser has complained about since the last time it was asked."""
        log = self.driver.get_log("browser")
        return [entry["message"] for entry in log if entry["level"] == "SEVERE"]

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page in the folder LUMBUNG_SCREENSHOTS, when it is set."""
        if folder := os.environ.get("LUMBUNG_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            body = self.one("body")
            height = max(740, min(4000, body.size["height"]))
            metrics = {"width": self.width, "height": height, "deviceScaleFactor": 1}
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride", metrics | {"mobile": self.width < 720}
            )
            self.driver.save_screenshot(str(Path(folder) / f"{name}-{self.width}.png"))
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    # --- writing ----------------------------------------------------------------------------------

    def write(self, field: str, text: str) -> None:
        """Write into a field, over what stands there."""
        element = self.one(f"[name='{field}']")
        element.clear()
        element.send_keys(text)

    def write_line(self, row: int, account: str, *, debit: str = "", credit: str = "") -> None:
        """Fill one row of the journal."""
        self.write_choice(f"lines-{row}-account", account)
        self.write(f"lines-{row}-debit", debit)
        self.write(f"lines-{row}-credit", credit)

    def write_choice(self, field: str, code: str) -> None:
        """Choose the option that begins with a code."""
        options = self.all(f"[name='{field}'] option")
        next(option for option in options if option.text.strip().startswith(code)).click()

    def totals(self) -> tuple[str, str, str]:
        """The live totals of debit and credit, and the state shown beside them."""
        debit, credit = (self.one(f"[data-total={side}]").text for side in ("debit", "credit"))
        state = " ".join(" ".join(e.text.split()) for e in self.seen("[data-balance]"))
        return debit, credit, state

    def button(self, text: str) -> WebElement:
        """The visible button that reads so."""
        buttons = {b.text.strip(): b for b in reversed(self.seen("main button"))}
        assert text in buttons, f"{self.path} has no button “{text}”: {sorted(buttons)}"
        button = buttons[text]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        return button

    def press(self, text: str) -> None:
        """Press a button that leads to another page."""
        button = self.button(text)
        self.leave(button.click)

    def press_twice(self, text: str) -> None:
        """Double-click a button, as impatient fingers do."""
        button = self.button(text)
        self.leave(lambda: ActionChains(self.driver).double_click(button).perform())


def gone(element: WebElement) -> bool:
    """Whether the page of an element is no longer shown."""
    try:
        element.is_enabled()
    except StaleElementReferenceException:
        return True
    except WebDriverException as error:
        # The page went while chromedriver was asking: it has no better name for a stale element.
        if "does not belong to the document" in str(error):
            return True
        raise
    return False
