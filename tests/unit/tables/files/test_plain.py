"""Every file becomes plain UTF-8 text on disk, or a problem with its row."""

from __future__ import annotations

import codecs
import gc
import gzip
import io
import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redprop.errors import TableError
from redprop.tables.files import temporary
from redprop.tables.files.plain import Plain, decided, plain_file

CHINESE = "小区,得分\n永泰苑,91\n和悦名邸,88\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))


def left(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temporary").iterdir())


def file(tmp_path: Path, content: bytes, name: str = "q2.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def zstd(content: bytes) -> bytes:
    return bytes(pa.compress(content, "zstd", asbytes=True))


def text_of(plain: Plain) -> str:
    return b"".join(plain.chunks()).decode()


def refused(path: Path | str, encoding: str | None = None) -> list[tuple[str, str, int]]:
    with pytest.raises(TableError) as error, plain_file(path, encoding) as plain, decided(plain):
        pass
    return [(p.code, p.place.file, p.place.line) for p in error.value.problems]


def test_a_file_of_utf8_is_used_as_it_is(tmp_path: Path) -> None:
    path = file(tmp_path, CHINESE.encode())
    with plain_file(path) as plain:
        assert (plain.name, plain.path, plain.skip, plain.encoding) == (str(path), path, 0, "utf-8")
        assert decided(plain) is plain

    assert not plain.temporary
    assert path.exists()
    assert left(tmp_path) == []


def test_the_mark_of_utf8_is_passed_over(tmp_path: Path) -> None:
    plain = plain_file(file(tmp_path, b"\xef\xbb\xbfa,b\n"))

    assert (plain.skip, plain.encoding, text_of(plain)) == (3, "utf-8", "a,b\n")


def test_an_empty_file_is_plain(tmp_path: Path) -> None:
    assert text_of(plain_file(file(tmp_path, b""))) == ""


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_mark_says_how_a_file_is_read(tmp_path: Path, mark: bytes, codec: str) -> None:
    with plain_file(file(tmp_path, mark + CHINESE.encode(codec))) as plain:
        assert (text_of(plain), plain.encoding, plain.temporary) == (CHINESE, codec, True)
    assert left(tmp_path) == []


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_nuls(tmp_path: Path, codec: str) -> None:
    with plain_file(file(tmp_path, CHINESE.encode(codec))) as plain:
        assert (text_of(plain), plain.encoding) == (CHINESE, codec)


def test_gb18030_is_read_once_a_block_was_found_not_to_be_utf8(tmp_path: Path) -> None:
    path = file(tmp_path, CHINESE.encode("gb18030"))
    with plain_file(path) as plain, decided(plain) as read:
        assert (plain.encoding, plain.path, plain.temporary) == ("utf-8", path, False)
        assert (read.encoding, read.name, read.temporary, text_of(read)) == ("gb18030", str(path), True, CHINESE)

    assert left(tmp_path) == []
    assert path.exists()


def test_gb18030_is_decided_on_the_last_byte_too(tmp_path: Path) -> None:
    """Some 1 MB of ASCII, then one word: 和悦 is BA CD D4 C3, of which nothing is UTF-8."""
    content = b"E001,tidy,1\n" * 100_000 + b"E002,\xba\xcd\xd4\xc3,1\n"
    with plain_file(file(tmp_path, content)) as plain, decided(plain) as read:
        assert text_of(read).endswith("E002,和悦,1\n")


def test_the_euro_sign_of_code_page_936_is_a_problem(tmp_path: Path) -> None:
    """GB18030 writes it A2 E3; a lone 80 is none of its bytes."""
    assert refused(file(tmp_path, CHINESE.encode("gb18030") + b"\x80 5,1\n"), None) == [
        ("damaged-text", str(tmp_path / "q2.csv"), 4)
    ]


def test_a_flipped_byte_of_utf8_is_refused_with_its_row_and_never_read_as_gb18030(tmp_path: Path) -> None:
    """小 is E5 B0 8F; with its first byte F3, all of the file is GB18030, and nonsense."""
    content = "name,n\n\n小区名称,得分\n永泰花苑,91\n".encode().replace(b"\xe5\xb0\x8f", b"\xf3\xb0\x8f")

    assert "蟀忓尯鍚嶇О,寰楀垎" in content.decode("gb18030")
    assert refused(file(tmp_path, content)) == [("damaged-text", str(tmp_path / "q2.csv"), 3)]


def test_utf8_cut_short_is_refused_with_its_last_row(tmp_path: Path) -> None:
    content = (CHINESE + "和悦").encode()[:-1]

    assert refused(file(tmp_path, content)) == [("damaged-text", str(tmp_path / "q2.csv"), 4)]


def test_damaged_gb18030_is_refused_with_the_row_of_the_damage(tmp_path: Path) -> None:
    content = CHINESE.encode("gb18030") + b"\xff,1\n"

    assert refused(file(tmp_path, content)) == [("damaged-text", str(tmp_path / "q2.csv"), 4)]


def test_a_western_european_file_is_not_read_as_chinese(tmp_path: Path) -> None:
    """R\xe9sidence would be R閟idence."""
    content = "name,value\nr\xe9sidence,1\n".encode("latin-1")

    assert refused(file(tmp_path, content)) == [("no-encoding", str(tmp_path / "q2.csv"), 2)]
    assert left(tmp_path) == []


def test_bytes_of_no_encoding_are_not_called_damaged_chinese(tmp_path: Path) -> None:
    assert refused(file(tmp_path, b"a,b\n" + b"\xff" * 40)) == [("no-encoding", str(tmp_path / "q2.csv"), 2)]


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_a_nul_is_no_text_in_any_encoding(tmp_path: Path, codec: str) -> None:
    assert refused(file(tmp_path, "a,b\n1,\0\n".encode(codec))) == [("damaged-text", str(tmp_path / "q2.csv"), 2)]


def test_a_nul_within_text_is_refused_with_its_row(tmp_path: Path) -> None:
    assert refused(file(tmp_path, b"a,b\n1,\0\n")) == [("damaged-text", str(tmp_path / "q2.csv"), 2)]


def test_a_nul_far_into_the_file_is_left_to_who_reads_its_block(tmp_path: Path) -> None:
    path = file(tmp_path, b"a,b\n" * 2000 + b"1,\0\n")

    assert plain_file(path).path == path
    assert refused(path) == [("damaged-text", str(path), 2001)]


def test_damaged_utf16_is_refused_with_its_row(tmp_path: Path) -> None:
    """D8 00 begins a pair, and no second half follows."""
    content = "a,b\n1,".encode("utf-16-le") + b"\x00\xd8" + "2\n".encode("utf-16-le")

    assert refused(file(tmp_path, b"\xff\xfe" + content)) == [("damaged-text", str(tmp_path / "q2.csv"), 2)]
    assert refused(file(tmp_path, content)) == [("damaged-text", str(tmp_path / "q2.csv"), 2)]
    assert left(tmp_path) == []


def test_a_mark_of_utf8_means_that_the_file_is_damaged_and_not_gb18030(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + CHINESE.encode("gb18030")

    assert refused(file(tmp_path, content)) == [("damaged-text", str(tmp_path / "q2.csv"), 1)]


def test_an_encoding_that_is_said_is_used(tmp_path: Path) -> None:
    traditional = "小區,得分\n榮華園,91\n"
    with plain_file(file(tmp_path, traditional.encode("big5")), "big5") as plain:
        assert (text_of(plain), plain.encoding) == (traditional, "big5")


def test_gbk_that_is_said_is_read_as_gb18030(tmp_path: Path) -> None:
    with plain_file(file(tmp_path, CHINESE.encode("gbk")), "GBK") as plain:
        assert (text_of(plain), plain.encoding) == (CHINESE, "gb18030")


def test_utf8_that_is_said_has_nothing_else_tried(tmp_path: Path) -> None:
    path = file(tmp_path, CHINESE.encode("gb18030"))

    assert refused(path, "utf-8") == [("damaged-text", str(path), 1)]


def test_gb18030_that_is_said_has_nothing_else_tried(tmp_path: Path) -> None:
    path = file(tmp_path, "小区".encode() + b"\n\xff\n")

    assert refused(path, "gb18030") == [("damaged-text", str(path), 2)]
    assert left(tmp_path) == []


def test_a_mark_does_not_count_against_what_is_said_and_is_no_text(tmp_path: Path) -> None:
    with plain_file(file(tmp_path, b"\xff\xfe" + CHINESE.encode("utf-16-le")), "utf-16") as plain:
        assert text_of(plain) == CHINESE
    with plain_file(file(tmp_path, b"\xff\xfe" + CHINESE.encode("utf-16-le")), "utf-16-le") as plain:
        assert text_of(plain) == CHINESE


def test_an_unknown_encoding_is_told_with_those_to_say(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"No encoding is called klingon\. Say one of: utf-8, gb18030"):
        plain_file(file(tmp_path, b"a\n"), "klingon")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == [("cannot-read", str(tmp_path / "none.csv"), 0)]


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("name", ["q2.csv.gz", "q2.csv"])
def test_a_compressed_file_is_known_by_its_bytes(tmp_path: Path, pack: object, name: str) -> None:
    path = file(tmp_path, pack(CHINESE.encode()), name)  # type: ignore[operator]
    with plain_file(path) as plain:
        assert (text_of(plain), plain.name, plain.encoding, plain.temporary) == (CHINESE, str(path), "utf-8", True)
    assert left(tmp_path) == []


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_all_members_of_a_compressed_file_are_read(tmp_path: Path, pack: object) -> None:
    packed = b"".join(pack(line.encode()) for line in CHINESE.splitlines(keepends=True))  # type: ignore[operator]
    with plain_file(file(tmp_path, packed)) as plain:
        assert text_of(plain) == CHINESE


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("keep", [0.5, 0.99])
def test_a_compressed_file_that_is_cut_short_is_a_problem(tmp_path: Path, pack: object, keep: float) -> None:
    packed = pack("".join(f"E{i},{i * i % 977}\n" for i in range(9999)).encode())  # type: ignore[operator]

    assert refused(file(tmp_path, packed[: int(len(packed) * keep)])) == [
        ("damaged-archive", str(tmp_path / "q2.csv"), 0)
    ]
    assert left(tmp_path) == []


def test_a_gzip_file_with_another_checksum_is_a_problem(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(CHINESE.encode()))
    packed[-8] ^= 1

    assert refused(file(tmp_path, bytes(packed))) == [("damaged-archive", str(tmp_path / "q2.csv"), 0)]


def test_a_compressed_file_may_be_encoded_in_any_way(tmp_path: Path) -> None:
    path = file(tmp_path, gzip.compress(CHINESE.encode("gb18030")))
    with plain_file(path) as plain:
        unpacked = plain.path
        with decided(plain) as read:
            assert (text_of(read), unpacked.exists()) == (CHINESE, False)
    with plain_file(path, "gb18030") as said:
        assert text_of(said) == CHINESE
    for content in (b"\xff\xfe" + CHINESE.encode("utf-16-le"), CHINESE.encode("utf-16-le")):
        with plain_file(file(tmp_path, zstd(content))) as read:
            assert (text_of(read), left(tmp_path)) == (CHINESE, [read.path])
    assert left(tmp_path) == []


def test_a_file_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3 MB of zeros are some 3 kB of gzip: 1,000 times as much, where 1 MB at 500 times would be let through."""
    monkeypatch.setattr(temporary, "UNPACKED_UNASKED", 1 << 20)
    monkeypatch.setattr(temporary, "UNPACKED_TIMES", 500)

    assert refused(file(tmp_path, gzip.compress(bytes(3 << 20)))) == [
        ("unpacks-too-large", str(tmp_path / "q2.csv"), 0)
    ]
    assert left(tmp_path) == []


def test_a_disk_with_little_room_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "FREE_UNASKED", 1 << 20)
    monkeypatch.setattr(temporary, "FREE_KEPT", 1 << 62)

    assert refused(file(tmp_path, gzip.compress(bytes(2 << 20)))) == [("no-room", str(tmp_path / "q2.csv"), 0)]
    assert left(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        temporary.tempfile, "mkstemp", lambda prefix: (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "none"))
    )

    assert refused(file(tmp_path, gzip.compress(b"a,b\n"))) == [("no-room", str(tmp_path / "q2.csv"), 0)]


def test_standard_input_is_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CHINESE.encode())))
    with plain_file("-") as plain:
        assert (plain.name, plain.temporary, text_of(plain)) == ("-", True, CHINESE)
    assert left(tmp_path) == []


@pytest.mark.parametrize("content", [gzip.compress(CHINESE.encode()), CHINESE.encode("utf-16")], ids=["gzip", "mark"])
def test_standard_input_may_be_compressed_or_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    with plain_file("-") as plain:
        assert text_of(plain) == CHINESE
    assert left(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_with_a_name_is_kept_in_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(CHINESE.encode(),))
    writer.start()
    with plain_file(pipe) as plain:
        writer.join()
        assert (plain.name, text_of(plain)) == (str(pipe), CHINESE)


def test_a_temporary_file_is_gone_when_nobody_holds_it(tmp_path: Path) -> None:
    plain = plain_file(file(tmp_path, gzip.compress(b"a,b\n")))
    assert len(left(tmp_path)) == 1

    del plain
    gc.collect()
    assert left(tmp_path) == []


def test_a_temporary_file_is_gone_after_an_error_and_after_ctrl_c(tmp_path: Path) -> None:
    path = file(tmp_path, gzip.compress(b"a,b\n"))
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), plain_file(path):
            raise error

    assert left(tmp_path) == []


def test_a_temporary_file_is_gone_when_the_program_ends_by_ctrl_c(tmp_path: Path) -> None:
    path = file(tmp_path, gzip.compress(b"a,b\n"))
    program = (
        "import os, signal, sys; from redprop.tables.files.plain import plain_file;"
        f"kept = plain_file({str(path)!r}); print(kept.path.exists()); sys.stdout.flush();"
        "os.kill(os.getpid(), signal.SIGINT)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)

    assert (ended.stdout.strip(), "KeyboardInterrupt" in ended.stderr) == ("True", True)
    assert left(tmp_path) == []


def test_a_temporary_file_is_gone_while_its_error_is_still_held(tmp_path: Path) -> None:
    packed = gzip.compress(b"\xff\xfe\x00\xd8,\0")
    with pytest.raises(TableError) as error:
        plain_file(file(tmp_path, packed))

    assert (error.value.__traceback__ is not None, left(tmp_path)) == (True, [])


def test_another_process_does_not_remove_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with plain_file(file(tmp_path, gzip.compress(b"a,b\n"))) as plain:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(os, "getpid", lambda: -1)
            plain.close()
        assert plain.path.exists()

    assert left(tmp_path) == []


def test_ctrl_c_while_a_file_is_turned_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(temporary, "_write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        plain_file(file(tmp_path, CHINESE.encode("utf-16")))

    assert left(tmp_path) == []


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_stay_as_they_are(tmp_path: Path, end: str) -> None:
    text = f"小区,得分{end}永泰苑,91{end}"
    with plain_file(file(tmp_path, text.encode("gb18030"))) as plain, decided(plain) as read:
        assert text_of(read) == text


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Some 50 MB of GB18030, compressed: unpacked, looked at and turned within 8 MB."""
    rows = ("永泰苑,保洁,三月检查,12.5\n" * 40_000).encode("gb18030")
    packed = tmp_path / "q2.csv.gz"
    with gzip.open(packed, "wb", compresslevel=1) as target:
        for _ in range(50):
            target.write(rows)
    tracemalloc.start()
    try:
        with plain_file(packed) as plain:
            unpacked = plain.path.stat().st_size
            with decided(plain) as read:
                _, peak = tracemalloc.get_traced_memory()
                assert read.path.stat().st_size > unpacked > 50_000_000
    finally:
        tracemalloc.stop()

    assert peak < 8 << 20


SPELLABLE = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff"), min_size=1)


@given(text=SPELLABLE, codec=st.sampled_from(["gb18030", "utf-16", "utf-8", "utf-32"]), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_any_text_in_any_encoding_comes_back_the_same_when_it_is_said(
    tmp_path: Path, text: str, codec: str, data: st.DataObject
) -> None:
    """GB18030 has every character but some that Python's table leaves out: those are left out here."""
    try:
        content = text.encode(codec)
    except UnicodeEncodeError:
        return
    cut = data.draw(st.integers(0, len(content)))
    pack = data.draw(st.sampled_from([bytes, gzip.compress, zstd]))
    with plain_file(file(tmp_path, pack(content[:cut]) + pack(content[cut:])), codec) as plain:
        assert text_of(plain) == text


NAMES = ["永泰苑", "和悦名邸", "物业服务", "保洁", "绿化养护", "安防", "电梯维修", "北门3号楼", "一期", "得分"]


@given(words=st.lists(st.sampled_from(NAMES), min_size=3, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_chinese_of_some_length_is_read_in_either_encoding(tmp_path: Path, words: list[str]) -> None:
    text = "\n".join(words)
    for codec in ("gb18030", "utf-8", "utf-16"):
        with plain_file(file(tmp_path, text.encode(codec))) as plain, decided(plain) as read:
            assert text_of(read) == text


def test_the_marks_are_those_of_python() -> None:
    assert "\ufeff".encode("gb18030") == b"\x84\x31\x95\x33"
    assert codecs.BOM_UTF16_LE == b"\xff\xfe"
