import { expect, test } from "vitest";
import { shownBy } from "./address";
import { Frames } from "./frames";

const frames = new Frames(1);
frames.number(-2, 31);
frames.unnumber(8);

test.each([
  ["nothing", [], undefined],
  ["what the server has", [7], 7],
  ["what was drawn here and is saved", [-2], 31],
  ["what is not saved yet", [-3], undefined],
  ["what the server has no more", [8], undefined],
  ["several", [7, 9], undefined],
])("the address names the object that is selected: %s", (_, keys, object) => {
  const shown = shownBy({ frame: 4, selected: new Set(keys) }, (key) => frames.idOf(key));
  expect(shown).toEqual(object === undefined ? { frame: 4 } : { frame: 4, object });
});
