"""Colours: told apart by every eye, readable, and said once."""

import itertools

import pytest

from tests.ui.colour import contrast, distance
from ui.board.theme import ACCENT, CHART, PROSE, ROLES, THEMES, css, stage_css

both_themes = pytest.mark.parametrize("theme", ["light", "dark"])


def role_colours(theme: str) -> dict[str, str]:
    return {role: THEMES[theme][f"{name}TextColor"] for role, name in ROLES.items()}


@both_themes
def test_plus_and_minus_are_told_apart_with_any_colour_vision(theme: str) -> None:
    palette = THEMES[theme]["chartDivergingColors"]
    for minus, plus in list(zip(palette, reversed(palette), strict=True))[:3]:
        assert distance(minus, plus) > 25, (minus, plus)


@both_themes
def test_zero_is_close_to_the_page_and_the_ends_are_not(theme: str) -> None:
    page, palette = THEMES[theme]["backgroundColor"], THEMES[theme]["chartDivergingColors"]
    assert max(distance(page, c) for c in palette[4:6]) < 10
    assert min(distance(page, palette[0]), distance(page, palette[-1])) > 25


@both_themes
def test_numbers_can_be_read_on_every_colour_of_a_cell(theme: str) -> None:
    colours = THEMES[theme]
    for palette in ("chartDivergingColors", "chartSequentialColors"):
        assert min(contrast(colours["textColor"], c) for c in colours[palette]) >= 4.5


@both_themes
def test_the_accent_is_far_from_both_ends_of_the_palette_and_from_every_role(theme: str) -> None:
    palette = THEMES[theme]["chartDivergingColors"]
    assert min(distance(ACCENT[theme], c) for c in palette) > 30
    assert min(distance(ACCENT[theme], c) for c in role_colours(theme).values()) > 14
    assert contrast(ACCENT[theme], THEMES[theme]["backgroundColor"]) >= 3  # WCAG 1.4.11: graphical objects


@both_themes
def test_symbols_in_the_colour_of_their_role_can_be_read_and_told_apart(theme: str) -> None:
    colours = role_colours(theme)
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert min(contrast(c, THEMES[theme][ground]) for c in colours.values()) >= 4.5
    assert min(distance(a, b) for a, b in itertools.combinations(colours.values(), 2)) > 8


@both_themes
def test_a_role_has_one_colour_in_prose_and_charts(theme: str) -> None:
    charts = THEMES[theme]["chartCategoricalColors"]
    assert [charts[int(CHART[role][1:]) - 1] for role in ROLES] == list(role_colours(theme).values())


@both_themes
@pytest.mark.parametrize("name", ["chartCategoricalColors", "chartDivergingColors", "chartSequentialColors"])
def test_a_chart_palette_has_the_ten_colours_that_plotly_takes(theme: str, name: str) -> None:
    assert len(THEMES[theme][name]) == 10


def test_the_stage_is_given_every_role_for_both_themes() -> None:
    for theme in THEMES:
        assert all(colour in stage_css() for colour in (*role_colours(theme).values(), ACCENT[theme]))


def test_prose_grows_on_a_projector_with_everything_else() -> None:
    assert f'[width="{PROSE}px"] {{ width: {PROSE / 16}rem; }}' in css("present")
