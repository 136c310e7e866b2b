/** A slider over scores, 0 to 1 in hundredths. */

import { Slider, type SliderProps } from "@mantine/core";

type Props = Omit<SliderProps, "label" | "min" | "max" | "step"> & { label: string };

export const ScoreSlider = ({ label, ...props }: Props) => (
  <Slider
    flex={1}
    size={4}
    min={0}
    max={1}
    step={0.01}
    label={(shown) => shown.toFixed(2)}
    thumbLabel={label}
    {...props}
  />
);
