"""One part of the search index: plain arrays, kept as files that the operating system maps when they are read.

A document is a creator; a passage is one text of a creator (their profile, a post), with a vector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from nahbar.creators.search.vocabulary import Vocabulary

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Word k stands in `documents[starts[k]:starts[k+1]]`, with `impacts` (BM25F, 0 to 1)."""

    starts: Ints
    documents: npt.NDArray[np.int32]
    impacts: npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Passages:
    """Vectors of texts in order of their cluster: cluster c is `starts[c]:starts[c+1]`.

    `coarse` (n, d) are the vectors turned into their `axes` (512, d), `vectors` (n, 512) the whole ones at half
    precision, `documents` whose text it is, `hashes` names the text, so that it is encoded only once. The passages of
    document d are `by_document[document_starts[d]:document_starts[d + 1]]`, its whole account first; `wholes` marks
    those of whole accounts.
    """

    centroids: Floats
    axes: Floats
    starts: Ints
    coarse: Floats
    vectors: npt.NDArray[np.float16]
    documents: npt.NDArray[np.int32]
    hashes: Ints
    wholes: npt.NDArray[np.bool_]
    by_document: npt.NDArray[np.int32]
    document_starts: Ints

    def whole_of(self, documents: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Return the passage of each document's whole account, and which documents have one (others: any number)."""
        starts, ends = self.document_starts[documents], self.document_starts[documents + 1]
        there: npt.NDArray[np.bool_] = ends > starts
        # A document without texts stands where the next one begins, which may be behind the last.
        places = self.by_document[np.minimum(starts, max(len(self.by_document) - 1, 0))] if there.any() else starts
        return places.astype(np.int64), there


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the index. `creators` are the documents' ids in rising order, `versions` those of their data."""

    creators: Ints
    versions: Ints
    vocabulary: Vocabulary
    postings: Postings
    passages: Passages

    def __len__(self) -> int:
        return len(self.creators)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return every array by name."""
        words, postings, passages = self.vocabulary, self.postings, self.passages
        return {
            "creators": self.creators,
            "versions": self.versions,
            "word_text": np.frombuffer(words.text, dtype=np.uint8),
            "word_starts": words.starts,
            "word_stems": words.stems,
            "word_by_stem": words.by_stem,
            "word_stem_starts": words.stem_starts,
            "word_inside": words.inside,
            **{f"posting_{name}": getattr(postings, name) for name in Postings.__dataclass_fields__},
            **{f"passage_{name}": getattr(passages, name) for name in Passages.__dataclass_fields__},
        }


def save_segment(segment: Segment, folder: Path) -> None:
    """Write the arrays into a new folder."""
    folder.mkdir(parents=True)
    for name, values in segment.arrays().items():
        np.save(folder / f"{name}.npy", values)
    (folder / "complete.json").write_bytes(msgspec.json.encode({"documents": len(segment)}))


def load_segment(folder: Path) -> Segment:
    """Map the arrays of a folder; only what a search touches is read from the disk."""
    found: Mapping[str, Any] = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
    # Searched by the byte: in memory, a few megabytes for a million words.
    text = found["word_text"].tobytes()
    names = ("starts", "stems", "by_stem", "stem_starts", "inside")
    words = Vocabulary(text, *(np.asarray(found[f"word_{name}"]) for name in names))
    postings = Postings(*(found[f"posting_{name}"] for name in Postings.__dataclass_fields__))
    passages = Passages(*(found[f"passage_{name}"] for name in Passages.__dataclass_fields__))
    return Segment(np.asarray(found["creators"]), np.asarray(found["versions"]), words, postings, passages)
