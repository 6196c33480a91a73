"""The charts, as Vega-Lite made by Altair. The pages fill them with the rows of the table below each chart.

A title that begins with @ is the name of a column, which the page says in the reader's language.
"""

from __future__ import annotations

import json

import altair as alt

ROWS = alt.NamedData("rows")
GREEN, BLUE, ORANGE, PURPLE = "#2f9e6e", "#4c86d9", "#d98324", "#9a6dd7"


def day(column: str, color: str, *, has_dates: bool = False) -> alt.LayerChart:
    """One figure by day: a line, hollow points on provisional days, a rule on days on which a setting changed."""
    x = alt.X(
        "report_date:T",
        title=None,
        axis=alt.Axis(
            format="%m-%d",
            tickCount={"interval": "day", "step": 1},
            labels=has_dates,
            grid=False,
            labelOverlap="greedy",
            labelSeparation=8,
        ),
    )
    y = alt.Y(f"{column}:Q", title=f"@{column}", axis=alt.Axis(minExtent=55, maxExtent=55, tickCount=4, format="~s"))
    details = [
        alt.Tooltip("report_date:T", title="@report_date", format="%Y-%m-%d"),
        alt.Tooltip(f"{column}:Q", title=f"@{column}", format=","),
        alt.Tooltip("conversion_window_hours:Q", title="@conversion_window_hours"),
        alt.Tooltip("is_provisional:N", title="@is_provisional"),
    ]
    base = alt.Chart(ROWS, width="container", height=90).encode(x=x)
    line = base.mark_line(color=color).encode(y=y)
    final = base.transform_filter("!datum.is_provisional").mark_point(color=color, filled=True, size=30)
    open_days = base.transform_filter("datum.is_provisional").mark_point(color=color, filled=False, size=45)
    changed = base.transform_filter("datum.is_settings_breakpoint").mark_rule(color=ORANGE, strokeDash=[5, 4], size=2)
    window = base.transform_filter("datum.is_settings_breakpoint").mark_text(
        align="left", baseline="top", dx=4, color=ORANGE
    )
    return alt.layer(
        line,
        final.encode(y=y, tooltip=details),
        open_days.encode(y=y, tooltip=details),
        changed.encode(tooltip=details),
        window.encode(y=alt.value(0), text=alt.Text("conversion_window_hours:Q", format="d")),
    )


def trend(*columns: str) -> alt.VConcatChart:
    """Several figures by day, one above the other."""
    colors = [BLUE, GREEN, PURPLE]
    last = columns[-1]
    parts = [day(column, color, has_dates=column == last) for column, color in zip(columns, colors, strict=True)]
    return alt.vconcat(*parts, spacing=6)


def elements() -> alt.Chart:
    """The elements of a campaign by clicks, by their text where they have one."""
    text = "datum.element_label == '–' ? datum.element_id : datum.element_label + ' (' + datum.element_id + ')'"
    return bars("element", "clicks", is_sorted=True).transform_calculate(element=text)


def bars(name: str, figure: str, color: str = GREEN, *, is_sorted: bool = False) -> alt.Chart:
    """Horizontal bars, in the order of the table or by their length."""
    order = "-x" if is_sorted else None
    return (
        alt.Chart(ROWS, width="container", height=alt.Step(24))
        .mark_bar(color=color)
        .encode(
            y=alt.Y(f"{name}:N", title=None, sort=order, axis=alt.Axis(labelLimit=150, minExtent=120, maxExtent=120)),
            x=alt.X(f"{figure}:Q", title=f"@{figure}", axis=alt.Axis(format="~s", tickCount=5)),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=f"@{name}"),
                alt.Tooltip(f"{figure}:Q", title=f"@{figure}", format=","),
            ],
        )
    )


def rulesets() -> alt.Chart:
    """What each ruleset credits to each channel, side by side."""
    return (
        alt.Chart(ROWS, width="container", height=260)
        .mark_bar()
        .encode(
            x=alt.X("channel:N", title=None, axis=alt.Axis(labelAngle=0)),
            xOffset="ruleset:N",
            y=alt.Y("credited_amount:Q", title="@credited_amount", axis=alt.Axis(format="~s", minExtent=55)),
            color=alt.Color("ruleset:N", title="@ruleset", legend=alt.Legend(orient="top")),
            tooltip=[
                alt.Tooltip("ruleset:N", title="@ruleset"),
                alt.Tooltip("channel:N", title="@channel"),
                alt.Tooltip("credited_amount:Q", title="@credited_amount", format=",.2f"),
            ],
        )
    )


def script() -> str:
    """All charts, for the pages."""
    charts = {
        "trend_of_messages": trend("sent", "clicks", "purchase_conversions"),
        "trend_of_impressions": trend("impressions", "clicks", "purchase_conversions"),
        "funnel": bars("step", "count", BLUE),
        "elements": elements(),
        "channels": bars("channel", "purchase_amount"),
        "rulesets": rulesets(),
    }
    specifications = json.dumps({name: chart.to_dict() for name, chart in charts.items()}, separators=(",", ":"))
    return f"window.lookbackCharts = {specifications};\n"
