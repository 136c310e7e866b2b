/** Keys as they are printed on a keyboard. */

import type { Binding } from "@/model/keys";
import { shown } from "@/model/keys";

export function Keys({ keys }: { keys: readonly Binding[] }) {
  return keys.map((key, at) => (
    <span key={key}>
      {at > 0 && " "}
      <kbd>{shown(key)}</kbd>
    </span>
  ));
}
