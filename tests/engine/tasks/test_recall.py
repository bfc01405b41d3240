import pytest

from engine.tasks.recall import recall


@pytest.mark.parametrize("confusable", [False, True])
def test_the_answer_at_the_query_is_the_first_symbol(confusable):
    for x, y in recall(7, confusable=confusable).held_out:
        assert len(x) == len(y) == 9
        assert x[-1] == "?"
        assert y == (None,) * 8 + (x[0],)


def test_distractors_can_be_taken_for_symbols_only_if_asked():
    assert not any(set(x[1:-1]) & set("ABCD") for x, _ in recall(7).held_out)
    assert all(set(x[1:-1]) <= set("ABCD") for x, _ in recall(7, confusable=True).held_out)


def test_no_answer_is_much_more_frequent_than_chance():
    answers = [y[-1] for _, y in recall(20, held_out=400).held_out]
    assert all(70 < answers.count(symbol) < 130 for symbol in "ABCD")


def test_there_is_at_least_one_distractor():
    with pytest.raises(ValueError, match="at least 1; got 0"):
        recall(0)
