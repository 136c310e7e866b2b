def flat(mask, left, top, right, bottom):
    """The mask's cells in its frame, row by row, and then the frame."""
    cells = mask[top : bottom + 1, left : right + 1].flatten().tolist()
    cells.extend([left, top, right, bottom])
    return cells


def rows(mask, left, top, right, bottom):
    """The same by a path of its own, as bools."""
    cells = [bool(each) for row in mask[top : bottom + 1, left : right + 1] for each in row]
    return [int(each) for each in cells] + [left, top, right, bottom]
