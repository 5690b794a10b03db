"""What a child sends: frames on a pipe, and the outputs that they make."""

import json
import os
import signal
import socket
import struct
import threading
import time

import pytest

from grader.sandbox import frames
from grader.sandbox.limits import MB
from grader.sandbox.outputs import CUT, MOST_OUTPUTS, Outputs


def test_frames_come_out_as_they_went_in_however_they_are_cut():
    """Byte by byte or at once: the same frames, in their order."""
    sent = [
        (b"S", {"name": "stdout"}, b"text"),
        (b"C", {}, b""),
        (b"E", {}, b"\0" * 99),
    ]
    data = b"".join(frames.pack(*one) for one in sent)
    for size in (1, 7, len(data)):
        reader, found = frames.Frames(200), []
        for start in range(0, len(data), size):
            found += reader.feed(data[start : start + size])
        assert [(k, json.loads(h), b) for k, h, b in found] == sent


def test_a_frame_that_says_it_is_huge_is_refused_before_it_comes():
    """Nine bytes are enough to see it; what came before is there."""
    reader = frames.Frames(1000)
    data = frames.pack(b"S", {}) + struct.pack("<cII", b"S", 2**32 - 1, 2**32 - 1)
    read = reader.feed(data)
    assert next(read)[0] == b"S"
    with pytest.raises(frames.Broken, match="8589934590 bytes"):
        next(read)


@pytest.mark.parametrize("text", [b"", b"5", b"[]", b"\xff", b"[" * 99_999, b"{"])
def test_a_head_that_is_no_object_is_broken(text):
    """Whatever it is instead."""
    with pytest.raises(frames.Broken):
        frames.head_of(text)


def test_an_interrupt_waits_until_a_frame_is_sent():
    """Also where another thread could take the signal in the middle of it."""
    one, other = socket.socketpair()
    channel = frames.Channel(one)
    old = signal.signal(signal.SIGINT, channel.interrupt)
    body, got = bytes(5 * MB), bytearray()

    def read():
        time.sleep(0.1)  # until the channel is full
        os.kill(os.getpid(), signal.SIGINT)
        while len(got) < len(body):
            got.extend(other.recv(MB))

    reader = threading.Thread(target=read)
    try:
        channel.in_cell = True
        reader.start()
        with pytest.raises(KeyboardInterrupt):
            channel.send(b"S", {}, body)
        reader.join()
        assert len(got) == len(frames.pack(b"S", {}, body))
        os.kill(os.getpid(), signal.SIGINT)  # none is at work: nothing happens
    finally:
        signal.signal(signal.SIGINT, old)
        one.close()
        other.close()


# Outputs


def shown(*sent, megabytes=1):
    """Return the outputs of frames, given as (kind, head, body)."""
    outputs = Outputs(megabytes)
    for kind, head, *body in sent:
        assert outputs.add(kind, json.dumps(head).encode(), *(body or [b""]))
    return outputs.whole()


def text(words, name="stdout"):
    return frames.STREAM, {"name": name}, words


def display(words, kind=frames.DISPLAY, **more):
    return kind, {"data": {"text/plain": words}, **more}


def test_text_of_one_stream_is_joined():
    """Until another stream or a display comes between."""
    found = shown(text(b"a"), text(b"b"), text(b"c", "stderr"), text(b"d", "evil"))
    assert [(o.name, o.text) for o in found] == [
        *(("stdout", "ab"), ("stderr", "c"), ("stdout", "d"))
    ]


def test_a_display_is_updated_by_its_id_and_cleared_when_the_next_comes():
    """As in JupyterLab, within a cell."""
    first, update = display("a", id="x"), display("b", frames.UPDATE, id="x")
    (one,) = shown(first, update, display("c", frames.UPDATE, id="y"))
    assert one.data == {"text/plain": "b"}
    wait, at_once = (frames.CLEAR, {"wait": True}), (frames.CLEAR, {"wait": False})
    assert [o.text for o in shown(text(b"a"), wait)] == ["a"]
    assert [o.text for o in shown(text(b"a"), wait, text(b"b"))] == ["b"]
    assert shown(text(b"a"), at_once) == []


@pytest.mark.parametrize(
    "data",
    [
        *({"text/html": 5}, {"image/png": "a"}, {"image/svg+xml": "<svg/>"}),
        *({"application/javascript": "1"}, {"text/plain": ["a"]}),
    ],
)
def test_what_is_no_text_and_no_picture_is_left_out(data):
    """The output is there, without it."""
    (one,) = shown((frames.DISPLAY, {"data": data}))
    assert one.data == {}


def test_half_a_character_can_be_written_to_a_file():
    """Text that UTF-8 cannot write would let the whole notebook be lost."""
    error = {"ename": "E", "evalue": "\udcff", "traceback": ["\udcff", 5]}
    for one in shown(display("\ud800"), (frames.ERROR, error)):
        json.dumps(one, ensure_ascii=False).encode("utf-8")


def test_too_much_is_cut_and_far_too_much_refused():
    """By bytes, and by the number of outputs; it is said once."""
    large = text(b"x" * 600_000)
    (one,) = shown(large, large, large)
    assert one.text == "x" * 600_000 + CUT
    many = shown(*[display("")] * (MOST_OUTPUTS + 50))
    assert len(many) == MOST_OUTPUTS + 1
    assert many[-1].text == CUT
    outputs = Outputs(1)
    assert [outputs.add(b"S", b"{}", bytes(6 * MB)) for _ in "ab"] == [True, False]
