"""Lists in pages, as in Django REST framework: `page`, `page_size` (number or `all`), `sort`, `search`, `filter`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from prelabel.api.cvat.schemas.base import Listed
from prelabel.errors import InvalidInput, NotFound
from prelabel.services.listing import Page, Window

DEFAULT_SIZE = 10
ItemT = TypeVar("ItemT")
ReadT = TypeVar("ReadT", bound=BaseModel)


@dataclass(frozen=True)
class Paging:
    """Which page is asked for; `size` None means everything."""

    request: Request
    page: int
    size: int | None
    sort: str
    search: str
    filter: str

    def window(self, wanted: object = None, sort: str = "-id") -> Window:
        """What the services are asked for: `wanted` has a field for each simple filter, None where it is not given;
        `sort` is the order unless another one is asked for."""
        offset = 0 if self.size is None else (self.page - 1) * self.size
        given = vars(wanted) if wanted is not None else {}
        equal = {name: value for name, value in given.items() if value is not None}
        return Window(offset, self.size, self.sort or sort, self.search, self.filter, equal)

    def listed(self, found: Page[ItemT], read: Callable[[ItemT], ReadT]) -> Listed[ReadT]:
        """The answer: this page's items, and the addresses of the pages beside it."""
        if self.page > 1 and not found.items:
            raise NotFound("Invalid page.")
        more = self.size is not None and self.page * self.size < found.count
        return Listed(
            count=found.count,
            next=self._address(self.page + 1) if more else None,
            previous=self._address(self.page - 1) if self.page > 1 else None,
            results=[read(item) for item in found.items],
        )

    def _address(self, page: int) -> str:
        return str(self.request.url.include_query_params(page=page))


async def _paging(
    request: Request,
    page: Annotated[int, Query(ge=1)] = 1,
    page_size: str = str(DEFAULT_SIZE),
    sort: Annotated[str, Query(description="A field of the list, with `-` in front for falling order.")] = "",
    search: Annotated[str, Query(description="Words that all have to be in one of the texts of an item.")] = "",
    filter: Annotated[str, Query(description="JSON Logic over the fields of the list.")] = "",
) -> Paging:
    if page_size == "all":
        return Paging(request, 1, None, sort, search, filter)
    if not page_size.isdecimal() or int(page_size) < 1:
        raise InvalidInput("It must be a positive number or “all”.", field="page_size")
    return Paging(request, page, int(page_size), sort, search, filter)


PagingDep = Annotated[Paging, Depends(_paging)]
