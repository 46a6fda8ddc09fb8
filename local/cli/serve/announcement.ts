import { groupedByCause } from "../../log/grouped-problems";
import type { Runner } from "../../runner/runner";
import type { ServiceEndpoint } from "../../services";
import { endpointsTable, writeEndpointsFile } from "./endpoints";
import { routesTable } from "./routes-table";
import { Warnings } from "./warnings";

/** What a terminal shows about a served stack: its routes, URLs, warnings and problems. */
export class Announcement {
  private readonly warnings = new Warnings();
  private readonly problems = new Warnings("not served", "red");
  private table = "";

  /** @param endpointsFile JSON file for the URLs. @default none is written */
  constructor(private readonly endpointsFile: string | undefined) {}

  /** Prints what has changed since the last time. */
  show(runner: Runner): void {
    this.warnings.show(runner.warnings);
    this.problems.show(groupedByCause(runner.problems));
    if (this.endpointsFile) {
      writeEndpointsFile(this.endpointsFile, runner);
    }
    const table = `${routesTable(runner.apis)}\n${endpointsTable(runner)}`;
    if (table !== this.table) {
      this.table = table;
      process.stdout.write(`\n${table}\n`);
      runner.services.forEach((service) => void this.confirm(table, service));
    }
  }

  /** The table has what is still started in the background. A failure has a line in the log. */
  private async confirm(table: string, { name, isReady }: ServiceEndpoint): Promise<void> {
    if ((await isReady) && table === this.table) {
      process.stderr.write(`${name} is ready.\n`);
    }
  }
}
