import { writeFileSync } from "node:fs";
import { exampleDashboard, PICTURE_FILE } from "./dashboard";
import { draw } from "./draw";

/** `npm run dashboard-picture`: draws the picture of constructs/README.md anew. */
writeFileSync(PICTURE_FILE, draw(exampleDashboard()));
