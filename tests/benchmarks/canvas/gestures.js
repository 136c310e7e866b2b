// Drives a page as fast as it can draw: one event, then the frame that it brings about, and how long that took.
// Both pages get the same events on the element that `host` names; a frame is the gap between two animation frames.
// A browser without its limit still waits for 17 ms where nothing has changed, so a dot in a corner changes in every
// frame of both pages: what took nothing then counts as nothing, and not as a frame at 60 Hz.
window.measure = async ({ host, gesture, from, frames }) => {
  const element = document.querySelector(host);
  const fire = (type, x, y, more = {}) =>
    element.dispatchEvent(
      new (type === "wheel" ? WheelEvent : PointerEvent)(type, {
        ...{ bubbles: true, cancelable: true, clientX: x, clientY: y, pointerId: 1, pointerType: "mouse" },
        ...more,
      }),
    );
  const dot = document.createElement("div");
  dot.style.cssText = "position:fixed;right:0;bottom:0;width:1px;height:1px;z-index:9999";
  document.body.append(dot);
  let ticks = 0;
  const frame = () => {
    dot.style.background = (ticks += 1) % 2 ? "#000" : "#fff";
    return new Promise((done) => requestAnimationFrame(done));
  };
  const middle = { button: 1, buttons: 4 };
  const box = element.getBoundingClientRect();
  const [cx, cy] = [box.left + box.width / 2, box.top + box.height / 2];
  const steps = {
    pan: (at) => fire("pointermove", cx + 150 * Math.sin(at / 8), cy + 90 * Math.cos(at / 8), { buttons: 4 }),
    zoom: (at) => fire("wheel", cx, cy, { deltaY: at % 20 < 10 ? -60 : 60 }),
    hover: (at) => fire("pointermove", box.left + 20 + ((at * 37) % (box.width - 40)), box.top + 20 + ((at * 11) % (box.height - 40))),
    drag: (at) => fire("pointermove", from[0] + 20 + (at % 60), from[1] + 20 + (at % 40), { buttons: 1 }),
  };
  if (gesture === "pan") fire("pointerdown", cx, cy, middle);
  if (gesture === "drag") {
    fire("pointermove", ...from);
    fire("pointerdown", ...from, { buttons: 1 });
  }
  await frame();
  const gaps = [];
  let last = performance.now();
  for (let at = 1; at <= frames; at += 1) {
    steps[gesture](at);
    await frame();
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  if (gesture === "pan") fire("pointerup", cx, cy, middle);
  if (gesture === "drag") {
    fire("pointermove", ...from);
    fire("pointerup", ...from);
  }
  await frame();
  dot.remove();
  return gaps;
};
