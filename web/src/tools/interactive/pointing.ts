/** Points and a box show an interactor which object is meant; what it finds is shown at once, and taken with Enter. */

import type { Pointer } from "@/canvas/stage";
import { type Box, boundsOf } from "@/model/geometry";
import { needsOf, type Prompt } from "@/model/prompts";
import { paintBand, paintCross } from "../band";
import type { Desk } from "../desk";
import { isClick } from "../slop";
import type { ToolState } from "../tool";
import { Inquiry } from "./inquiry";
import { paintFound, paintPrompts } from "./marks";

export function pointing(desk: Desk): ToolState {
  const inquiry = new Inquiry(desk);
  let at = { x: -1, y: -1 };
  let pressed: Pointer | null = null;
  let band: Box | null = null;

  const put = (prompt: Prompt) => {
    const refusal = refusalOf(desk, inquiry, prompt);
    if (refusal) desk.say(refusal);
    else inquiry.add(prompt);
  };
  const again = () => {
    inquiry.drop();
    return pointing(desk);
  };
  const back = () => (inquiry.back() ? true : again());
  const finish = () => {
    inquiry.accept();
    return pointing(desk);
  };
  const begun = <T>(what: T): T | undefined => (inquiry.isBegun ? what : undefined);

  return {
    cursor: "crosshair",
    down(pointer) {
      pressed = pointer;
    },
    move(pointer) {
      at = desk.within(pointer.at);
      band = pressed && !isClick(pressed, pointer) ? boundsOf([desk.within(pressed.at), at]) : null;
      desk.stage.repaint();
    },
    up(pointer) {
      if (band) put({ kind: "box", box: band });
      else if (pressed) put({ kind: pointer.alt ? "negative" : "positive", at: desk.within(pointer.at) });
      [pressed, band] = [null, null];
    },
    secondary: (pointer) => put({ kind: "negative", at: desk.within(pointer.at) }),
    get finish() {
      return begun(finish);
    },
    get stepBack() {
      return begun(back);
    },
    get erase() {
      return begun(back);
    },
    cancel() {
      if (inquiry.isBegun || band) return again();
      desk.session.store.setState({ tool: "select" });
    },
    paint(canvas) {
      const form = inquiry.formFor(desk.session.state.label);
      if (inquiry.found && form) paintFound(canvas, desk, inquiry.found, form);
      paintPrompts(canvas, inquiry.shown);
      if (band) paintBand(canvas, band);
      else if (at.x >= 0 && !inquiry.isBegun) paintCross(canvas, at);
    },
  };
}

/** Why the function cannot be shown this, if so. */
function refusalOf({ session }: Desk, inquiry: Inquiry, { kind }: Prompt) {
  const { model, models } = session.state.interaction;
  if (!model) return models ? "noInteractor" : "interactorsComing";
  const needs = needsOf(model);
  if (kind === "negative" && !needs.takesNegative) return "noNegatives";
  if (kind === "box" && needs.box === "none") return "noBox";
  if (kind !== "box" && needs.box === "first" && !inquiry.isBegun) return "boxFirst";
  return null;
}
