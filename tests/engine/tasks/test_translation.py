import pytest

from engine.tasks.data import END
from engine.tasks.translation import translation

PAIRS = {
    " ".join(e.x): " ".join(s for s in e.y if s and s != END) for e in translation().train + translation().held_out
}


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("i see the man", "ich sehe den Mann"),
        ("she loves a woman", "sie liebt eine Frau"),
        ("they love a woman", "sie lieben eine Frau"),
        ("we look for a child", "wir suchen ein Kind"),
        ("you do not hear the girl", "du hörst das Mädchen nicht"),
        ("i do not call the brother", "ich rufe den Bruder nicht an"),
        ("does he call the doctor", "ruft er den Arzt an"),
        ("do you look for the baby", "suchst du das Baby"),
    ],
)
def test_the_german_is_german(english, german):
    assert PAIRS[english] == german


def test_there_are_960_pairs_and_lengths_differ_both_ways():
    assert len(PAIRS) == 960
    difference = {len(german.split()) - len(english.split()) for english, german in PAIRS.items()}
    assert min(difference) < 0 < max(difference)
