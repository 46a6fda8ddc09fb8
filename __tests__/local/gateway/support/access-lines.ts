import { FakeLog } from "./fake-log";

/** The access log of a stage that shows some variables: spread it into an API of a test. */
export class AccessLines {
  /** Of all requests, in order. */
  readonly lines: string[] = [];
  readonly log = new FakeLog(true, true);

  constructor(private readonly names: readonly string[]) {}

  /** The values by variable. */
  get values(): Readonly<Record<string, string>>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, string>);
  }

  readonly accessLog = (line: string) => void this.lines.push(line);

  /** The attributes of the stage. */
  get settings() {
    const fields = this.names.map((name) => [name, `$context.${name}`] as const);
    const format = JSON.stringify(Object.fromEntries(fields));
    return { access_log_settings: [{ destination_arn: "arn:aws:logs:log", format }] };
  }
}
