"""How much of a country is left over a growing gap."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from engine.functions import Array
from ui.shell.plots import Chart, heatmap, layout


def remembered(shares: Mapping[str, Array], gaps: Sequence[int], countries: Sequence[str]) -> go.Figure:
    """The probability of the right answer, (gaps, countries) for each model, side by side from 0 to 1."""
    cells, axes, titles = [], {}, []
    wide = 1 / len(shares)
    ticks = [0, len(gaps) // 2, len(gaps) - 1]  # three panels on a phone
    for index, (name, values) in enumerate(shares.items()):
        key = "" if index == 0 else str(index + 1)
        start = index * wide + (0.04 if index else 0)
        cell = heatmap(values.T, 1.0, None, x=list(range(len(gaps))), xaxis=f"x{key}", showscale=index == 0)
        cells.append(
            cell
            | {
                "zmin": 0,
                "zmax": 1,
                "zmid": 0.5,
                "colorbar": {"tickformat": ".0%"},
                "customdata": [list(gaps)] * len(countries),
                "hovertemplate": f"{name}, %{{y}}, %{{customdata}} words: %{{z:.1%}}<extra></extra>",
            }
        )
        axes[f"xaxis{key}"] = {
            "domain": [start, (index + 1) * wide],
            "tickvals": ticks,
            "ticktext": [str(gaps[tick]) for tick in ticks],
            "title": {"text": "words between" if index == len(shares) // 2 else ""},
            "fixedrange": True,
        }
        titles.append(
            {
                "text": name.replace(", ", ",<br>"),
                "x": start,
                "xanchor": "left",
                "y": 1.02,
                "xref": "paper",
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
            }
        )
    side = {
        "tickvals": list(range(len(countries))),
        "ticktext": list(countries),
        "autorange": "reversed",
        "fixedrange": True,
    }
    chart = layout(346, yaxis=side, annotations=titles, **axes)
    chart["margin"] = {"l": 8, "r": 8, "t": 46, "b": 8}
    return Chart({"data": cells, "layout": chart})
