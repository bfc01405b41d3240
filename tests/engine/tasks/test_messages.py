from engine.tasks.data import END
from engine.tasks.messages import next_word, smart_reply
from engine.text import words


def answer(message):
    task = smart_reply()
    found = {e.y for e in task.train + task.held_out if e.x == words(message)}
    return {" ".join(s for s in y if s and s != END) for y in found}


def test_the_notes_message_has_its_reply():
    assert answer("Hi! How are you?") == {"I am fine, thanks! And you?"}


def test_no_message_has_two_replies():
    task = smart_reply()
    messages = [example.x for example in task.train + task.held_out]
    assert len(messages) == len(set(messages))


def test_the_notes_message_can_be_continued_word_by_word():
    task = next_word()
    messages = {example.x: example.y for example in task.train + task.held_out}
    assert messages["hi", "how", "are", "you"] == ("how", "are", "you", END)
