"""Which messages of a browser count."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from server import websockets


def run(*widgets: WidgetState, **state: object) -> bytes | None:
    message = BackMsg(rerun_script={"widget_states": {"widgets": widgets}, **state})
    return websockets._ours(message.SerializeToString())


def value(**of: object) -> WidgetState:
    return WidgetState(id="word", **of)  # type: ignore[arg-type]


def test_what_pages_send_counts_as_it_came() -> None:
    text = "x" * 1_000_000
    kept = json.dumps({"kept": json.dumps({"file": "A" * 1_400_000, "letters": "helo"})})
    for sent in (value(string_value="hole"), value(string_value=text), value(json_value=kept), value(int_value=3)):
        assert BackMsg.FromString(run(sent) or b"").rerun_script.widget_states.widgets[0] == sent


@pytest.mark.parametrize(
    "widgets",
    [
        [value(json_value="[" + "[]," * 100_000 + "[]]")],
        [value(json_value="[" + "1," * 100_000 + "1]")],
        [value(int_array_value={"data": [0] * 100_000})],
        [value(string_array_value={"data": ["x"] * 100_000})],
        [value(bytes_value=b"x" * 100_000)],
        [WidgetState(id="x" * 2000)],
    ],
    ids=["lists", "numbers", "integers", "texts", "bytes", "name"],
)
def test_a_value_of_more_parts_than_any_widget_has_does_not_count(widgets: list[WidgetState]) -> None:
    other = WidgetState(id="other", string_value="hole")
    taken = BackMsg.FromString(run(*widgets, other) or b"").rerun_script.widget_states.widgets
    assert list(taken) == [other]


def test_of_very_many_values_the_first_count() -> None:
    taken = BackMsg.FromString(run(*[value(bool_value=True)] * 1000) or b"").rerun_script.widget_states.widgets
    assert len(taken) == websockets.WIDGETS


def test_an_address_that_no_browser_could_open_is_none() -> None:
    for query, kept in (("word=hole", "word=hole"), ("word=" + "a" * 100_000, "")):
        assert BackMsg.FromString(run(query_string=query) or b"").rerun_script.query_string == kept


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(file_urls_request={"request_id": "x", "file_names": [""] * 100_000}),
        BackMsg(file_urls_request={"request_id": "x", "file_names": ["x" * 5000]}),
        BackMsg(backend_operation_request={"request_id": "x" * 5000, "deferred_file": {"file_id": "f"}}),
        BackMsg(backend_operation_request={"request_id": "x", "deferred_file": {"file_id": "f" * 5000}}),
        BackMsg(backend_operation_request={"request_id": "x", "install_skills": {}}),
        BackMsg(clear_cache=True),
    ],
)
def test_a_request_of_more_names_or_longer_ones_or_of_no_page_does_not_count(message: BackMsg) -> None:
    assert websockets._ours(message.SerializeToString()) is None
