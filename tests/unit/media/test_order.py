import pytest

from prelabel.errors import InvalidInput
from prelabel.media.order import ordered

NAMES = ["b10.jpg", "b2.jpg", "a1.jpg", "猫 3.jpg", "b02.jpg"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("lexicographical", ["a1.jpg", "b02.jpg", "b10.jpg", "b2.jpg", "猫 3.jpg"]),
        ("natural", ["a1.jpg", "b02.jpg", "b2.jpg", "b10.jpg", "猫 3.jpg"]),
        ("predefined", NAMES),
    ],
)
def test_sorts_as_cvat(method: str, expected: list[str]) -> None:
    assert ordered(NAMES, method, str) == expected


def test_a_given_order_is_kept() -> None:
    assert ordered(NAMES, "predefined", str, sorted(NAMES)) == sorted(NAMES)


def test_random_is_the_same_for_the_same_seed() -> None:
    first = ordered(NAMES, "random", str, seed=1)
    assert first == ordered(NAMES, "random", str, seed=1)
    assert sorted(first) == sorted(NAMES)
    assert len({tuple(ordered(NAMES, "random", str, seed=seed)) for seed in range(5)}) > 1


def test_natural_order_takes_any_name() -> None:
    names = ["7", "a", "", "7a", "a7", "٣", "²"]
    assert len(ordered(names, "natural", str)) == len(names)


@pytest.mark.parametrize(
    ("method", "listed", "message"),
    [
        ("upwards", [], "“upwards” is not a sorting method"),
        ("predefined", NAMES[1:], "“b10.jpg” is not in the given file order"),
        ("predefined", [*NAMES, "c.jpg"], "“c.jpg” is in the given file order but was not uploaded"),
    ],
)
def test_what_does_not_fit_is_named(method: str, listed: list[str], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        ordered(NAMES, method, str, listed)
