/** One object that a person points at: what was pointed at so far, and the newest answer to it. */

import { FORMS, type Form, type Found } from "@/model/answer";
import { defaultsOf } from "@/model/attributes";
import { keyOf } from "@/model/document";
import { drawing } from "@/model/edits";
import { carries } from "@/model/fitting";
import { missingIn, needsOf, type Prompt, type Prompts, withPrompt } from "@/model/prompts";
import { Latest } from "@/state/latest";
import type { Desk } from "../desk";
import { ask } from "./reading";

export class Inquiry {
  found: Found | null = null;
  private prompts: Prompts = [];
  private readonly frame: number;
  private readonly latest: Latest<Prompts, Found | null | undefined>;
  private stop = new AbortController();
  /** With which label it is to be drawn once the answer is there. */
  private accepted: number | null = null;

  constructor(private readonly desk: Desk) {
    this.frame = desk.session.state.frame;
    this.latest = new Latest(
      (prompts) => this.ask(prompts),
      (found) => this.answered(found),
    );
    desk.session.calls.clear("interact");
    this.show();
  }

  get isBegun(): boolean {
    return this.prompts.length > 0;
  }

  get shown(): Prompts {
    return this.prompts;
  }

  add(prompt: Prompt) {
    if (!this.isBegun) this.desk.session.select([]);
    this.put(withPrompt(this.prompts, prompt));
  }

  /** Takes the last one back; false when nothing is left. */
  back(): boolean {
    this.put(this.prompts.slice(0, -1));
    return this.isBegun;
  }

  drop() {
    this.stop.abort();
    this.latest.drop();
  }

  /** Draws what was found, or what is just being looked for as soon as it is found; the next object can begin. */
  accept() {
    this.accepted = this.desk.session.state.label;
    if (!this.latest.isOpen) this.draw(this.accepted);
  }

  /** As what the object would be drawn with the label: as was chosen, or as what the label is for. */
  formFor(label: number): Form | undefined {
    const { as } = this.desk.session.state.interaction;
    const found = this.desk.session.labelOf(label);
    return found && [as, ...FORMS].find((form) => carries(found, form));
  }

  private get isInHand(): boolean {
    const { frame, tool } = this.desk.session.state;
    return frame === this.frame && tool === "interactive";
  }

  private put(prompts: Prompts) {
    this.prompts = prompts;
    this.show();
    const { model } = this.desk.session.state.interaction;
    if (model && !missingIn(prompts, needsOf(model))) return this.latest.put(prompts);
    this.latest.drop();
    this.found = null;
  }

  /** The options over the picture tell what is still needed. */
  private show() {
    const { store } = this.desk.session;
    store.setState(({ interaction }) => ({ interaction: { ...interaction, prompts: this.prompts } }));
    this.desk.stage.repaint();
  }

  /** Undefined when there is no answer. */
  private async ask(prompts: Prompts): Promise<Found | null | undefined> {
    const { session, size } = this.desk;
    const { model } = session.state.interaction;
    if (!model) return undefined;
    const question = { model, job: session.assignment.job.id, frame: this.frame, size, prompts };
    this.stop = new AbortController();
    const asked = { purpose: "interact", name: model.name, frame: this.frame } as const;
    const called = await session.calls.run(asked, (signal) => ask(question, signal), this.stop);
    if (called) session.calls.end(called.id);
    return called ? called.answer : undefined;
  }

  private answered(found: Found | null | undefined) {
    this.found = found ?? null;
    if (this.accepted === null && !this.isInHand) return;
    if (found === null) this.desk.say("nothingFound");
    if (this.accepted !== null) this.draw(this.accepted);
    else this.desk.stage.repaint();
  }

  private draw(label: number) {
    const { session } = this.desk;
    const type = this.formFor(label);
    if (!this.found) return;
    if (!type) return this.desk.say("labelForbids");
    const attributes = defaultsOf(session.labelOf(label));
    const shape = { type, points: [...this.found[type]], label_id: label, attributes };
    const edits = drawing(this.frame, [{ ...shape, source: "semi-auto" }]);
    session.commit("draw", edits);
    // The next object may have been begun already.
    const { frame, interaction } = session.state;
    if (frame === this.frame && interaction.prompts.length === 0) session.select(edits.map(keyOf), true);
  }
}
