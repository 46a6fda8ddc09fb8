import { on, once } from "node:events";
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Client, ConversationCheck, ExpectedFrame } from "./checks";
import { contains, contentFault, parsed, shortened } from "./expected-content";
import type { CheckContext, Outcome } from "./outcome";
import { authorization, isOfNewDeployment, reasonOf } from "./outcome";
import type { Values } from "./placeholders";

const SWITCHING_PROTOCOLS = 101;

/** Connects the clients of a check, then sends and expects its frames, one after the other. */
export async function runConversationCheck(
  check: ConversationCheck,
  context: CheckContext,
): Promise<Outcome> {
  const url = context.values.filled(check.url ?? context.url);
  const shown = `${url} ${check.conversation}`;
  const outcome = (fault: string | undefined, mayPass = false): Outcome => ({
    passed: fault === undefined,
    text: fault === undefined ? shown : `${shown}: ${fault}`,
    mayPass,
  });
  const connections = new Map<string, Connection>();
  const signal = AbortSignal.timeout(context.timeout * 1000);
  try {
    for (const [name, client] of Object.entries(check.clients)) {
      connections.set(name, new Connection(name, url, client, { ...context, signal }));
    }
    const refusals = await Promise.all([...connections.values()].map((one) => one.open()));
    const refused = refusals.find((one) => one !== undefined);
    return refused
      ? outcome(refused.fault, isOfNewDeployment(refused.status))
      : outcome(await exchange(check, connections, context.values));
  } catch (error) {
    return outcome(reasonOf(error), true);
  } finally {
    connections.forEach((connection) => connection.close());
  }
}

async function exchange(
  { frames = [] }: ConversationCheck,
  connections: ReadonlyMap<string, Connection>,
  values: Values,
): Promise<string | undefined> {
  for (const frame of frames) {
    if ("from" in frame) {
      const { text, json } = values.filled({ text: frame.text, json: frame.json });
      connections.get(frame.from)?.send(text ?? JSON.stringify(json));
    } else {
      const { text, json, where } = frame;
      const expected = { ...frame, ...values.filled({ text, json, where }) };
      const fault = await connections.get(frame.to)?.faultOfNext(expected);
      if (fault !== undefined) {
        return fault;
      }
    }
  }
  return undefined;
}

interface ConnectionContext extends CheckContext {
  /** Ends the conversation. */
  readonly signal: AbortSignal;
}

/** A client's connection. */
class Connection {
  private readonly socket: WebSocket;
  private readonly frames: AsyncIterator<[Buffer], undefined>;

  constructor(
    private readonly name: string,
    url: string,
    private readonly client: Client,
    private readonly context: ConnectionContext,
  ) {
    const { values, token, signal } = context;
    const target = new URL(url);
    for (const [key, value] of Object.entries(values.filled(client.query ?? {}))) {
      target.searchParams.append(key, value);
    }
    this.socket = new WebSocket(target, {
      headers: { ...authorization(client.token, token), ...values.filled(client.headers ?? {}) },
    });
    // Frames may come before they are expected.
    const frames = on(this.socket, "message", { signal, close: ["close"] });
    this.frames = frames as AsyncIterator<[Buffer], undefined>;
    // The end of a handshake that is refused or late is an error too.
    this.socket.on("error", () => undefined);
  }

  /** @returns the status of the handshake, and what is wrong with it; undefined if it is right */
  async open(): Promise<{ readonly status: number; readonly fault: string } | undefined> {
    const { refused: expected = SWITCHING_PROTOCOLS } = this.client;
    const status = await this.handshake();
    const fault = `expected the handshake of ${this.name} to get status ${expected}, got ${status}`;
    return status === expected ? undefined : { status, fault };
  }

  private async handshake(): Promise<number> {
    const { signal } = this.context;
    const refusal = new AbortController();
    const either = { signal: AbortSignal.any([signal, refusal.signal]) };
    return Promise.race([
      once(this.socket, "open", either).then(() => SWITCHING_PROTOCOLS),
      once(this.socket, "unexpected-response", either).then(([, response]) => {
        const { statusCode = 0 } = (response as IncomingMessage).resume();
        return statusCode;
      }),
    ]).finally(() => refusal.abort());
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /**
   * What is wrong with the next frame, other than those that are passed over.
   * @throws Error if none comes in time
   */
  async faultOfNext(expected: ExpectedFrame): Promise<string | undefined> {
    const { where } = expected;
    const passedOver: string[] = [];
    for (;;) {
      const { done, value } = await this.next(passedOver);
      if (done) {
        return `the connection of ${this.name} was closed`;
      }
      const text = value[0].toString();
      if (where === undefined || contains(parsed(text), where)) {
        return contentFault(`a frame for ${this.name}`, expected, text);
      }
      passedOver.push(text);
    }
  }

  private async next(passedOver: readonly string[]): Promise<IteratorResult<[Buffer], undefined>> {
    try {
      return await this.frames.next();
    } catch (error) {
      if (!this.context.signal.aborted) {
        throw error;
      }
      const others = passedOver.length === 0 ? "" : `, only ${shortened(passedOver.join(" "))}`;
      throw new Error(`${this.name} didn't get the frame in ${this.context.timeout} s${others}`);
    }
  }

  close(): void {
    void this.frames.return?.();
    this.socket.close();
  }
}
