/** Draws what an interactor was shown, and what it has found. */

import { type Canvas, paintShape } from "@/canvas/painter";
import type { Form, Found } from "@/model/answer";
import type { Prompt, Prompts } from "@/model/prompts";
import { paintBand } from "../band";
import type { Desk } from "../desk";

const COLORS = { positive: "#2fbf5b", negative: "#e5484d" } as const;
const RADIUS = 6;
const DASH = [5, 4];

/** In the form that it would be drawn in; a mask with its outline, so that one sees its edge. */
export function paintFound(canvas: Canvas, desk: Desk, found: Found, form: Form) {
  const look = { ...desk.newLook, dash: DASH };
  const paint = (type: Form, fill: number) =>
    paintShape(canvas, { frame: 0, label_id: 0, type, points: found[type] as number[] }, look, fill, 2);
  if (form === "mask") {
    desk.paintNew(canvas, { type: form, points: found.mask as number[] });
    paint("polygon", 0);
  } else paint(form, 0.18);
}

export function paintPrompts(canvas: Canvas, prompts: Prompts) {
  for (const prompt of prompts) {
    if (prompt.kind === "box") paintBand(canvas, prompt.box);
    else paintPoint(canvas, prompt);
  }
}

/** A sign in a disc: colour alone does not tell one from the other. */
function paintPoint({ pen, view }: Canvas, { kind, at }: Exclude<Prompt, { kind: "box" }>) {
  const [x, y] = [at.x * view.scale + view.x, at.y * view.scale + view.y];
  pen.fillStyle = COLORS[kind];
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x - 3, y);
  pen.lineTo(x + 3, y);
  if (kind === "positive") {
    pen.moveTo(x, y - 3);
    pen.lineTo(x, y + 3);
  }
  pen.stroke();
}
