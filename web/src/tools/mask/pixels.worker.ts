/** Works out strokes beside the page. */

import { stroked } from "@/model/stroke";
import { serve } from "../beside";

serve(stroked);
