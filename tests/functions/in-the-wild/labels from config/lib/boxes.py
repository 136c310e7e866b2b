import numpy as np


def to_corners(boxes):
    centre, half = boxes[:, :2], boxes[:, 2:] / 2
    return np.hstack([centre - half, centre + half])
