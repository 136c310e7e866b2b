"""Shares its work out among processes."""

import multiprocessing


def square(number):
    return number * number


def handler(context, event):
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, [1, 2, 3])
