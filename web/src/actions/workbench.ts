/** Everything that an action works with: the session, the stage while there is one, the tool in hand. */

import { type LookOf, lookOfLabels } from "@/canvas/look";
import type { Stage } from "@/canvas/stage";
import { bonesIn } from "@/model/bones";
import type { Key } from "@/model/item";
import type { Session } from "@/state/session";
import { Belt } from "@/tools/belt";
import { Desk } from "@/tools/desk";

export class Workbench {
  readonly belt = new Belt();
  stage: Stage | null = null;
  readonly lookOf: LookOf;

  constructor(
    readonly session: Session,
    /** Shows another frame of the job, and its address. */
    readonly go: (frame: number) => void,
  ) {
    const labels = new Map(session.assignment.labels.map((label) => [label.id, { ...label, bones: bonesIn(label) }]));
    this.lookOf = lookOfLabels(labels);
  }

  attach(stage: Stage | null) {
    this.stage = stage;
    this.belt.attach(stage && new Desk(this.session, stage, () => this.lookOf));
  }

  /** Selects one object and moves the picture so that it is seen. */
  pick(key: Key) {
    this.session.select([key]);
    this.reveal(key);
  }

  /** Takes an object up as the next of a queue. */
  standOn(key: Key) {
    this.session.standOn(key);
    this.reveal(key);
  }

  private reveal(key: Key) {
    const placed = this.stage?.scene.find(key);
    if (placed) this.stage?.reveal(placed.box);
  }
}
