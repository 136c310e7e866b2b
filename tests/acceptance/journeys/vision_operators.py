"""Stands in for the compiled part of a torchvision made for another torch, so that the rest can be imported."""

import torch

missing = torch.library.Library("torchvision", "FRAGMENT")
for operator in ("nms", "qnms"):
    if not hasattr(torch.ops.torchvision, operator):
        missing.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
