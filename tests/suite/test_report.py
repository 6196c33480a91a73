"""The campaign pages and the documentation page, looked at in a real browser: what they show is what the marts hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import axe_core_python
import duckdb
import pytest

import browser as browsers
import mend_documentation
from browser import DESKTOP, PHONE, Browser
from conftest import ODD_NAMES, Shop
from dbt_processes import PROJECT
from reports.pages import page_names

CHANNELS = ("push", "kakaotalk", "text", "in_app")
OVERVIEWS = ("index.html", "channels.html", "rulesets.html", "tables.html")
AXE = Path(axe_core_python.__file__).parent / "axe.min.js"
Row = dict[str, Any]


def run_report(
    database: Path, manifest: Path, output: Path, given_vars: str = "{}"
) -> subprocess.CompletedProcess[str]:
    arguments = ["--output", str(output), "--manifest", str(manifest), "--vars", given_vars]
    return subprocess.run(
        [sys.executable, "scripts/write_report.py", *arguments],
        cwd=PROJECT,
        env={**os.environ, "LOOKBACK_DATABASE": str(database)},
        capture_output=True,
        text=True,
    )


def test_without_a_browser_continuous_integration_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="THE PAGES ARE NOT CHECKED"), browsers.started(tmp_path):
        pass


def test_without_a_browser_others_are_warned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    # Leaving the test out is what is tested here: this test itself runs everywhere.
    outcome = pytest.raises(pytest.skip.Exception, match="THE PAGES ARE NOT CHECKED")
    with pytest.warns(UserWarning, match="THE PAGES ARE NOT CHECKED"), outcome, browsers.started(tmp_path):
        pass


@pytest.fixture(scope="module")
def report(shop: Shop) -> Path:
    """The folder of the pages, beside the documentation page."""
    output = shop.target / "report"
    done = run_report(shop.database, shop.target / "manifest.json", output)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r".*index\.html: 40 campaign pages, written in [\d.]+ s\n", done.stdout)
    return output


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsers.started(tmp_path_factory.mktemp("downloads")) as browser:
        yield browser


@pytest.fixture
def browser(window: Browser) -> Browser:
    """The window as a person has it who comes for the first time."""
    window.size(*DESKTOP)
    window.prefer("light")
    window.open("about:blank")
    return window


@pytest.fixture(scope="module")
def ask(shop: Shop) -> Iterator[Callable[..., list[Row]]]:
    """Rows of the built database."""
    with duckdb.connect(str(shop.database), read_only=True) as connection:

        def rows(query: str, *parameters: Any) -> list[Row]:
            answer = connection.execute(query, list(parameters))
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

        yield rows


def page_of(report: Path, campaign_id: str) -> Path:
    return report / "campaigns" / f"{campaign_id}.html"


def busiest(ask: Callable[..., list[Row]], channel: str) -> str:
    """The campaign of a channel with the most purchases."""
    query = f"""
        select totals.campaign_id from marts.{channel}_campaigns as totals
        inner join lookback_intermediate.int_campaigns_latest as campaigns using (campaign_id)
        where campaigns.channel = ?
        order by totals.purchase_conversions desc nulls last, totals.clicks desc, totals.campaign_id limit 1
    """
    return ask(query, channel)[0]["campaign_id"]


def is_value(text: str, value: Any) -> bool:
    """Whether a cell of a downloaded file is the value of a mart."""
    if value is None:
        return text == ""
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, int | Decimal):
        return text != "" and Decimal(text) == value
    if isinstance(value, float):
        return text != "" and float(text) == value
    if isinstance(value, datetime):
        return text == value.isoformat(sep=" ")
    text_of_value = str(value)
    return text == (f"'{text_of_value}" if text_of_value[:1] in ("=", "+", "-", "@") else text_of_value)


def assert_is_mart(found: list[dict[str, str]], rows: list[Row]) -> None:
    """The rows of a downloaded file are those of a mart, in all columns that they share, in the same order."""
    assert len(found) == len(rows) > 0
    shared = [name for name in found[0] if name in rows[0]]
    assert len(shared) >= 3
    for texts, row in zip(found, rows, strict=True):
        for name in shared:
            assert is_value(texts[name], row[name]), (name, texts[name], row[name])


def test_a_difference_between_a_download_and_its_mart_is_found() -> None:
    rows = [{"a": 1, "b": Decimal("2.50"), "c": None}]
    assert_is_mart([{"a": "1", "b": "2.5", "c": ""}], rows)
    for wrong in ({"a": "2", "b": "2.5", "c": ""}, {"a": "1", "b": "2.51", "c": ""}, {"a": "1", "b": "2.5", "c": "0"}):
        with pytest.raises(AssertionError):
            assert_is_mart([wrong], rows)
    with pytest.raises(AssertionError):
        assert_is_mart([], rows)


# ------------------------------------------------------------------------------------------------------------- index


def index_rows(browser: Browser) -> list[dict[str, str]]:
    """The rows of the index that can be seen: what each cell holds, by its column."""
    return browser.run("""
        const table = document.querySelector("#campaigns table");
        const names = [...table.tHead.rows[0].cells].map((head) => head.dataset.column);
        return [...table.tBodies[0].rows].filter((row) => row.getClientRects().length).map((row) => Object.fromEntries(
            [...row.cells].map((cell, position) => [names[position], cell.dataset.v ?? cell.textContent])));
    """)


def all_totals(ask: Callable[..., list[Row]]) -> list[Row]:
    rows = []
    for channel in CHANNELS:
        rows += [{"channel": channel, **row} for row in ask(f"select * from marts.{channel}_campaigns")]
    return rows


def test_the_index_has_every_campaign_with_its_figures(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "index.html")
    assert browser.complaints() == []
    found = {(row["campaign_id"], row["channel"]): row for row in index_rows(browser)}
    totals = {(row["campaign_id"], row["channel"]): row for row in all_totals(ask)}
    assert found.keys() == totals.keys()
    for key, total in totals.items():
        total["reached"] = total["impressions"] if key[1] == "in_app" else total["sent"]
        assert found[key]["campaign_name"] == total["campaign_name"]
        for name in ("status", "reached", "clicks", "click_rate", "purchase_amount", "send_cost", "roas"):
            assert is_value(found[key][name], total.get(name)), (key, name)
    links = browser.run("return [...document.querySelectorAll('#campaigns a')].map((link) => link.href)")
    assert {Path(link.removeprefix("file://")) for link in links} == set((report / "campaigns").iterdir())


def choose(browser: Browser, name: str, value: str) -> None:
    browser.one(f"select[data-filter={name}] option[value='{value}']").click()


def test_the_index_is_filtered_and_searched(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "index.html")
    totals = all_totals(ask)
    choose(browser, "channel", "text")
    assert {row["channel"] for row in index_rows(browser)} == {"text"}
    assert len(index_rows(browser)) == sum(row["channel"] == "text" for row in totals)
    status = index_rows(browser)[0]["status"]
    choose(browser, "status", status)
    both = [row for row in totals if (row["channel"], row["status"]) == ("text", status)]
    assert len(index_rows(browser)) == len(both) > 0
    assert browser.text("#shown") == str(len(both))
    browser.one("button[type=reset]").click()
    browser.wait(lambda: len(index_rows(browser)) == len(totals), "all campaigns")
    choose(browser, "message_type", "informational")
    kept = index_rows(browser)
    assert len(kept) == sum(row["message_type"] == "informational" for row in totals) < len(totals)
    browser.one("button[type=reset]").click()
    browser.one("#search").send_keys("봄맞이")
    wanted = {row["campaign_id"] for row in totals if "봄맞이" in row["campaign_name"]}
    assert {row["campaign_id"] for row in index_rows(browser)} == wanted != set()
    browser.one("#search").clear()
    browser.one("#search").send_keys(next(iter(wanted))[-8:].upper())
    assert {row["campaign_id"] for row in index_rows(browser)} == wanted
    browser.one("#search").send_keys(" and no such thing")
    assert index_rows(browser) == []
    assert browser.one("#none").is_displayed() and browser.text("#shown") == "0"


def test_the_index_is_sorted(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    for name in ("clicks", "roas", "purchase_amount"):
        head = browser.one(f"#campaigns th[data-column={name}]")
        for order, is_down in (("descending", True), ("ascending", False)):
            head.find_element("css selector", "button").click()
            assert head.get_attribute("aria-sort") == order
            texts = [row[name] for row in index_rows(browser)]
            figures = [float(text) for text in texts if text]
            assert figures == sorted(figures, reverse=is_down) and len(set(figures)) > 3
            assert all(texts[: len(figures)]), "what has no figure comes last"
    head = browser.one("#campaigns th[data-column=campaign_id] button")
    head.click()
    ids = [row["campaign_id"] for row in index_rows(browser)]
    assert ids == sorted(ids)
    assert len(browser.all("#campaigns th[aria-sort]")) == 1


def test_the_index_is_downloaded_as_it_is_shown(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "index.html")
    choose(browser, "channel", "push")
    browser.one("#campaigns th[data-column=campaign_id] button").click()
    name, found = browser.download(browser.one("#campaigns button.download"))
    assert name == "campaigns.csv"
    assert_is_mart(found, ask("select * from marts.push_campaigns order by campaign_id"))


# --------------------------------------------------------------------------------------------------------- campaigns


DOWNLOADS = {
    "{channel}_trend": "select * from marts.{channel}_daily where campaign_id = ? order by report_date",
    "{channel}_elements": "select * from marts.{channel}_clicks where campaign_id = ? order by click_rank, element_id",
    "goals": """
        select * from marts.conversion_event_results where campaign_id = ?
        order by ruleset <> 'dfinery', ruleset, event_name
    """,
    "kpi": "select * from marts.kpi_events where campaign_id = ? order by event_name",
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_campaign_is_shown_as_the_marts_have_it(browser: Browser, report: Path, ask: Any, channel: str) -> None:
    campaign_id = busiest(ask, channel)
    (total,) = ask(f"select * from marts.{channel}_campaigns where campaign_id = ?", campaign_id)
    browser.open(page_of(report, campaign_id))
    assert browser.text("h1") == total["campaign_name"]
    own = browser.one("section.channel")
    labels = [each.text.split("\n")[0] for each in own.find_elements("css selector", ".cards dt")]
    cards = dict(zip(labels, own.find_elements("css selector", ".cards dd"), strict=True))
    assert cards["Clicks"].text == f"{total['clicks']:,}"
    assert cards["Click rate"].text == f"{total['click_rate']:.1%}"
    platforms = browser.all(f"#{channel}_platforms tbody tr")
    assert len(platforms) == (4 if channel in ("push", "in_app") else 0)
    for name, query in DOWNLOADS.items():
        if channel == "text" and "elements" in name:
            continue
        rows = ask(query.format(channel=channel), campaign_id)
        if name == "kpi" and not rows:
            continue
        section = name.format(channel=channel)
        file, found = browser.download(browser.one(f"#{section} button.download"))
        assert file == f"{campaign_id}-{section.replace('_', '-')}.csv"
        assert_is_mart(found, rows)
    assert browser.complaints() == []


def test_the_funnel_and_the_reasons_add_up(browser: Browser, report: Path, ask: Any) -> None:
    campaign_id = busiest(ask, "push")
    (total,) = ask("select * from marts.push_campaigns where campaign_id = ?", campaign_id)
    browser.open(page_of(report, campaign_id))
    _, funnel = browser.download(browser.one("#push_funnel button.download"))
    steps = ["targeted", "sent", "clicks", "purchase_conversions"]
    assert [row["step"] for row in funnel] == steps
    assert [float(row["count"]) for row in funnel] == [total[step] for step in steps]
    assert float(funnel[2]["of_previous"]) == total["click_rate"]
    _, reasons = browser.download(browser.one("#push_reasons button.download"))
    for event_type in ("failed", "restricted"):
        assert sum(int(row["messages"]) for row in reasons if row["event_type"] == event_type) == total[event_type] > 0
    fatigue = [int(row["messages"]) for row in reasons if row["reason"] == "fatigue"]
    assert fatigue == [total["restricted_fatigue"]]


def test_contested_purchases_say_where_they_went(browser: Browser, report: Path, ask: Any) -> None:
    (most,) = ask("""
        select campaign_id from marts.conversion_trace where winner_campaign_id is not null
        group by campaign_id order by count(distinct winner_campaign_id) desc, campaign_id limit 1
    """)
    campaign_id = most["campaign_id"]
    browser.open(page_of(report, campaign_id))
    _, found = browser.download(browser.one("#contested button.download"))
    amounts = {
        row["conversion_id"]: row["amount"] for row in ask("select conversion_id, amount from marts.conversions")
    }
    kinds = {row["conversion_id"] for row in ask("select * from marts.conversions where conversion_kind = 'purchase'")}
    lost: dict[tuple[str, str], list[Decimal]] = {}
    for row in ask("select * from marts.conversion_trace where campaign_id = ?", campaign_id):
        if row["verdict"] != "credited" and row["conversion_id"] in kinds:
            key = (row["verdict"], row["winner_campaign_id"] or "")
            lost.setdefault(key, []).append(amounts[row["conversion_id"]])
    assert {
        (row["verdict"], row["winner_campaign_id"]): (int(row["purchases"]), Decimal(row["amount"])) for row in found
    } == {key: (len(values), sum(values)) for key, values in lost.items()}
    winner = browser.one("#contested tbody a")
    name = winner.text
    winner.click()
    browser.wait(lambda: browser.text("h1") == name, "the page of the campaign that won")
    assert browser.complaints() == []


def test_provisional_figures_are_marked(browser: Browser, report: Path, ask: Any) -> None:
    """Days from the one on which the last figures became final are marked, the days before are not."""
    (latest,) = ask("""
        select greatest(
            (select max(received_at) from lookback_intermediate.int_message_events_accepted),
            (select max(received_at) from lookback_intermediate.int_app_events_accepted)
        ) as received_at
    """)
    final_until = latest["received_at"].replace(tzinfo=UTC) - timedelta(hours=72)
    first = final_until.astimezone(ZoneInfo("Asia/Seoul")).date().isoformat()
    campaign_id = busiest(ask, "push")
    browser.open(page_of(report, campaign_id))
    marked = {
        row.find_element("css selector", "td").text: "provisional" in row.get_attribute("class")
        for row in browser.all("#push_trend tbody tr")
    }
    assert {day: day >= first for day in marked} == marked
    assert set(marked.values()) == {True, False}
    assert browser.one(".notice .provisional").is_displayed()
    amount = next(each for each in browser.all(".cards dt") if each.text.startswith("Purchase amount"))
    assert "Provisional" in amount.text
    open_ids = {
        row["campaign_id"]
        for channel in CHANNELS
        for row in ask(f"select campaign_id from marts.{channel}_daily where report_date >= ?", first)
    }
    browser.open(report / "index.html")
    shown = {row["campaign_id"] for row in index_rows(browser) if row["is_provisional"] == "true"}
    assert shown == open_ids
    assert open_ids < {row["campaign_id"] for row in index_rows(browser)}


def test_a_change_of_settings_is_marked_and_explained(browser: Browser, report: Path, ask: Any) -> None:
    (change,) = ask("""
        select breakpoints.* from marts.settings_breakpoints as breakpoints
        inner join marts.push_daily as days using (campaign_id, report_date)
        where days.is_settings_breakpoint order by breakpoints.campaign_id limit 1
    """)
    browser.open(page_of(report, change["campaign_id"]))
    note = browser.text("#push_trend .note")
    assert str(change["report_date"]) in note and f"{change['old_value']} → {change['new_value']}" in note
    (day,) = [
        row for row in browser.all("#push_trend tbody tr") if "is_breakpoint" in (row.get_attribute("class") or "")
    ]
    assert day.text.startswith(str(change["report_date"]))
    browser.run("document.querySelector('#push_trend').scrollIntoView()")
    browser.wait(lambda: browser.all("#push_trend svg .mark-rule.role-mark line"), "the rule in the chart")
    assert len(browser.all("#push_trend svg .mark-rule.role-mark line")) == 3


def test_charts_are_drawn_from_their_tables(browser: Browser, report: Path, ask: Any) -> None:
    campaign_id = busiest(ask, "in_app")
    browser.open(page_of(report, campaign_id))
    for name in ("in_app_funnel", "in_app_trend", "in_app_elements"):
        browser.run(f"document.querySelector('#{name}').scrollIntoView()")
        browser.wait(lambda name=name: browser.all(f"#{name} figure[data-drawn] svg"), f"the chart of {name}")
        chart = browser.one(f"#{name} svg")
        assert chart.get_attribute("role") == "img" and chart.get_attribute("aria-label")
    rows = len(browser.all("#in_app_trend tbody tr"))
    assert len(browser.all("#in_app_trend svg .mark-symbol path")) == 3 * rows
    assert len(browser.all("#in_app_funnel svg .mark-rect path")) == len(browser.all("#in_app_funnel tbody tr")) == 3
    browser.one("#language").click()
    browser.wait(lambda: browser.all("#in_app_funnel figure[data-drawn=ko]"), "the chart in Korean")
    assert "구매 전환" in browser.run("return document.querySelector('#in_app_funnel svg').textContent")
    browser.one("#language").click()
    assert browser.complaints() == []


def test_names_are_shown_and_never_run(browser: Browser, report: Path, ask: Any) -> None:
    campaigns = {
        row["campaign_name"]: row["campaign_id"]
        for row in ask("select campaign_id, campaign_name from lookback_intermediate.int_campaigns_latest")
    }
    for name in ODD_NAMES:
        browser.open(page_of(report, campaigns[name]))
        assert browser.run("return document.querySelector('h1').textContent") == name
        assert browser.run("return document.title") == f"{name} · lookback"
        assert browser.complaints() == []


def test_a_fallback_message_has_its_channel_on_the_page(browser: Browser, report: Path, ask: Any) -> None:
    (campaign,) = ask("""
        select campaigns.campaign_id, totals.sent from marts.text_campaigns as totals
        inner join lookback_intermediate.int_campaigns_latest as campaigns using (campaign_id)
        where campaigns.channel = 'kakaotalk' and totals.sent > 0 order by 1 limit 1
    """)
    browser.open(page_of(report, campaign["campaign_id"]))
    assert [each.text for each in browser.all("section.channel > h2")] == ["KakaoTalk", "Text"]
    _, funnel = browser.download(browser.one("#text_funnel button.download"))
    assert {row["step"]: row["count"] for row in funnel}["sent"] == str(campaign["sent"])


# --------------------------------------------------------------------------------------------------------- overviews


def test_channels_are_compared(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "channels.html")
    _, found = browser.download(browser.one("#channels button.download"))
    assert [row["channel"] for row in found] == list(CHANNELS)
    totals = all_totals(ask)
    for row in found:
        mine = [total for total in totals if total["channel"] == row["channel"]]
        assert int(row["clicks"]) == sum(total["clicks"] for total in mine) > 0
        assert Decimal(row["purchase_amount"]) == sum(total["purchase_amount"] or 0 for total in mine)
    browser.wait(lambda: len(browser.all("#channels svg .mark-rect path")) == 4, "the chart")
    assert browser.complaints() == []


def test_rulesets_are_compared(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "rulesets.html")
    credits = ask("select * from marts.conversion_credits where conversion_kind = 'purchase'")
    _, found = browser.download(browser.one("#totals button.download"))
    rulesets = {credit["ruleset"] for credit in credits}
    assert {"dfinery", "flarelane", "growth_action"} <= rulesets
    assert {row["ruleset"] for row in found} == rulesets | {"the_shop"}
    for row in found[:-1]:
        mine = [credit for credit in credits if credit["ruleset"] == row["ruleset"]]
        assert Decimal(row["credited_amount"]) == sum(credit["credited_amount"] for credit in mine)
        assert int(row["distinct_purchases"]) == len({credit["conversion_id"] for credit in mine})
    _, found = browser.download(browser.one("#by_campaign button.download"))
    for row in found:
        for name in rulesets:
            place = (name, row["campaign_id"], row["channel"])
            mine = [
                credit for credit in credits if (credit["ruleset"], credit["campaign_id"], credit["channel"]) == place
            ]
            amount = sum((credit["credited_amount"] for credit in mine), Decimal(0))
            assert Decimal(row[f"credited_amount {name}"] or 0) == amount
    browser.wait(lambda: browser.all("#by_channel svg .mark-rect path"), "the chart")
    assert browser.complaints() == []


def test_the_pages_lead_to_each_other(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    for page in ("channels.html", "rulesets.html", "tables.html", "index.html"):
        browser.one(f"nav a[href='{page}']").click()
        browser.wait(lambda page=page: browser.driver.current_url.endswith(page), page)
        assert browser.one("nav a[aria-current=page]").get_attribute("href").endswith(page)
        assert browser.complaints() == []
    assert (report / browser.run("return document.querySelector('nav a[href*=static]').getAttribute('href')")).exists()


# -------------------------------------------------------------------------------------------------------- for people


def test_nothing_comes_from_elsewhere(browser: Browser, report: Path, ask: Any) -> None:
    """Whatever a page loads lies in the folder of the report."""
    for page in (report / "index.html", page_of(report, busiest(ask, "push"))):
        browser.open(page)
        sources = "[...document.querySelectorAll('[src], link')].map((each) => each.src || each.href)"
        loaded = browser.run(f"return {sources}")
        assert len(loaded) >= 3
        assert all(name.startswith((report.resolve().as_uri(), "data:", "blob:")) for name in loaded), loaded
    for file in report.rglob("*.html"):
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", file.read_text()), file


def accessibility(browser: Browser) -> list[str]:
    """What axe finds that a screen reader or a person with weak eyes would stumble over."""
    browser.run(AXE.read_text())
    found = browser.driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations'], rules: {'page-has-heading-one': {enabled: true}}})"
        ".then((results) => done(results.violations))"
    )
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_read_by_everybody(browser: Browser, report: Path, ask: Any, scheme: str) -> None:
    browser.prefer(scheme)
    for page in (*(report / name for name in OVERVIEWS), page_of(report, busiest(ask, "push"))):
        browser.open(page)
        assert accessibility(browser) == [], page.name


def test_what_cannot_be_read_is_found(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    browser.run("""
        document.querySelector("#search").closest("label").replaceWith(document.querySelector("#search"));
        document.querySelector("h1").style.color = "#ddd";
    """)
    found = {each.split(":")[0] for each in accessibility(browser)}
    assert {"label", "color-contrast"} <= found


def test_a_phone_shows_everything(browser: Browser, report: Path, ask: Any) -> None:
    """Nothing is wider than the screen but tables, which scroll by themselves."""
    browser.size(*PHONE)
    for page in (*(report / name for name in OVERVIEWS), page_of(report, busiest(ask, "push"))):
        browser.open(page)
        assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0], page.name
    browser.run("document.querySelector('#push_trend').scrollIntoView()")
    browser.wait(lambda: browser.all("#push_trend svg"), "the chart")
    assert browser.run("return document.querySelector('#push_trend svg').getBoundingClientRect().width") <= PHONE[0]


def test_the_dark_is_dark(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    ground = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert min(browser.run(ground)) > 200
    browser.prefer("dark")
    assert max(browser.run(ground)) < 60


def test_the_language_is_changed_and_remembered(browser: Browser, report: Path, ask: Any) -> None:
    browser.open(report / "index.html")
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.text("h1") == "Campaigns"
    browser.one("#language").click()
    try:
        assert browser.text("h1") == "캠페인"
        assert browser.text("select[data-filter=channel] option[value=push]") == "푸시"
        browser.open(page_of(report, busiest(ask, "push")))
        assert browser.run("return document.documentElement.lang") == "ko"
        cards = [each.text.removesuffix("잠정").strip() for each in browser.all(".cards dt")]
        assert cards[:2] == ["발송 대상", "발송 성공"] and {"클릭률", "구매 전환", "발송 비용"} <= set(cards)
    finally:
        browser.run("localStorage.clear()")


def test_the_keyboard_is_enough(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    press = browser.driver.switch_to
    press.active_element.send_keys("\ue004")
    assert press.active_element.get_attribute("class") == "skip"
    press.active_element.send_keys("\ue007")
    assert browser.run("return document.activeElement.id") == "content"
    reached = []
    for _ in range(60):
        press.active_element.send_keys("\ue004")
        element = press.active_element
        reached.append(element.get_attribute("id") or element.tag_name)
        if element.tag_name == "button" and element.find_elements("xpath", "ancestor::th[@data-column='clicks']"):
            break
    assert {"search", "select"} <= set(reached)
    assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press.active_element.send_keys("\ue007")
    assert browser.one("#campaigns th[data-column=clicks]").get_attribute("aria-sort") == "descending"


# ------------------------------------------------------------------------------------------------- without a browser


def test_names_of_pages_fit_every_file_system() -> None:
    ids = ["a", "A", "a/../b", "한글", "한국", "x" * 300, "CON:", "nul", "..", "a b", "a-b", "", "<b>"]
    names = page_names(ids)
    assert len({name.lower() for name in names.values()}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,95}\.html", name) for name in names.values())
    assert names["a"] == "a.html" and names["A"] != "A.html" and names["nul"] != "nul.html"
    assert page_names(ids) == names


def test_a_mart_that_nobody_knows_is_shown_and_a_personal_one_is_not(shop: Shop, tmp_path: Path, ask: Any) -> None:
    """A new mart with campaigns stands on their pages with its description, whatever it is."""
    for file in shop.database.parent.glob(f"{shop.database.name}*"):
        shutil.copyfile(file, tmp_path / file.name)
    database = tmp_path / shop.database.name
    campaign_id = busiest(ask, "push")
    with duckdb.connect(str(database)) as connection:
        for name in ("experiments", "secrets"):
            connection.execute(
                f"create table marts.{name} as select ? as campaign_id, 'B & C' as variant, 7 as lift", [campaign_id]
            )
    manifest = shop.manifest
    for name in ("experiments", "secrets"):
        manifest["nodes"][f"model.lookback.{name}"] = {
            "name": name,
            "resource_type": "model",
            "schema": "marts",
            "description": f"One row per variant of {name}.",
            "columns": {column: {} for column in ("campaign_id", "variant", "lift")},
            "config": {"meta": {"contains_personal_data": name == "secrets"}},
        }
    described = tmp_path / "manifest.json"
    described.write_text(json.dumps(manifest))
    done = run_report(database, described, tmp_path / "report")
    assert done.returncode == 0, done.stderr
    page = page_of(tmp_path / "report", campaign_id).read_text()
    assert "One row per variant of experiments." in page and "B &amp; C" in page
    assert "secrets" not in page
    assert "experiments" in (tmp_path / "report" / "tables.html").read_text()


def test_a_report_of_nothing_is_one_sentence(shop: Shop, tmp_path: Path) -> None:
    done = run_report(tmp_path / "lookback.duckdb", shop.target / "manifest.json", tmp_path / "report")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("`make build` makes it.")
    assert not (tmp_path / "report").exists()


def test_another_reporting_ruleset_is_found_out(shop: Shop, tmp_path: Path) -> None:
    """The pages name the ruleset, so that it has to be the one that the marts were built with."""
    manifest = shop.target / "manifest.json"
    done = run_report(shop.database, manifest, tmp_path / "report", "{reporting_ruleset: growth_action}")
    assert done.returncode == 1
    assert "were not built with the reporting_ruleset growth_action" in done.stderr


# ----------------------------------------------------------------------------------------------------- documentation


def painted(browser: Browser) -> int:
    """How many pixels of the graph of the documentation are not empty."""
    return browser.run("""
        return [...document.querySelectorAll("canvas")].map((canvas) => {
            if (!canvas.width || !canvas.height) return 0;
            const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return image.filter((value, index) => index % 4 === 3 && value).length;
        }).reduce((one, other) => one + other, 0)
    """)


def test_the_documentation_shows_every_mart(browser: Browser, shop: Shop) -> None:
    page = shop.target / "static_index.html"
    assert mend_documentation.main([str(page)]) == 0
    browser.open(f"{page.resolve().as_uri()}#!/overview")
    browser.wait(lambda: browser.all("h1"), "the overview")
    assert "Which message earned which purchase?" in browser.text("body")
    marts = [node for node in shop.manifest["nodes"].values() if node["schema"] == "marts"]
    assert len(marts) >= 17
    for mart in marts:
        browser.run("location.hash = arguments[0]", f"#!/model/{mart['unique_id']}")
        browser.wait(lambda mart=mart: mart["name"] in browser.text("h1").split(), mart["name"])
        shown = browser.run("return document.querySelector('[ui-view], .app-frame, body').innerText")
        assert " ".join(mart["description"].replace("`", "").split())[:60] in " ".join(shown.split())
        listed = browser.run("return [...document.querySelectorAll('table td')].map((cell) => cell.innerText.trim())")
        assert set(mart["columns"]) <= set(listed), mart["name"]
        for parent in mart["depends_on"]["nodes"]:
            assert parent.rpartition(".")[2] in shown, mart["name"]
    assert painted(browser) == 0
    icons = browser.run("return [...document.querySelectorAll('use')].map((use) => use.getAttribute('xlink:href'))")
    assert sum((icon or "").startswith("#icn-doc") for icon in icons) > 100
    drawn = "return [...document.querySelectorAll('.menu-icon-on use, .menu-icon-off use, .menu use')]"
    widths = browser.run(f"{drawn}.map((use) => use.getBoundingClientRect().width)")
    assert max(widths) > 5, "the icons of the list"
    browser.run("document.querySelector('.launcher-btn svg').closest('a, button, [ng-click]').click()")
    browser.wait(lambda: painted(browser) > 1000, "the lineage")
    assert browser.complaints() == []


def test_mistakes_of_the_documentation_page_are_mended(tmp_path: Path) -> None:
    """What makes the browser complain is put right, everything else is left as it is."""
    page = tmp_path / "index.html"
    icon = "<link href=\"${require('./assets/favicons/favicon.ico')}\"/>"
    page.write_text(f'{icon}<use xlink:href="{{{{ icon }}}}"></use><use xlink:href="#a">')
    assert mend_documentation.main([str(page)]) == 0
    mended = '<link href="data:,"/><use xlink:href="#" ng-href="{{ icon }}"></use><use xlink:href="#a">'
    assert page.read_text() == mended
    assert mend_documentation.main([str(page)]) == 0
    assert page.read_text() == mended
    assert mend_documentation.main([str(tmp_path / "none.html")]) == 1
