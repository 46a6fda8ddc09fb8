import type { FunctionSet, InvocableSchedule } from "../lambda";
import { limited, type Late } from "../server/stopping";
import type { ResolvedStack } from "../terraform";
import { declaredSources, notServed } from "./declared-sources";
import type { DeclaredSource, EventSource, SourceServices } from "./event-source";
import type { Schedule } from "./schedule/schedule";
import { startedLater } from "./started-later";
import { isFunction } from "./targets";

export interface EventSourcesOptions extends SourceServices {
  /** The URL of a service, unless it is on AWS. */
  readonly endpointFor: (service: string) => string | undefined;
  /** Whether the services are still starting: then nobody waits for the event sources either. */
  readonly isStarting: () => boolean;
}

/** It is a request to an endpoint on this machine, which may hang. */
const GIVE_BACK_MILLISECONDS = 2_000;

type Functions = Pick<FunctionSet, "find">;

interface Running {
  readonly settings: string;
  readonly source: EventSource;
}

/** The event sources of the served stack. */
export class EventSources {
  /** Event sources that are not served, and why. */
  warnings: readonly string[] = [];
  private schedules: readonly Schedule[] = [];
  /** By the address of the resource. */
  private readonly running = new Map<string, Running>();
  /** Of sources that receive no more, and whose invocations are under way. */
  private readonly stopping = new Set<Promise<void>>();

  constructor(private readonly options: EventSourcesOptions) {}

  /** Serves the event sources of a stack from now on. Those that did not change go on. */
  async use(stack: ResolvedStack, functions: Functions): Promise<void> {
    const { sources, schedules, warnings } = declaredSources(stack);
    this.schedules = schedules;
    const reasons = sources.map((source) => this.unservable(source, functions));
    const served = sources.filter((_, index) => reasons[index] === undefined);
    this.stopOthers(served);
    const failures = await Promise.all(served.map((source) => this.start(source)));
    this.warnings = [
      ...warnings,
      ...sources.flatMap((source, index) => {
        const reason = reasons[index];
        return reason === undefined ? [] : [notServed(source, reason)];
      }),
      ...failures.flat(),
    ];
  }

  /** The functions that schedules invoke, with the events that they would get now. */
  get invocableSchedules(): InvocableSchedule[] {
    const now = new Date();
    return this.schedules.flatMap(({ name, address, constructPath: path, targets }) =>
      targets
        .filter(({ arn }) => isFunction(arn))
        .map(({ arn, event }) => ({ name, address, path, functionArn: arn, event: event(now) })),
    );
  }

  /** Receives no more events, and lets running invocations end. */
  async close(late: Late): Promise<void> {
    this.stopOthers([]);
    await Promise.race([this.ended(), late]);
  }

  /** Lets events go back to their queues whose invocations were given up after `close`. */
  async giveBack(): Promise<void> {
    await limited(GIVE_BACK_MILLISECONDS, (late) => Promise.race([this.ended(), late]));
  }

  /** Resolves when the invocations of sources that receive no more have ended. */
  private async ended(): Promise<void> {
    await Promise.all(this.stopping);
  }

  /** @returns warnings */
  private async start(declared: DeclaredSource): Promise<string[]> {
    const { address, settings, create } = declared;
    if (this.running.has(address)) {
      return [];
    }
    const source = create(this.options);
    const keep = (one: EventSource) =>
      this.running.set(address, { settings: JSON.stringify(settings), source: one });
    if (declared.services.length > 0 && this.options.isStarting()) {
      keep(startedLater(source, (reason) => this.report(address, reason)));
      return [];
    }
    try {
      await source.start();
      keep(source);
      return [];
    } catch (error) {
      return [notServed(declared, `the event source is not served: ${(error as Error).message}`)];
    }
  }

  private report(api: string, reason: string): void {
    this.options.log.report({ api, method: "-", path: "-", status: 503, reason });
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
    { services, functionRefs, refusal }: DeclaredSource,
    functions: Functions,
  ): string | undefined {
    const missing = services.find((service) => this.options.endpointFor(service) === undefined);
    if (missing !== undefined) {
      return (
        `no endpoint for ${missing} is known, so the event source is not served. Start the runner ` +
        `with --aws-endpoint moto or --aws-endpoint ${missing}=URL`
      );
    }
    try {
      const timeouts = functionRefs.map((ref) => functions.find(ref).fn.config.timeoutSeconds);
      const reason = timeouts.map((seconds) => refusal?.(seconds)).find(Boolean);
      return reason && `AWS refuses the event source: ${reason}`;
    } catch (error) {
      return `the event source is not served: ${(error as Error).message}`;
    }
  }
}
