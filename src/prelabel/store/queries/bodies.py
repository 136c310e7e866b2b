"""A frame's shapes, or its tags, as the JSON of their row: found by id and replaced in it, the others not decoded."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec


class _Numbered(msgspec.Struct, frozen=True, gc=False):
    id: int | None = None


_numbers = msgspec.json.Decoder(list[_Numbered]).decode
_pieces = msgspec.json.Decoder(list[msgspec.Raw]).decode


def ids_of(body: bytes) -> set[int | None]:
    """The ids of the objects, without those of their elements."""
    return {numbered.id for numbered in _numbers(body)}


class Body:
    """The JSON of a frame's objects, cut into one piece for each; `places` are those of the objects asked for."""

    def __init__(self, body: bytes, ids: Collection[int]) -> None:
        self._body = body
        self.places = {
            one.id: place for place, one in enumerate(_numbers(body)) if one.id is not None and one.id in ids
        }
        self._pieces = _pieces(body) if self.places else []

    def piece(self, object_id: int) -> bytes:
        return bytes(self._pieces[self.places[object_id]])

    def replaced(self, changed: Mapping[int, bytes]) -> bytes:
        """With other JSON in the places of the objects that were asked for; those that are not in `changed` go."""
        if not self.places:
            return self._body
        runs, begin = [], 1  # what lies between them is not cut into its objects, which takes longer than the rest
        for object_id in self.places:  # they are in the order of their places
            piece = self.piece(object_id)
            start = self._body.index(piece, begin)
            runs += [self._body[begin : start - 1], changed.get(object_id, b"")]
            begin = start + len(piece) + 1
        runs.append(self._body[begin:-1])
        return b"[%b]" % b",".join(run for run in runs if run)
