"""What does nothing here is said, and nothing else is."""

from __future__ import annotations

from prelabel.functions.unused_fields import unused_fields, unused_triggers


def test_what_cvats_functions_set_is_named_once() -> None:
    attributes = {"restartPolicy": {"name": "always", "maximumRetryCount": 3}, "mountMode": "volume"}
    said = unused_fields({"platform": {"attributes": attributes}, "resources": {"limits": {"cpu": "1"}}})
    assert said.startswith("These fields are kept and do nothing here: spec.platform.attributes.mountMode (")
    assert all(field in said for field in ("restartPolicy", "resources.limits.cpu"))


def test_what_counts_here_is_not_named() -> None:
    spec = {"eventTimeout": "30s", "resources": {"limits": {"memory": "1Gi"}}, "volumes": [], "platform": {}}
    assert unused_fields(spec) == ""
    assert unused_triggers({"triggers": {"http": {"kind": "http"}, "default": {}}}) == []


def test_other_triggers_are_named_with_what_to_do() -> None:
    said = unused_triggers({"triggers": {"every": {"kind": "cron", "attributes": {"interval": "3s"}}}})
    assert len(said) == 1
    assert "every of the kind cron" in said[0]
