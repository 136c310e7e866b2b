"""How a practised person corrects predictions in CVAT 2.42, step by step by its documented keys, and generously.

Nothing is counted for saving, for waiting, for sidebars and menus, for a look at an object that is right; an object is
taken up by resting the pointer on it, its corners are there to be dragged at once, the label of what was drawn last
stays. What such a person cannot do there: see what the model had found below the threshold of its run (CVAT keeps
none of it; another run replaces what was corrected, or doubles it), so what is missing is drawn. How it would be with
the model run at other thresholds in the first place is computed too.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.keystrokes import Work
from tests.benchmarks.review_cases import Picture

NEXT_FRAME = Work(keys=1, units=1)  # F
DELETE = Work(hovers=1, keys=1, homings=2, units=1)  # Del, which lies under the hand that holds the mouse
RELABEL = Work(hovers=1, keys=2, units=1)  # Ctrl and the digit of the label
RESIZE = Work(drags=1, units=1)
DRAW = Work(keys=1, drags=1, units=1)  # N; two clicks of pointing and pressing cost what a drag does
OTHER_LABEL = Work(keys=2, units=1)


def corrected(pictures: Sequence[Picture], threshold: float) -> Work:
    """All of the pictures, after a run with this threshold; what it left out has to be drawn."""
    work, last = Work(), ""
    for picture in pictures:
        work += NEXT_FRAME
        shown = [one for one in picture.found if one.score >= threshold]
        costs = {"right": Work(), "false": DELETE, "class": RELABEL, "box": RESIZE}
        for one in shown:
            work += costs[one.kind]
        there = [one.truth for one in shown]
        for truth in picture.truth:
            if truth not in there:
                work += DRAW if truth[0] == last else DRAW + OTHER_LABEL
                last = truth[0]
    return work
