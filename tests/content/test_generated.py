"""Ten thousand documents that nobody would write: each gives faults or is valid, and nothing else ever happens."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journey.content import parse
from journey.content.checking import check
from journey.content.shapes import KINDS

HERE = Path(__file__).parent
SEEDS = [path.read_bytes() for path in sorted(HERE.glob("valid/*.yaml"))]
FOLDERS = [kind.folder for kind in KINDS]
BATCHES = 20
BATCH = 500

ODD_VALUES = [
    b"", b"~", b"null", b"no", b"Yes", b"on", b"true", b"1.10", b"0x1F", b"0o17", b"0777", b"1_000", b"12:30:45",
    b".inf", b".nan", b"-.INF", b"1e999", b"9" * 5000, b"2026-11-20", b"2026-99-99", b"2026-11-20T25:61:61Z",
    b"<<", b"=", b"{}",
    b"[]", b"[[]]", b"{a: {b: c}}", b"!!binary aGk=", b"!!set {a, b}", b"!!python/object/apply:os.getcwd []", b"!x y",
    b"&a b", b"*a", b"*id001", b"? x", b"- x", b": x", b"# x", b'"', b"'", b'"\\x00"', b'"\\ud800"', b'"\\U0010FFFF"',
    b'"\\UFFFFFFFF"', b"|", b">-", b"|9", b"%TAG ! x", b"@x", b"`x", b"\xc2\xa0" * 40, "𝔸‮é".encode(), b"x" * 5000,
    b"word " * 200, b"\xff\xfe", b"\xc3", b"\x00", b"\x1b[2J", b"---", b"...", b"{{ 7 * 7 }}", b"${HOME}",
    b"{0.__class__}",
]  # fmt: skip

Mutation = Callable[[random.Random, bytes], bytes]


def flip_bytes(chance: random.Random, body: bytes) -> bytes:
    """Some bytes become others, mostly printable ones: what is not UTF-8 is soon refused."""
    changed = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(32, 127) if chance.random() < 0.98 else 255
    return bytes(changed)


def exchange_words(chance: random.Random, body: bytes) -> bytes:
    """Some words stand where others were: mostly still YAML, and seldom still content."""
    words = sorted(set(re.findall(rb"[\w.-]+", body))) or [b"word"]
    exchanged = dict.fromkeys(
        chance.sample(words, min(3, len(words))), chance.choice([*words, b"true", b"2", b"Some more"])
    )
    return re.sub(rb"[\w.-]+", lambda found: exchanged.get(found[0], found[0]), body)


def drop_lines(chance: random.Random, body: bytes) -> bytes:
    """Some lines are gone."""
    lines = body.splitlines(keepends=True)
    return b"".join(line for line in lines if chance.random() > 0.15)


def repeat_lines(chance: random.Random, body: bytes) -> bytes:
    """Some lines are there again, perhaps elsewhere."""
    lines = body.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def shift_lines(chance: random.Random, body: bytes) -> bytes:
    """Some lines are indented more, less, or with a tab."""
    lines = body.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        lines[place] = chance.choice([b" ", b"  ", b"        ", b"\t", b""]) + lines[place].lstrip(b" ")
    return b"".join(lines)


def replace_values(chance: random.Random, body: bytes) -> bytes:
    """What follows some colons or dashes becomes something odd."""
    lines = body.splitlines(keepends=True)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(lines))
        for mark in (b": ", b"- "):
            key, found, _ = lines[place].partition(mark)
            if found:
                lines[place] = key + mark + chance.choice(ODD_VALUES) + b"\n"
                break
    return b"".join(lines)


def replace_keys(chance: random.Random, body: bytes) -> bytes:
    """Some keys become something odd."""
    lines = body.splitlines(keepends=True)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(lines))
        _, colon, value = lines[place].partition(b":")
        if colon:
            indent = lines[place][: len(lines[place]) - len(lines[place].lstrip(b" -"))]
            lines[place] = indent + chance.choice(ODD_VALUES) + b":" + value
    return b"".join(lines)


def nest_deeply(chance: random.Random, body: bytes) -> bytes:
    """A deep nest of some form stands where a value was."""
    depth = chance.choice([5, 11, 12, 13, 50, 2000])
    nest = chance.choice(
        [b"[" * depth + b"]" * depth, b"{a: " * depth + b"}" * depth, b"[" * depth, b"- " * depth + b"x"]
    )
    place = chance.choice([index for index, byte in enumerate(body + b"\n") if byte == ord("\n")])
    return body[:place] + b"\nextra:\n  " + nest + body[place:]


def multiply_by_aliases(chance: random.Random, body: bytes) -> bytes:
    """Anchors and aliases that would grow without end."""
    levels = chance.randint(2, 9)
    bomb = b"a0: &a0 [x, x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, levels)
    )
    return chance.choice([bomb, bomb + body, body + bomb, b"&x [*x]\n", b"a: &x {<<: *x, sections: *x}\n"])


def join_files(chance: random.Random, body: bytes) -> bytes:
    """Two files in one, with or without a line between them."""
    return body + chance.choice([b"", b"---\n", b"...\n", b"--- !x\n", b"%YAML 9.9\n---\n"]) + chance.choice(SEEDS)


def grow(chance: random.Random, body: bytes) -> bytes:
    """A huge text, a huge list or a huge key."""
    size = chance.choice([1_000, 60_000, 600_000])
    return body + chance.choice(
        [b"x: " + b"y" * size, b"x:\n" + b"- y\n" * (size // 4), b"x" * size + b": y", b" " * size]
    )


def random_bytes(chance: random.Random, _: bytes) -> bytes:
    """Anything at all."""
    return chance.randbytes(chance.randint(0, 400))


def random_yaml(chance: random.Random, _: bytes) -> bytes:
    """What YAML is made of, in any order, with words that content uses."""
    words = [
        b"sections",
        b"statements",
        b"levels",
        b"id",
        b"documents",
        b"source",
        b"tips",
        b"pitfalls",
        b"1",
        *ODD_VALUES,
    ]
    signs = [b": ", b"- ", b"\n", b"\n  ", b"\n    ", b"[", b"]", b"{", b"}", b", ", b'"', b"? ", b"!!", b"| \n", b" #"]
    return b"".join(chance.choice(chance.choice([words, signs])) for _ in range(chance.randint(1, 60)))


GENTLE: list[Mutation] = [
    flip_bytes, exchange_words, exchange_words, drop_lines, repeat_lines, shift_lines, replace_values, replace_keys,
]  # fmt: skip
ROUGH: list[Mutation] = [
    nest_deeply, multiply_by_aliases, join_files, random_bytes, random_yaml, replace_values, replace_keys,
]  # fmt: skip


def generate(chance: random.Random) -> bytes:
    """One document: a valid one with one to three things done to it. Huge ones are rare, since they take long."""
    body = chance.choice(SEEDS)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        body = chance.choice(chance.choice([GENTLE, ROUGH]))(chance, body) or b"\n"
    return grow(chance, body) if chance.random() < 0.01 else body


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_generated_document_is_valid_or_has_faults(batch: int) -> None:
    chance = random.Random(f"documents {batch}")
    outcomes = set()
    for number in range(BATCH):
        body = generate(chance)
        noun, faults = parse(body, f"{batch}-{number}.yaml")
        outcomes.add(noun is None)
        assert (noun is None) == bool(faults), body
        assert faults == sorted(faults), body
        lines = body.count(b"\n") + body.count(b"\r") + 1
        for fault in faults:
            assert 1 <= fault.line <= lines, body
            assert "\n" not in str(fault), body
            assert str(fault).isprintable(), body
    assert outcomes == {True, False}


def test_a_folder_of_generated_documents_is_checked_as_a_whole(tmp_path: Path) -> None:
    chance = random.Random("folders")
    for number in range(300):
        folder = chance.choice([*FOLDERS, "loose"])
        file = tmp_path / folder / chance.choice(["tiny", "other"]) / f"{number % 7}.{number}.0.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(generate(chance))
    for folder in FOLDERS:
        tmp_path.joinpath(folder, "released.json").write_bytes(generate(chance))
    faults = check([tmp_path], HERE / "library")
    assert faults == sorted(faults)
    assert {"WRONG_PLACE", "BAD_RECORD", "SAME_VERSION", "NO_SUCH_TIP"} <= {fault.code for fault in faults}
