import { writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root";
import { addresses } from "./addresses";

const FILE = path.join(ROOT, "__tests__/package/addresses.json");

writeFileSync(FILE, `${JSON.stringify(addresses(), null, 2)}\n`);
