/** An action of the review as a button with its words and its key on it. */

import { Button } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { actionOf } from "@/actions";
import { shown } from "@/model/keys";
import { useBench } from "./bench";
import classes from "./Review.module.css";

type Props = { id: string; disabled?: boolean; primary?: boolean; title?: string; children: ReactNode };

/** Rendered anew only when what it says is another thing. */
export const ReviewButton = memo(function ReviewButton({ id, disabled, primary = false, title, children }: Props) {
  const bench = useBench();
  const action = actionOf(id);
  const key = action?.keys[0];
  return (
    <Button
      fullWidth
      size="compact-sm"
      px={5}
      variant={primary ? "filled" : "default"}
      classNames={{ inner: classes.inner, label: classes.label, section: classes.section }}
      disabled={disabled}
      title={title}
      aria-keyshortcuts={key}
      // A click must not take the keys away from the picture.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void action?.run(bench)}
      rightSection={key && <kbd aria-hidden>{shown(key).replace("Shift+", "⇧")}</kbd>}
    >
      {children}
    </Button>
  );
});
