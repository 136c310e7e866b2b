"""Functions that run on other machines: their records, the queues that their agents work off, and who listens."""

from prelabel.services.agents.natives import NativeFunctions, NativeView, NewNative
from prelabel.services.agents.queue import AgentQueue
from prelabel.services.agents.work import BatchWork, Order, Result

__all__ = ["AgentQueue", "BatchWork", "NativeFunctions", "NativeView", "NewNative", "Order", "Result"]
