/** Which job a frame is worked on in. */

import type { Job } from "@/api/types";

export const jobOf = (jobs: readonly Job[], frame: number): Job | undefined =>
  jobs.find((job) => job.start_frame <= frame && frame <= job.stop_frame);
