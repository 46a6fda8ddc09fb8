import { createHash, randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { bodyOf } from "../../../support/loopback-server";

/** What services have received, of all cases. */
export interface ServiceRecords {
  readonly messages: readonly SqsMessage[];
  readonly kinesisRecords: readonly KinesisRecord[];
}

export interface SqsMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface KinesisRecord {
  readonly Data: string;
  readonly PartitionKey: string;
}

interface ServiceCall {
  /** Of a form or the query. */
  readonly parameters: URLSearchParams;
  readonly body: string;
}

interface Reply {
  readonly type: "text/xml" | "application/x-amz-json-1.1";
  readonly body: string;
}

const SERVICES = ["sqs", "ssm", "states", "kinesis", "events"] as const;
type Service = (typeof SERVICES)[number];

/** The parameters of the case that reads one. */
const PARAMETERS: Readonly<Record<string, string>> = { "param-test-123": "123" };

/** AWS services that respond as an AWS API server on this machine does, one a path. */
export class CaseServices {
  private readonly messages: SqsMessage[] = [];
  private readonly kinesisRecords: KinesisRecord[] = [];

  /** Copies of what there is now. */
  get records(): ServiceRecords {
    return { messages: [...this.messages], kinesisRecords: [...this.kinesisRecords] };
  }

  readonly listener: RequestListener = (incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const { pathname, search } = new URL(incoming.url ?? "/", "http://localhost");
      const service = SERVICES.find((name) => pathname.startsWith(`/${name}/`));
      const isForm = incoming.headers["content-type"] === "application/x-www-form-urlencoded";
      const parameters = new URLSearchParams(isForm ? body : search);
      const reply = service && this.services[service]({ parameters, body });
      outgoing.writeHead(reply ? 200 : 404, { "Content-Type": reply?.type });
      outgoing.end(reply?.body);
    });
  };

  /** The URL of each service, for the runner. */
  static endpoints(serverUrl: string): Readonly<Record<string, string>> {
    return Object.fromEntries(SERVICES.map((service) => [service, `${serverUrl}/${service}`]));
  }

  private readonly services: Readonly<Record<Service, (call: ServiceCall) => Reply>> = {
    sqs: ({ parameters }) => {
      const body = parameters.get("MessageBody") ?? "";
      this.messages.push({ body, attributes: attributesOf(parameters) });
      const md5 = createHash("md5").update(body).digest("hex");
      return xml(
        `<SendMessageResponse><SendMessageResult><MessageId>${randomUUID()}</MessageId><MD5OfMessageBody>${md5}</MD5OfMessageBody></SendMessageResult></SendMessageResponse>`,
      );
    },
    ssm: ({ parameters }) => {
      const Name = parameters.get("Name") ?? "";
      const Value = PARAMETERS[Name];
      return json({ Parameter: { Name, Value, Type: "String", Version: 1, DataType: "text" } });
    },
    states: () => json({}),
    kinesis: ({ body }) => {
      const { Records } = JSON.parse(body) as { Records: readonly KinesisRecord[] };
      this.kinesisRecords.push(
        ...Records.map(({ Data, PartitionKey }) => ({
          Data: Buffer.from(Data, "base64").toString("utf8"),
          PartitionKey,
        })),
      );
      return json({ FailedRecordCount: 0, Records: Records.map(() => ({ ShardId: "0" })) });
    },
    events: ({ body }) => {
      const { Entries } = JSON.parse(body) as { Entries: readonly object[] };
      const ids = Entries.map(() => ({ EventId: randomUUID() }));
      return json({ Entries: ids, FailedEntryCount: 0 });
    },
  };
}

function xml(body: string): Reply {
  return { type: "text/xml", body };
}

function json(value: object): Reply {
  return { type: "application/x-amz-json-1.1", body: JSON.stringify(value) };
}

/** Both spellings of the list's name are Amazon SQS's. */
function attributesOf(parameters: URLSearchParams): SqsMessage["attributes"] {
  const named = [...parameters].flatMap(([key, name]) => {
    const [, prefix] = /^(MessageAttributes?\.\d+)\.Name$/.exec(key) ?? [];
    return prefix === undefined ? [] : [[name, `${prefix}.Value.`] as const];
  });
  return Object.fromEntries(
    named.map(([name, prefix]) => [
      name,
      Object.fromEntries(
        [...parameters]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, value]) => [key.slice(prefix.length), value]),
      ),
    ]),
  );
}
