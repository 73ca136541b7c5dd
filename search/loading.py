"""Which numbers a model is held in: what is fastest on this processor, measured once and noted."""

from __future__ import annotations

import contextlib
import json
import platform
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from search.onnx_model import OnnxModel
from search.torch_model import TorchModel
from search.vectors import Batches

DTYPE_NOTE = "dtype.json"
# Processors without these only emulate a dtype; eight bits without them also lose what overflows.
_NATIVE = {"bfloat16": ("amx_bf16", "avx512_bf16"), "int8": ("avx512_vnni", "avx_vnni", "asimddp")}
_QUESTION = "朝の支度に時間がかかる子への声かけ"
_PROBE = ["朝の支度に時間がかかり、家を出るころには疲れてしまうと話した。" * 4] * 4
PLAIN = ("float32", "bfloat16")
_QUESTIONS = 16  # to four passages: somebody waits for a question, passages are read behind her back
_CLEARLY = 0.8  # of the time of what is plainer

Loaders = Mapping[str, Callable[[], Batches]]


def bundled(folder: Path, dtype: str, notes: Path) -> Batches:
    """The bundled model in the dtype asked for; `auto` measures."""
    plain = {kind: partial(TorchModel, str(folder), kind) for kind in PLAIN}
    return loaded({"int8": partial(OnnxModel, folder), **plain}, dtype, notes)


def sentence_transformer(name: str, dtype: str, notes: Path) -> Batches:
    """Any other model; eight bits are only made of the bundled one."""
    plain = {kind: partial(TorchModel, name, kind) for kind in PLAIN}
    return loaded(plain, "float32" if dtype == "int8" else dtype, notes)


def loaded(loaders: Loaders, dtype: str, notes: Path) -> Batches:
    """The model in the dtype asked for, by its loader; `auto` measures, and notes below `notes` what it found."""
    if dtype == "auto":
        dtype = _noted(notes, loaders) or _note(notes, loaders, _fastest(loaders))
    return loaders[dtype]()


def _fastest(loaders: Loaders) -> str:
    """Eight bits, then bfloat16, where this processor knows them and they are clearly faster than float32."""
    flags = _processor_says("flags") + _processor_says("Features")
    native = [name for name in loaders if any(flag in flags for flag in _NATIVE.get(name, ()))]
    if not native:
        return "float32"
    seconds = {name: _seconds(loaders[name]()) for name in (*native, "float32")}
    best = min(native, key=seconds.__getitem__)
    return best if seconds[best] < _CLEARLY * seconds["float32"] else "float32"


def _seconds(model: Batches) -> float:
    """For questions one by one and a few passages together, the best of three rounds."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for _ in range(_QUESTIONS):
            list(model.read([_QUESTION], "query"))
        list(model.read(_PROBE, "passage"))
        best = min(best, time.perf_counter() - begun)
    return best


def _noted(notes: Path, loaders: Loaders) -> str | None:
    """The dtype found to be fastest among these on this processor."""
    try:
        noted = json.loads((notes / DTYPE_NOTE).read_text("utf-8"))
        same = noted["processor"] == _processor() and noted["among"] == sorted(loaders)
        return str(noted["dtype"]) if same and noted["questions"] == _QUESTIONS else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(notes: Path, loaders: Loaders, dtype: str) -> str:
    with contextlib.suppress(OSError):  # not being able to note it only costs the next start a few seconds
        if notes.is_dir():
            among = sorted(loaders)
            note = {"processor": _processor(), "among": among, "questions": _QUESTIONS, "dtype": dtype}
            (notes / DTYPE_NOTE).write_text(json.dumps(note), "utf-8")
    return dtype


def _processor() -> str:
    return _processor_says("model name") or platform.processor() or platform.machine()


def _processor_says(name: str) -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore").splitlines():
            if line.startswith(name):
                return line.partition(":")[2].strip()
    return ""
