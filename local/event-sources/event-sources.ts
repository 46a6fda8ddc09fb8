import { setTimeout as pause } from "node:timers/promises";
import { withAddresses } from "../log/with-addresses";
import { problemLines } from "../terraform/stack-error";
import type { ResolvedResource, ResolvedStack } from "../terraform";
import type { FunctionSet } from "../lambda";
import type { DeclaredSource, EventSource, SourceServices } from "./event-source";
import { MAPPING_TYPE } from "./mapping/mapping";
import { queueSource } from "./sqs/queue-source";

export interface EventSourcesOptions extends SourceServices {
  /** The URL of a service, unless it is on AWS. */
  readonly endpointFor: (service: string) => string | undefined;
}

interface Running {
  readonly settings: string;
  readonly source: EventSource;
}

/** By the service in the ARN of the source. */
const MAPPINGS: Readonly<
  Record<string, (resource: ResolvedResource, stack: ResolvedStack) => DeclaredSource>
> = {
  sqs: queueSource,
};

const GRACE_MS = 5_000;

/** The event sources of the served stack. */
export class EventSources {
  /** Event sources that are not served, and why. */
  warnings: readonly string[] = [];
  /** By the address of the resource. */
  private readonly running = new Map<string, Running>();
  /** Of sources that receive no more, and whose invocations are under way. */
  private readonly stopping = new Set<Promise<void>>();

  constructor(private readonly options: EventSourcesOptions) {}

  /** Serves the event sources of a stack from now on. Those that did not change go on. */
  async use(stack: ResolvedStack, functions: Pick<FunctionSet, "find">): Promise<void> {
    const { sources, warnings } = declaredSources(stack);
    const served = sources.filter((source) => {
      const reason = this.unservable(source, functions);
      if (reason !== undefined) {
        warnings.push(withAddresses(`${reason}.`, [source.address]));
      }
      return reason === undefined;
    });
    this.warnings = warnings;
    this.stopOthers(served);
    await Promise.all(served.map((source) => this.start(source)));
  }

  /** Receives no more events, and gives running invocations five seconds to end. */
  async close(): Promise<void> {
    this.stopOthers([]);
    const grace = new AbortController();
    await Promise.race([
      Promise.all(this.stopping),
      pause(GRACE_MS, undefined, grace).catch(() => undefined),
    ]);
    grace.abort();
  }

  private async start({ address, settings, create }: DeclaredSource): Promise<void> {
    if (this.running.has(address)) {
      return;
    }
    const source = create(this.options);
    this.running.set(address, { settings: JSON.stringify(settings), source });
    await source.start();
  }

  private stopOthers(kept: readonly DeclaredSource[]): void {
    const wanted = new Map(kept.map((one) => [one.address, JSON.stringify(one.settings)]));
    for (const [address, { settings, source }] of this.running) {
      if (wanted.get(address) !== settings) {
        this.running.delete(address);
        const stopped = source.stop().finally(() => this.stopping.delete(stopped));
        this.stopping.add(stopped);
      }
    }
  }

  private unservable(
    { service, functionRef, refusal }: DeclaredSource,
    functions: Pick<FunctionSet, "find">,
  ): string | undefined {
    if (this.options.endpointFor(service) === undefined) {
      return (
        `no endpoint for ${service} is known, so the event source is not served. Start the runner ` +
        `with --aws-endpoint moto or --aws-endpoint ${service}=URL`
      );
    }
    try {
      const reason = refusal(functions.find(functionRef).fn.config.timeoutSeconds);
      return reason && `AWS refuses the event source: ${reason}`;
    } catch (error) {
      return `the event source is not served: ${(error as Error).message}`;
    }
  }
}

/** Those that can be read, and warnings about the others. */
function declaredSources(stack: ResolvedStack) {
  const sources: DeclaredSource[] = [];
  const warnings: string[] = [];
  for (const resource of stack.ofType(MAPPING_TYPE)) {
    try {
      const source = mappingSource(resource, stack);
      if (typeof source === "string") {
        warnings.push(withAddresses(`${source}.`, [resource.address]));
      } else if (source) {
        sources.push(source);
      }
    } catch (error) {
      warnings.push(...problemLines(error).map((line) => `${line}. It is not served.`));
    }
  }
  return { sources, warnings };
}

/** @returns why it isn't served, or undefined if it is disabled */
function mappingSource(
  resource: ResolvedResource,
  stack: ResolvedStack,
): DeclaredSource | string | undefined {
  if (resource.boolean("enabled") === false) {
    return undefined;
  }
  const service = resource.string("event_source_arn")?.split(":")[2] ?? "";
  const read = MAPPINGS[service];
  const known = Object.keys(MAPPINGS).join(", ");
  return read?.(resource, stack) ?? `event sources are served for ${known}, not for "${service}"`;
}
