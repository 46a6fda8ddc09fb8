import type { Runner } from "../../../../local/runner/runner";
import { startServer, type LoopbackServer } from "../../../support/loopback-server";
import { CaseServices } from "./case-services";
import { CaseTable, type Item } from "./case-table";
import type { ReceivedByServices } from "./exchange";

/** The AWS services around served cases: stand-ins, and a table in the runner's DynamoDB. */
export class ServedServices {
  private table: CaseTable | undefined;

  private constructor(
    private readonly services: CaseServices,
    private readonly server: LoopbackServer,
  ) {}

  static async start(): Promise<ServedServices> {
    const services = new CaseServices();
    return new ServedServices(services, await startServer(services.listener));
  }

  /** For the runner. */
  get endpoints() {
    return { byService: CaseServices.endpoints(this.server.url) };
  }

  /** Puts the items of cases into the table that the runner has created. */
  async fill(runner: Runner, items: readonly Item[]): Promise<void> {
    const url = runner.services.find(({ name }) => /dynamodb/i.test(name))?.url;
    if (url === undefined || items.length === 0) {
      return;
    }
    this.table = new CaseTable(url);
    await this.table.put(items);
  }

  /** What the services receive while a request is sent. */
  async receivedDuring<T>(send: () => Promise<T>): Promise<[T, ReceivedByServices]> {
    const before = this.services.records;
    const itemsBefore = new Set((await this.items()).map((item) => JSON.stringify(item)));
    const sent = await send();
    const { messages, kinesisRecords } = this.services.records;
    const items = await this.items();
    return [
      sent,
      {
        messages: messages.slice(before.messages.length),
        kinesisRecords: kinesisRecords.slice(before.kinesisRecords.length),
        addedItems: items.filter((item) => !itemsBefore.has(JSON.stringify(item))),
      },
    ];
  }

  async close(): Promise<void> {
    this.table?.close();
    await this.server.close();
  }

  private async items(): Promise<Item[]> {
    return (await this.table?.items()) ?? [];
  }
}
