"""What a sentiment RNN learns from the hand-written reviews alone: `python -m models.by_hand`.

Each of the 13 pairs with equal counts is held out in turn, the other 48 reviews are learnt by heart, and the
pair is judged. Chance, and the best that any bag of words can reach, is 0.5.
"""

from itertools import islice

import numpy as np

from engine import fit, rnn
from engine.tasks.data import FixedTask
from engine.tasks.sentiment import LABELS, PAIRS, SINGLES, review
from engine.text import Alphabet
from engine.training import Adam, train


def leave_one_pair_out(seed: int) -> float:
    """The share of held-out reviews judged right."""
    pairs = [
        tuple(review(text, label) for text, label in zip(pair, LABELS, strict=True)) for pair in PAIRS[1:] + SINGLES
    ]
    inputs = Alphabet.from_text(word for pair in pairs for example in pair for word in example.x)
    shares = []
    for k in range(len(PAIRS[1:])):
        known = [example for pair in pairs[:k] + pairs[k + 1 :] for example in pair]
        task = FixedTask(inputs, Alphabet(LABELS), pairs[k], tuple(known))
        rng = np.random.default_rng(seed)
        batches = islice(task.batches(rng, len(known)), 100)
        steps = train(rnn.init(rng, len(inputs), 8, 2), fit.loss, batches, Adam(0.02), clip=1.0)
        *_, last = steps
        shares.append(fit.accuracy(last.copy_params(), task.encode(task.held_out)))
    return float(np.mean(shares))


if __name__ == "__main__":
    for seed in range(5):
        print(f"seed {seed}: {leave_one_pair_out(seed):.2f}")
