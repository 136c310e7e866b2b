/** Keys as they are bound and shown: letters by their place on the keyboard, so every layout works; signs by themselves. */

/** Modifiers in this order, then a `KeyboardEvent.code` or a sign: `Ctrl+Shift+KeyZ`, `?`. */
export type Binding = string;

type Stroke = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** How a stroke may be bound: by place with all its modifiers, and by its sign, which Shift is a part of. */
export function bindingsOf(stroke: Stroke): Binding[] {
  const ctrl = stroke.ctrlKey || stroke.metaKey ? "Ctrl+" : "";
  const alt = stroke.altKey ? "Alt+" : "";
  const place = `${ctrl}${alt}${stroke.shiftKey ? "Shift+" : ""}${stroke.code.replace("Numpad", "Digit")}`;
  const isSign = stroke.key.length === 1 && !/[\p{L}\p{N}\s]/u.test(stroke.key);
  return isSign ? [`${ctrl}${alt}${stroke.key}`, place] : [place];
}

const NAMES: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  BracketLeft: "[",
  BracketRight: "]",
  Slash: "/",
  Minus: "−",
  Equal: "+",
};

/** The binding as it is printed on a button. */
export const shown = (binding: Binding): string =>
  binding
    .split("+")
    .map((part) => NAMES[part] ?? part.replace(/^(Key|Digit)(?=.$)/, ""))
    .join("+");

/** Whether keys belong to a field that text is typed into. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // The field of a choice without search takes no text.
  return (
    target.isContentEditable ||
    target.matches("input:not([readonly], [type=checkbox], [type=radio]), textarea, [role=slider]")
  );
}
