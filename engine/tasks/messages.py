"""Short phone messages: the next word of one, and a reply to one."""

from engine.tasks.data import END, Example, FixedTask, expand, lists_beside, split
from engine.text import Alphabet, words

_LISTS = lists_beside(__file__)


def next_word(seed: int = 0) -> FixedTask:
    """Each word of a message with the one that follows, END after the last; 40 messages held out.

    What a message goes on with is often open (“see you” later, tomorrow, soon): no model can always be right.
    """
    messages = [words(text) for template in _LISTS["messages"] for text in expand(template)]
    train, unseen = split([Example(m, (*m[1:], END)) for m in messages], 40, seed)
    inputs = Alphabet.from_text(word for message in messages for word in message)
    return FixedTask(inputs, Alphabet((*inputs.symbols, END)), unseen, train)


def smart_reply(seed: int = 0) -> FixedTask:
    """A message in, a whole reply out, word by word with its punctuation, then END; 80 held out."""
    examples = [
        Example(words(text), (*reply.split(), END))
        for reply, templates in _LISTS["replies"].items()
        for template in templates
        for text in expand(template)
    ]
    train, unseen = split(examples, 80, seed)
    inputs = Alphabet.from_text(word for example in examples for word in example.x)
    outputs = Alphabet.from_text(word for reply in _LISTS["replies"] for word in reply.split())
    return FixedTask(inputs, Alphabet((*outputs.symbols, END)), unseen, train)
