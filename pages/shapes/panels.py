"""The working example of each shape on /shapes: a control, what a shipped model makes of it, how far to trust that.

Each panel returns the columns that the diagram shows for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from engine import rnn, seq2seq
from engine.functions import Array
from engine.tasks.data import END, FixedTask
from engine.tasks.digits import numbers
from engine.tasks.messages import smart_reply
from engine.tasks.translation import translation
from models import shipped
from pages.shapes import answers, gaps, phrases
from pages.shapes import figures as gap_figures
from pages.shapes import seq2seq as story
from pages.shapes.story import ENCODER_DECODER, Column, answered, written
from ui.cells import order
from ui.export.notebook import notebook_of_answer
from ui.export.takeaway import take_board
from ui.shell import readings, session, widgets
from ui.shell import sequences as figures
from ui.shell.charts import figure
from ui.shell.fields import PASTED
from ui.shell.page import listing, play, prose, small_print, text_version
from ui.shell.words import Words

Columns = tuple[Column, ...]
text = Words.beside(__file__)


def _one_word() -> str:
    model = shipped("next-word")
    return widgets.text("start", "One word", "see", PASTED, phrases.known(model.inputs, 1), width=420)[0]


def _one_to_one() -> Columns:
    word, model = _one_word(), shipped("next-word")
    y_hat = phrases.after_each(model.params, model.inputs, [word])
    st.markdown(phrases.suggestions(y_hat, model.outputs, [word], session.current().decimals))
    _words_known(text["one to one"] + phrases.trusted(model.figures, "words in messages"), model.inputs.symbols)
    return (Column(word, phrases.best(y_hat[0], model.outputs)[0][0]),)


def _one_to_many() -> Columns:
    word, model = _one_word(), shipped("next-word")
    said, sure = phrases.written(model.params, model.inputs, model.outputs, word)
    st.markdown(phrases.written_table(word, said, sure, session.current().decimals))
    _words_known(text["one to many"] + phrases.trusted(model.figures, "words in messages"), model.inputs.symbols)
    return written(word, said)


def _many_to_one() -> Columns:
    sentence = widgets.text("review", "A review of a phone", order.NOTES[1], PASTED, order.checked)
    model = shipped("sentiment")
    reading = readings.read(model.params, model.inputs, sentence)
    prose(readings.verdict(reading))
    positive = reading.trace.y_hat[:, 1]
    alt = "Line: the probability of ‘positive’ after each word"
    figure(figures.probability(positive, reading.labels), alt, positive[:, None], reading.labels, "positive")
    _words_known(readings.honesty(model.figures), model.inputs.symbols)
    label = model.outputs.symbols[int(reading.trace.y_hat[-1].argmax())]
    return (*map(Column, reading.labels[:-1]), Column(reading.labels[-1], label))


def _many_to_many() -> Columns:
    model = shipped("next-word")
    check = phrases.known(model.inputs)
    sentence = widgets.text("typed", "Type a message", "how are", PASTED, check, live=True)
    y_hat = phrases.after_each(model.params, model.inputs, sentence)
    suggestions = phrases.best(y_hat[-1], model.outputs)
    decimals = session.current().decimals
    with st.container(horizontal=True, key="keyboard"):
        for word, chance in suggestions:
            st.button(
                f"{word} {phrases.percent(chance, decimals)}",
                on_click=_type,
                args=(" ".join((*sentence, word)),),
                disabled=word == END or len(sentence) >= phrases.LONGEST,
                help="The message ends here." if word == END else "Take this word",
            )
    st.markdown(phrases.suggestions(y_hat, model.outputs, sentence, decimals))
    _words_known(text["many to many"] + phrases.trusted(model.figures, "words in messages"), model.inputs.symbols)
    return tuple(
        Column(word, phrases.best(row, model.outputs)[0][0]) for word, row in zip(sentence, y_hat, strict=True)
    )


def _type(message: str) -> None:
    st.session_state["typed"] = message


@dataclass(frozen=True)
class _Task:
    """What an encoder-decoder of this name is asked for.

    parameter, label, first  of its text field, and of the address; first is a text it was never shown, if it can be
    unit                     what its figures count
    """

    task: Callable[[], FixedTask]
    parameter: str
    label: str
    first: str
    unit: str


_TASKS = {
    "translation": _Task(translation, "english", "English", "I call the child", "sentences"),
    "digits": _Task(numbers, "number", "A number in words, up to 999", "one hundred and five", "numbers"),
    "reply": _Task(smart_reply, "message", "A short message", "Hi! How are you?", "messages"),
}


@st.cache_resource(max_entries=len(_TASKS), show_spinner=False)
def _tested(name: str) -> tuple[answers.References, tuple[answers.Words, ...]]:
    """The right answers of a task, and what the shipped model gets wrong of the held-out ones."""
    task = _TASKS[name].task()
    return answers.references(task), answers.mistakes(shipped(name).params, task)


def _encoder_decoder() -> Columns:
    present = session.current().present
    chosen, typed = st.columns([1, 3])
    with chosen:
        name = widgets.choice("task", "Task", list(_TASKS), "translation")
    model, about = shipped(name), _TASKS[name]
    with typed:
        source = widgets.text(about.parameter, about.label, about.first, PASTED, phrases.known(model.inputs))
    indices, trace = seq2seq.answer(model.params, model.inputs.encode(source), phrases.LONGEST)
    said = model.outputs.decode(indices)
    board = story.storyboard(model.params, trace, indices, model.inputs, model.outputs)
    if present:
        play(board)
        return answered(source, said, END)
    known, wrong = _tested(name)
    prose(answers.judged(source, said, known))
    play(board)
    if wrong:
        asked = [" ".join(each) for each in wrong]
        widgets.examples("Not in training, and answered wrongly", {each: {about.parameter: each} for each in asked})
    _words_known(phrases.trusted(model.figures, about.unit) + text[name], model.inputs.symbols)
    words = partial(notebook_of_answer, board, model.params, source, model.inputs.symbols, model.outputs.symbols, said)
    holds = "these numbers, computed anew in NumPy and in PyTorch"
    take_board(board, "shapes", name, [("Notebook", holds, "notebook.ipynb", "application/x-ipynb+json", words)])
    H, states = model.params.decoder.H, len(model.params.cell.states)
    prose(text(f"made of {model.cell}", units=H, numbers=states * H) + text("laid out", wide=story.WIDE))
    text_version(board)
    listing(seq2seq.answer)
    return answered(source, said, END)


PANELS: Mapping[str, Callable[[], Columns]] = {
    "one-to-one": _one_to_one,
    "one-to-many": _one_to_many,
    "many-to-one": _many_to_one,
    "many-to-many": _many_to_many,
    ENCODER_DECODER: _encoder_decoder,
}


def _words_known(said: str, symbols: tuple[str, ...]) -> None:
    if session.current().present:
        return
    prose(said)
    with st.expander(f"The {len(symbols)} words it knows"):
        st.text(", ".join(symbols))


@st.cache_data(max_entries=4, show_spinner=False)
def _trust(name: str) -> Array:
    model = shipped(name)
    return gaps.trust(model.params, model.inputs, model.outputs)


_TRAINED = {"short": "near", "long": "far"}  # the gaps that the models were trained on
_CELLS = {"RNN": "rnn", "LSTM": "lstm-usual", "LSTM, chrono": "lstm"}


def germany() -> None:
    """Country → language over a gap that the reader moves, read by an RNN, an LSTM, and an LSTM set to remember."""
    one, two, three = st.columns([1, 1, 2])
    with one:
        country = widgets.choice("country", "Country", gaps.COUNTRIES, "russia")
    with two:
        trained = widgets.choice("trained", "Trained on gaps that are", list(_TRAINED), "short")
    with three:
        words = int(widgets.step_of("gap", "Words between country and language", list(map(str, gaps.GAPS)), "21"))
    st.markdown(gaps.shown(country, words))
    models = {called: shipped(f"{_TRAINED[trained]}-{cell}") for called, cell in _CELLS.items()}
    said = {called: gaps.asked(model.params, model.inputs, country, words) for called, model in models.items()}
    languages = models["RNN"].outputs
    for called, y_hat in said.items():
        prose(gaps.verdict(called, y_hat, languages, country, words))
    chart = figures.answers(list(said.values()), list(said), languages.symbols)
    figure(chart, "Bars: the probability of each language, for each network")
    small_print(text[f"maps {_TRAINED[trained]}"])
    if trained == "short":
        small_print(gaps.kept_away())
    trust = {called: _trust(model.name) for called, model in models.items()}
    chart = gap_figures.remembered(trust, gaps.GAPS, gaps.COUNTRIES)
    figure(chart, "Heatmaps: the probability of the right language, by country and gap, for each network")
    with st.expander("As tables"):
        for called, shares in trust.items():
            st.markdown(f"**{called}**\n\n{gaps.shares_table(shares)}")
    every = {
        f"{called}, trained on {trained} gaps": shipped(f"{kind}-{cell}").figures
        for trained, kind in _TRAINED.items()
        for called, cell in _CELLS.items()
    }
    prose(text["held out"])
    st.markdown(gaps.accuracies(every))
    listing(rnn.forward)
