"""How much of a country is left over a growing gap."""

from collections.abc import Mapping, Sequence

from engine.functions import Array
from ui.shell.plots import Figure, axis, heading, heatmap, layout, rows


def remembered(shares: Mapping[str, Array], gaps: Sequence[int], countries: Sequence[str]) -> Figure:
    """The probability of the right answer, (gaps, countries) for each model, side by side from 0 to 1."""
    cells, axes, titles = [], {}, []
    wide = 1 / len(shares)
    ticks = [0, len(gaps) // 2, len(gaps) - 1]  # three panels on a phone
    for index, (name, values) in enumerate(shares.items()):
        key = "" if index == 0 else str(index + 1)
        start = index * wide + (0.04 if index else 0)
        cell = heatmap(values.T, 1.0, None, x=list(range(len(gaps))), xaxis=f"x{key}", showscale=index == 0)
        scale = {"zmin": 0, "zmax": 1, "zmid": 0.5, "colorbar": {"tickformat": ".0%"}}
        hover = f"{name}, %{{y}}, %{{customdata}} words: %{{z:.1%}}<extra></extra>"
        cells.append(cell | scale | {"customdata": [list(gaps)] * len(countries), "hovertemplate": hover})
        title = "words between" if index == len(shares) // 2 else ""
        labels = [str(gaps[tick]) for tick in ticks]
        axes[f"xaxis{key}"] = axis(title, domain=[start, (index + 1) * wide], tickvals=ticks, ticktext=labels)
        titles.append(heading(name.replace(", ", ",<br>"), start, 1.02))
    margin = {"l": 8, "r": 8, "t": 46, "b": 8}
    return {"data": cells, "layout": layout(346, yaxis=rows(countries), annotations=titles, margin=margin, **axes)}
