/** Reads answers of interactors beside the page: a mask of a large picture is megabytes of JSON. */

import { foundIn } from "@/model/answer";
import { serve } from "../beside";
import type { Unread } from "./reading";

serve(({ body, size }: Unread) => foundIn(JSON.parse(new TextDecoder().decode(body)), size));
