import numpy as np


class ModelHandler:
    def handle(self, image, positive, negative, box):
        mask = np.zeros(image.shape[:2], np.uint8)
        for x, y in positive:
            alike = np.abs(image.astype(int) - image[int(y), int(x)]).sum(2) < 40
            mask |= alike.astype(np.uint8) * 255
        for x, y in negative:
            mask[max(0, int(y) - 5) : int(y) + 5, max(0, int(x) - 5) : int(x) + 5] = 0
        ys, xs = mask.nonzero()
        left, top, right, bottom = (int(v) for v in (xs.min(), ys.min(), xs.max(), ys.max()))
        return mask, [[left, top], [right, top], [right, bottom], [left, bottom]]
