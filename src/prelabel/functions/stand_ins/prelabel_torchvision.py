"""Lets torchvision's build for CUDA be imported beside PyTorch's for processors; runs in a function's environment.

The operators of that build cannot be loaded without CUDA, and its import fails with "operator torchvision::nms does not
exist". Here `nms` is NumPy's; the other operators (roi_align, deform_conv2d) stay missing.
"""

import sys


def nms(boxes, scores, iou_threshold):
    """The numbers of the boxes that are kept, the best first."""
    import numpy as np
    import torch

    corners = boxes.detach().float().numpy()
    order = scores.detach().float().numpy().argsort(kind="stable")[::-1]
    sizes = (corners[:, 2:] - corners[:, :2]).prod(1)
    kept = []
    while order.size:
        best, order = order[0], order[1:]
        kept.append(best)
        low = np.maximum(corners[order, :2], corners[best, :2])
        high = np.minimum(corners[order, 2:], corners[best, 2:])
        common = (high - low).clip(0).prod(1)
        order = order[common <= iou_threshold * (sizes[best] + sizes[order] - common)]
    return torch.from_numpy(np.asarray(kept, dtype=np.int64))


class Finder:
    """Finds nothing; it notices that torchvision begins to be imported, and that the last of its modules is."""

    library = None

    def find_spec(self, name, path=None, target=None):
        del path, target
        if name == "torchvision" and self.library is None:
            import torch

            self.library = torch.library.Library("torchvision", "DEF")
            for operator in ("nms", "qnms"):
                self.library.define(operator + "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
            self.library.impl("nms", nms, "CPU")
            self.library.define("_cuda_version() -> int")
            self.library.impl("_cuda_version", lambda: -1, "CompositeExplicitAutograd")
        elif name == "torchvision.utils" and "torchvision.extension" in sys.modules:
            sys.modules["torchvision.extension"]._has_ops = lambda: True


sys.meta_path.insert(0, Finder())
