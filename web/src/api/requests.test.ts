import { expect, test } from "vitest";
import { untilFinished } from "./requests";
import type { BackgroundRequest } from "./types";

const answer = (status: string, part: Partial<BackgroundRequest> = {}): BackgroundRequest => ({
  id: "rq",
  status,
  message: "",
  operation: { type: "export", target: "task" },
  created_date: null,
  ...part,
});

function server(...answers: BackgroundRequest[]) {
  return () => {
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error("asked once too often"));
  };
}

test("asks until the request has finished, and tells how far it is", async () => {
  const told: (number | null)[] = [];
  const look = server(answer("queued"), answer("started", { progress: 0.4 }), answer("finished", { result_id: 7 }));
  const done = await untilFinished("rq", (share) => told.push(share), undefined, look, 0);
  expect(done.result_id).toBe(7);
  expect(told).toEqual([null, 0.4, 1]);
});

test("a failed request throws what the server says", async () => {
  const look = server(answer("failed", { message: "a.jpg is not a picture." }));
  await expect(untilFinished("rq", undefined, undefined, look, 0)).rejects.toThrow("a.jpg is not a picture.");
});

test("asking can be ended", async () => {
  const stop = new AbortController();
  const look = () => {
    stop.abort(new Error("left the page"));
    return Promise.resolve(answer("started"));
  };
  await expect(untilFinished("rq", undefined, stop.signal, look, 0)).rejects.toThrow("left the page");
});
