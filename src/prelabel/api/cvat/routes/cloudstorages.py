"""Previews of cloud storages, which are not here: apart, as they must answer before the previews of tasks and jobs."""

from __future__ import annotations

from prelabel.api.cvat.routes.unserved import on_one
from prelabel.api.cvat.routing import Router

router = Router(tags=["absent"])
router.add_api_route("/cloudstorages/{object_id}/preview", on_one, methods=["GET"], status_code=204)
