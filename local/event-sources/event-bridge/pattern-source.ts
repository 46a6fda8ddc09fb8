import { deliver } from "../delivery";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { Inbox, inboxName } from "../inbox/inbox";
import { parsePattern } from "../pattern/event-pattern";
import { isFunction } from "../targets";
import { StackError } from "../../terraform";
import type { Rule, RuleTarget } from "./rule";
import { targetInput } from "./target-input";

/** Matches every event: the runner itself compares with the pattern of the rule. */
const ALL_EVENTS = JSON.stringify({ source: [{ prefix: "" }] });

/** A rule with an event pattern. */
export function patternSource(rule: Rule, pattern: string): DeclaredSource {
  const { address, targets } = rule;
  try {
    parsePattern(pattern);
  } catch (error) {
    throw new StackError(`${address}.event_pattern: ${(error as Error).message}`);
  }
  return {
    address,
    services: ["events", "sqs"],
    functionRefs: targets.map(({ arn }) => arn).filter(isFunction),
    settings: rule,
    create: (services) => new PatternSource(rule, pattern, services),
  };
}

/** Sends the events of a bus that match the pattern of a rule to its targets. */
class PatternSource implements EventSource {
  private readonly inbox: Inbox<object>;
  private readonly matches;
  private readonly stopping = new AbortController();

  constructor(
    private readonly rule: Rule,
    pattern: string,
    private readonly services: SourceServices,
  ) {
    const { address, name: title, region, accountId } = rule;
    this.matches = parsePattern(pattern);
    const read = (body: string) => this.completed(JSON.parse(body) as object);
    const handle = (event: object) => this.handle(event);
    this.inbox = new Inbox({ ...services, address, title, region, accountId, read, handle });
  }

  async start(): Promise<void> {
    const { address, bus: EventBusName, region } = this.rule;
    const { client } = this.services;
    const Name = inboxName(address);
    await this.inbox.create();
    await client.json("events", region, "PutRule", {
      Name,
      EventBusName,
      EventPattern: ALL_EVENTS,
    });
    await client.json("events", region, "PutTargets", {
      Rule: Name,
      EventBusName,
      Targets: [{ Id: "inbox", Arn: this.inbox.arn }],
    });
    this.inbox.start();
  }

  stop(): Promise<void> {
    this.stopping.abort();
    return this.inbox.stop();
  }

  private async handle(event: object): Promise<boolean> {
    if (!this.matches(event)) {
      return true;
    }
    const ends = this.rule.targets.map((target) => this.deliver(target, event));
    return (await Promise.all(ends)).every(Boolean);
  }

  private async deliver(target: RuleTarget, event: object): Promise<boolean> {
    const { rule, services, stopping } = this;
    const { lambda, send } = services;
    const toFunction = lambda.handleEvent.bind(lambda);
    try {
      const payload = targetInput(target.input, event, rule);
      const origin = { RULE_ARN: rule.arn };
      const delivery = { target, payload, event: JSON.stringify(event), origin };
      return await deliver(delivery, { send, toFunction }, stopping.signal);
    } catch (error) {
      const { address, name: apiName } = rule;
      const reason = (error as Error).message;
      services.log.report({
        api: address,
        apiName,
        method: "EVENT",
        path: "-",
        status: 500,
        reason,
      });
      return true;
    }
  }

  /** In the order of AWS's events, with what implementations other than AWS's leave out. */
  private completed(event: object): object {
    const { region, accountId: account } = this.rule;
    const { id, source, time, detail, ...others } = event as Readonly<Record<string, unknown>>;
    const detailType = others["detail-type"];
    const resources = others.resources ?? [];
    const known = { version: "0", id, "detail-type": detailType, source, account, time, region };
    return { ...known, ...others, resources, detail };
  }
}
