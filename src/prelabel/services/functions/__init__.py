"""The use cases of functions: deploy, list, invoke, read logs, delete; and the way runs reach them."""

from prelabel.services.functions.port import FunctionPort
from prelabel.services.functions.service import FunctionService
from prelabel.services.functions.views import FunctionView

__all__ = ["FunctionPort", "FunctionService", "FunctionView"]
