"""What a cell says: a small neural network (PP-OCRv6, run by ONNX Runtime) reads the picture of a cell."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from heatsync.heatsheet.scans.picture import Picture

_HEIGHT = 48
"""Pixels that the network wants a cell to be high."""
_NARROWED, _SMALL = 0.75, 26
"""Of its width: cells read as well when they are squeezed, and in less time; if they are so many pixels high."""
_STEP = 8
"""Pixels from one place where the network looks for a character to the next."""
_BATCH_PIXELS = 4000
"""Pixels that all cells read at once are wide, at most: it bounds the memory."""
_UNEVEN = 1.25
"""How much wider than the narrowest the widest cell of a batch may be: what is white costs as much as what is not."""
_MIDDLE = 127.5
_LAST_LATIN = 0x24F
_PUNCTUATION = range(0x2010, 0x2040)

Scores = NDArray[np.float32]


class Character(NamedTuple):
    """A character, where it is (0 to 1 over the cell's width) and how sure that is (0 to 1)."""

    text: str
    place: float
    sure: float


class Characters:
    """The network and the characters it knows; of those, the Latin ones."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # threads would not survive a fork
        options.log_severity_level = 3
        self._network = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._network.get_inputs()[0].name
        known = self._network.get_modelmeta().custom_metadata_map["character"].split("\n")
        self._known = np.array(["", *known, " "])
        self._latin = np.flatnonzero([all(map(_is_latin, text)) for text in self._known])

    def read(self, cells: Sequence[Picture]) -> list[list[Character]]:
        """The characters of each of those pictures, from left to right."""
        pictures = [_prepared(cell) for cell in cells]
        read: list[list[Character]] = [[] for _ in cells]
        for batch in _batches([picture.shape[1] for picture in pictures]):
            together = [pictures[place] for place in batch]
            for place, scores in zip(batch, self._scores(together), strict=True):
                read[place] = self._characters(scores, pictures[place].shape[1])
        return read

    def _scores(self, pictures: Sequence[Scores]) -> Scores:
        """For each picture, step and Latin character how sure the network is to see it there."""
        width = -(-max(picture.shape[1] for picture in pictures) // _STEP) * _STEP
        batch = np.zeros((len(pictures), 3, _HEIGHT, width), dtype=np.float32)
        for place, picture in enumerate(pictures):
            batch[place, :, :, : picture.shape[1]] = picture
        (scores,) = self._network.run(None, {self._input: batch})
        return np.asarray(scores[:, :, self._latin], dtype=np.float32)

    def _characters(self, scores: Scores, width: int) -> list[Character]:
        """The network says the same character at each step that shows a part of it, and nothing in between."""
        best = scores.argmax(axis=1)
        begins = np.flatnonzero((best != 0) & (np.diff(best, prepend=0) != 0))
        return [
            Character(
                str(self._known[self._latin[best[step]]]),
                min((float(step) + 0.5) * _STEP / width, 1.0),
                float(scores[step, best[step]]),
            )
            for step in begins
        ]


def _prepared(cell: Picture) -> Scores:
    height, width = cell.shape
    squeezed = _NARROWED if height >= _SMALL else 1.0
    size = (max(_STEP, round(width * _HEIGHT / height * squeezed)), _HEIGHT)
    resized = Image.fromarray(cell).resize(size, Image.Resampling.BILINEAR)
    return np.asarray(resized, dtype=np.float32) / _MIDDLE - 1


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Cells of nearly one width, to be read at once."""
    batch: list[int] = []
    for place in sorted(range(len(widths)), key=widths.__getitem__):
        width = widths[place]
        if batch and (width * (len(batch) + 1) > _BATCH_PIXELS or width > _UNEVEN * widths[batch[0]] + _STEP):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _is_latin(letter: str) -> bool:
    return ord(letter) <= _LAST_LATIN or ord(letter) in _PUNCTUATION
