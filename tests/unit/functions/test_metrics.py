"""What is counted of calls, and how they came over time."""

from __future__ import annotations

from prelabel.functions.metrics import KEPT_SPANS, SPAN_SECONDS, History, Metrics


def test_calls_are_kept_by_the_span_in_which_they_ended() -> None:
    history = History()
    history.add(1000.0, 0.5, error=False)
    history.add(1001.0, 1.5, error=True)
    history.add(1000.0 + SPAN_SECONDS, 1.0, error=False)
    spans = history.spans(1000.0 + 2 * SPAN_SECONDS)
    assert len(spans) == KEPT_SPANS
    assert [(span.calls, span.errors, span.seconds) for span in spans[-3:]] == [(2, 1, 2.0), (1, 0, 1.0), (0, 0, 0.0)]


def test_what_is_long_ago_is_forgotten() -> None:
    history = History()
    for number in range(5 * KEPT_SPANS):
        history.add(number * SPAN_SECONDS, 0.1, error=False)
    assert len(history._spans) <= KEPT_SPANS
    assert sum(span.calls for span in history.spans(1e9)) == 0


def test_what_ends_is_counted_and_remembered() -> None:
    metrics = Metrics()
    for failed in (False, True):
        metrics.end(metrics.begin(), failed)
    metrics.begin()
    assert (metrics.calls, metrics.errors, metrics.under_way) == (3, 1, 1)
    assert sum(span.calls for span in metrics.history.spans(metrics.last_used)) == 2
