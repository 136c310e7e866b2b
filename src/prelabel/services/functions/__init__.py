"""The use cases of functions: deploy, list, invoke, read logs, delete."""

from prelabel.services.functions.service import FunctionService
from prelabel.services.functions.views import FunctionView

__all__ = ["FunctionService", "FunctionView"]
