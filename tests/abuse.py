"""What an untrusted browser may send, and what the app makes of it: python -m tests.abuse [messages a page, 50; 400: all]

Each message sets one widget of a page to something that its page never sends: a value out of its range, nesting without end,
for one in five another kind of value. The server must answer, and no other reader may notice. The sender's own page may
apologise for a value that its widget cannot read, until it is reloaded; it must stand with any text or object, which the app
is handed as it came, and take a proper change.
"""

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.e2e.server import serving
from tests.reader import Gone, opened
from ui.shell.chapters import PAGES

DEEP = 100_000  # brackets, one in the other
MARKS = "a" + "\u0301\u0327" * 40_000  # each of them of another class than the one before
TEXTS = (
    "",
    MARKS,
    "e" + "\u0301" * 1_400_000,
    "x",
    "<script>",
    "\x00",
    "١٢",
    "U.0.0:1",
    "nan",
    "1e999",
    "x" * 100_000,
    "🇩🇪" * 30,
)
JSONS = (
    "",
    "5",
    "null",
    "true",
    "NaN",
    "[]",
    "{}",
    '"U.0.0:1"',
    "{",
    "[" * DEEP,
    "[" * 900 + "]" * 900,
    '{"edit": 5, "pick": 5, "t": "x", "shape": 5, "kept": 5, "level": []}',
    '{"edit": ["U.0.0:1"], "pick": ["U", 1, 2], "shape": ["x"], "kept": {"file": 5}}',
    '{"edit": "U.0.0:NaN,U.9.9:1,?", "pick": "U.1", "shape": "none", "kept": "{}"}',
    '{"edit": null, "pick": "U.1.2.3", "shape": null, "kept": "[[[["}',
    '{"edit": "U.99999999.0:1", "pick": "U.99.99", "shape": "", "kept": "null"}',
    '{"edit": "' + "U.0.0:1," * 20_000 + '", "pick": "s.²x.1", "shape": {}, "kept": "\\u0000"}',
    '{"kept": ' + json.dumps("[" * DEEP) + ', "edit": {"a": 1}}',
    '{"value": 5, "event": 5}',
)
NONSENSE: tuple[dict[str, Any], ...] = (
    *({"string_value": text} for text in TEXTS),
    *({"json_value": text} for text in JSONS),
    *({"json_trigger_value": text} for text in JSONS[:9]),
    *({"int_value": n} for n in (-1, 0, 7, 2**62, -(2**62))),
    *({"double_value": x} for x in (0.5, -1.0, 1e308, float("nan"), float("inf"))),
    {"bool_value": True},
    {"trigger_value": True},
    {"bytes_value": b"\xff" * 1000},
    *({"string_array_value": {"data": texts}} for texts in ([], ["x"], ["hello"] * 1000, ["\x00", ""])),
    *({"int_array_value": {"data": ns}} for ns in ([], [0], [99], [-1], [2**62], [0] * 1000)),
    *({"double_array_value": {"data": xs}} for xs in ([], [0.0], [float("nan")], [-1.0, 1e300])),
    {"string_trigger_value": {"data": "x"}},
    {"chat_input_value": {"data": "x"}},
    {"file_uploader_state_value": {"uploaded_file_info": [{"name": "../x", "size": 5, "file_id": "../../x"}]}},
)
# What an element's own page would send for it.
KINDS = {
    "text_input": {"string_value"},
    "text_area": {"string_value"},
    "selectbox": {"string_value", "int_value"},
    "number_input": {"double_value", "int_value"},
    "slider": {"double_array_value", "int_array_value", "double_value", "int_value", "string_array_value"},
    "button_group": {"int_array_value", "string_array_value"},
    "bidi_component": {"json_value", "json_trigger_value"},
    "button": {"trigger_value"},
    "file_uploader": {"file_uploader_state_value"},
}
# Whole messages: what is not even one, what no page of ours sends, parts and pages and widgets that are not there.
STRANGE: tuple[BackMsg | bytes, ...] = (
    b"",
    b"\x00",
    b"hello",
    b"\xff" * 1000,
    BackMsg(clear_cache=True),
    BackMsg(set_run_on_save=True),
    BackMsg(load_git_info=True),
    BackMsg(stop_script=True),
    BackMsg(app_heartbeat=True),
    BackMsg(debug_disconnect_websocket=True),
    BackMsg(debug_shutdown_runtime=True),
    BackMsg(file_urls_request={"request_id": "x", "file_names": ["../x"] * 100, "session_id": "another"}),
    BackMsg(
        backend_operation_request={"request_id": "x", "session_id": "another", "deferred_file": {"file_id": "../x"}}
    ),
    BackMsg(backend_operation_request={"request_id": "x", "install_skills": {}}),
    BackMsg(backend_operation_request={"request_id": "x"}),
    BackMsg(rerun_script={"fragment_id": "nobody"}),
    BackMsg(rerun_script={"page_script_hash": "nobody"}),
    BackMsg(rerun_script={"page_name": "../../app"}),
    BackMsg(file_urls_request={"request_id": "x", "file_names": [""] * 100_000}),
    BackMsg(backend_operation_request={"request_id": "x", "deferred_file": {"file_id": "x" * 2_900_000}}),
    BackMsg(rerun_script={"query_string": f"word={MARKS}"}),
    BackMsg(rerun_script={"query_string": "a" * 2_900_000}),
    BackMsg(rerun_script={"query_string": "&".join(f"a{n}=" for n in range(9000))}),
    BackMsg(rerun_script={"query_string": "edit=" + "x," * 1400}),
    BackMsg(rerun_script={"query_string": "word=%FF&word=hole&" + "a=b&" * 5000}),
    BackMsg(rerun_script={"cached_message_hashes": ["x"] * 10_000}),
    BackMsg(rerun_script={"widget_states": {"widgets": [WidgetState(id="$$ID-x-word", string_value="hole")] * 1000}}),
    BackMsg(rerun_script={"widget_states": {"widgets": [WidgetState(id="", string_value="hole")]}}),
    BackMsg(rerun_script={"context_info": {"timezone": "x" * 1000, "locale": "\x00", "url": "javascript:x"}}),
)


def handed_on(kind: str, value: dict[str, Any]) -> bool:
    """Whether the value comes through to the app, whose own checks must then hold."""
    if kind == "bidi_component" and "json_value" in value:
        try:
            return isinstance(json.loads(value["json_value"]), dict)
        except (ValueError, RecursionError):
            return False
    return kind in ("text_input", "text_area") and "string_value" in value


async def broken(base: str, path: str, most: int, rng: random.Random) -> AsyncIterator[str]:
    """What went wrong on a page, a line for each message after which it did not stand, of at most so many."""
    async with opened(base, path) as other:
        await other.run()
        kinds = sorted(other.kinds.items())
        async for line in _sent(base, path, kinds, most, rng):
            yield line
        await other.run()
        if other.wrong:
            yield f"/{path.strip('/')} of another reader: {'; '.join(other.wrong)}"


async def _sent(
    base: str, path: str, kinds: Sequence[tuple[str, str]], most: int, rng: random.Random
) -> AsyncIterator[str]:
    cases = [(key, kind, value) for key, kind in kinds for value in NONSENSE if value.keys() & KINDS.get(kind, set())]
    cases = rng.sample(cases, min(most, len(cases)))
    cases += [(*rng.choice(kinds), rng.choice(NONSENSE)) for _ in range(most // 4)]
    for key, kind, value in cases:
        said = []
        async with opened(base, path) as reader:
            try:
                await reader.run()
                await reader.change(key, **value)
                said += reader.wrong
                reader.states.clear()
                await reader.run()
                said += reader.wrong
                if not handed_on(kind, value):
                    said.clear()
            except (Gone, KeyError) as why:
                said = [f"{type(why).__name__}: {why}"]
        if said:
            yield f"/{path.strip('/')} {key} {str(value)[:90]}: {'; '.join(said)}"


async def strange(base: str, rng: random.Random) -> AsyncIterator[str]:
    """The same for whole messages: another reader, on the same server all the time, must not notice anything."""
    async with opened(base, "/forward") as other:
        await other.run()
        for message in STRANGE:
            async with opened(base, "/forward") as reader:
                await reader.run()
                try:
                    await reader.send(message)
                    await reader.run()
                except Gone:
                    pass  # the server may hang up on who sends this
                said = reader.wrong
            await other.change("word", string_value="".join(rng.choices("helo", k=6)))
            said += other.wrong
            if said:
                yield f"{str(message)[:90]!r}: {'; '.join(said)}"


async def all_of(base: str, most: int) -> Iterator[str]:
    rng = random.Random(0)
    found = [line async for line in strange(base, rng)]
    for line in found:
        print(line, flush=True)
    for chapter in PAGES:
        async for line in broken(base, f"/{chapter.path}", most, rng):
            print(line, flush=True)
            found.append(line)
    return iter(found)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with serving() as base:
        found = list(asyncio.run(all_of(base, most)))
    print(f"{len(found)} messages after which a page did not stand")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
