"""The HTML page in a real browser: from the matrix to the quote, nothing on the console, no markup from a text.

Usage: browser.py PROGRAM [FOLDER FOR PICTURES]

Needs chromium and chromedriver. The page is opened from a file, as its readers do.
"""

import pathlib
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

TALK = pathlib.Path("readouts/2025-11-24-xi-trump-call")
THIRD = pathlib.Path("readouts/2025-11-25-takaichi-trump-call/jp.en.txt")

TRUSTING = """---
side: FR
language: en
date: 2024-05-01
---
President Emmanuel Macron spoke with Prime Minister Giorgia Meloni. They discussed Taiwan and soybeans.
"""

HOSTILE = """---
side: IT
language: en
date: 2024-05-01
issuer: "<img src=x onerror=document.title='owned'>"
title: "</title><script>document.title='owned'</script>"
---
Taiwan was discussed, <script>document.title='owned'</script> <style>*{display:none}</style>.

Meloni said that "'><img src=x onerror="document.title='owned'"> soybeans \x1b[31m \u202e matter <a href="javascript:alert(1)">x</a>.
"""


def driver(profile, width, height, dark=False):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        "--hide-scrollbars", f"--window-size={width},{height}", f"--user-data-dir={profile}",
    ]:
        options.add_argument(flag)
    if dark:
        options.add_argument("--force-dark-mode")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    # A window is never narrower than 500 points; the screen of a phone is.
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    return browser


def page(program, folder, name, *files):
    path = folder / f"{name}.html"
    command = [program, *map(str, files), "--quiet", "--format", "html", "--output", str(path)]
    subprocess.run(command, check=True)
    return path


def quiet_console(browser):
    log = browser.get_log("browser")
    assert not log, f"the console says: {log}"


def target(browser):
    """What the address leads to: its id, and whether it is on the screen."""
    return browser.execute_script(
        "const e = document.querySelector(':target'); if (!e) return null;"
        "const r = e.getBoundingClientRect();"
        "return [e.id, r.top < innerHeight && r.bottom > 0, e.innerText]"
    )


def follow(browser, link):
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    found = target(browser)
    assert found, f"{link.get_attribute('href')} leads nowhere"
    identity, seen, text = found
    assert seen, f"{identity} is not on the screen"
    return identity, text


def shipped(browser, path):
    browser.get(path.as_uri())
    assert "cn.zh and us.en" in browser.title

    # Taiwan, first column: the cell leads to the evidence, the evidence to the sentence.
    row = browser.find_element(By.XPATH, "//table[@class='matrix']//tr[th[normalize-space()='Taiwan']]")
    cell = row.find_elements(By.TAG_NAME, "td")[0]
    assert "elaborated" in cell.text
    identity, text = follow(browser, cell.find_element(By.TAG_NAME, "a"))
    assert "台湾" in text, text
    quote = browser.find_element(By.CSS_SELECTOR, f"#{identity} blockquote")
    assert quote.get_attribute("lang") == "zh-Hans"
    identity, text = follow(browser, browser.find_element(By.CSS_SELECTOR, f"#{identity} figcaption a"))
    assert quote.text.rstrip(",，") in text, text

    # Second column: not mentioned, with the terms that were searched for.
    row = browser.find_element(By.XPATH, "//table[@class='matrix']//tr[th[normalize-space()='Taiwan']]")
    cell = row.find_elements(By.TAG_NAME, "td")[1]
    assert "not mentioned" in cell.text
    identity, text = follow(browser, cell.find_element(By.TAG_NAME, "a"))
    assert "searched" in text, text
    summary = browser.find_element(By.CSS_SELECTOR, f"#{identity} summary")
    summary.send_keys(Keys.ENTER)
    terms = browser.find_element(By.CSS_SELECTOR, f"#{identity} details p").text
    assert "taiwan" in terms.lower(), terms

    # A sentence leads to its partner, by keyboard too, and shows it while it holds the focus.
    partner = browser.find_element(By.CSS_SELECTOR, ".texts .partner.same")
    goal = partner.get_attribute("href").split("#")[1]
    plain = browser.find_element(By.ID, goal).value_of_css_property("background-color")
    browser.execute_script("arguments[0].focus()", partner)
    browser.execute_script("document.querySelector('.unit').style")  # lets the styles settle
    browser.set_script_timeout(5)
    browser.execute_async_script("setTimeout(arguments[0], 400)")
    shown = browser.find_element(By.ID, goal).value_of_css_property("background-color")
    assert shown != plain, "the partner of a sentence with the focus is not shown"
    partner.send_keys(Keys.ENTER)
    assert target(browser)[0] == goal

    # Every address on the page leads to something, and nothing is fetched.
    dead = browser.execute_script(
        "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"
    )
    assert not dead, dead
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    doubled = browser.execute_script(
        "const seen = new Set(); return [...document.querySelectorAll('[id]')].map(e => e.id)"
        ".filter(id => seen.has(id) || !seen.add(id))"
    )
    assert not doubled, doubled
    quiet_console(browser)


def fits(browser, path, width):
    """Nothing but what scrolls by itself is wider than the window."""
    browser.get(path.as_uri())
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= width, f"the page is {wide} wide in a window of {width}"
    broken = browser.execute_script(
        """
        const broken = [];
        for (const cell of document.querySelectorAll("td, th")) {
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                for (const word of texts.currentNode.data.matchAll(/[A-Za-z]+/g)) {
                    const range = document.createRange();
                    range.setStart(texts.currentNode, word.index);
                    range.setEnd(texts.currentNode, word.index + word[0].length);
                    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                    if (lines.size > 1) broken.push(word[0]);
                }
            }
        }
        return broken;
        """
    )
    assert not broken, f"words broken in cells in a window of {width}: {broken}"
    quiet_console(browser)


def hostile(browser, path):
    browser.get(path.as_uri())
    assert browser.title == "Readouts compared: fr.en and it.en", browser.title
    assert browser.execute_script("return document.scripts.length") == 0
    assert browser.execute_script("return document.querySelectorAll('img, svg, iframe, object, form').length") == 0
    assert browser.execute_script("return document.querySelectorAll('style').length") == 1
    words = browser.find_element(By.TAG_NAME, "body").text
    assert "<script>document.title='owned'</script>" in words and "\\u{202e}" in words and "\\u{1b}" in words
    quiet_console(browser)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "trusting.txt").write_text(TRUSTING, encoding="utf-8")
        (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
        two = page(program, folder, "two", TALK / "cn.zh.txt", TALK / "us.en.txt")
        three = page(program, folder, "three", TALK / "cn.zh.txt", TALK / "us.en.txt", THIRD)
        harm = page(program, folder, "hostile", folder / "trusting.txt", folder / "hostile.txt")
        for number, (width, height, dark) in enumerate([(1280, 900, False), (375, 812, False), (1280, 900, True)]):
            browser = driver(folder / f"profile{number}", width, height, dark)
            try:
                shipped(browser, two)
                fits(browser, two, width)
                fits(browser, three, width)
                hostile(browser, harm)
                if pictures:
                    pictures.mkdir(parents=True, exist_ok=True)
                    browser.get(two.as_uri())
                    name = f"page-{width}{'-dark' if dark else ''}"
                    browser.save_screenshot(str(pictures / f"{name}.png"))
                    browser.get(two.as_uri() + "#texts")
                    browser.save_screenshot(str(pictures / f"{name}-texts.png"))
                print(f"{width} × {height}{', dark' if dark else ''}: well")
            finally:
                browser.quit()


if __name__ == "__main__":
    main()
