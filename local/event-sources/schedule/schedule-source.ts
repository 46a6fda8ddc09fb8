import { deliver } from "../delivery";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { isFunction } from "../targets";
import { parseSchedule, type ScheduleTimes } from "./expression";
import type { Schedule, ScheduleTarget } from "./schedule";

/** Timers take 32 bits of milliseconds. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export function scheduleSource(schedule: Schedule): DeclaredSource {
  const { address, targets } = schedule;
  return {
    address,
    services: [],
    functionRefs: targets.map(({ arn }) => arn).filter(isFunction),
    // The events of its targets are functions, which don't compare.
    settings: {
      ...schedule,
      targets: targets.map((target) => ({ ...target, event: target.event(new Date(0)) })),
    },
    create: (services) => new ScheduleSource(schedule, services),
  };
}

/** Sends events to the targets of a schedule by the clock. What was due while it is off is skipped. */
class ScheduleSource implements EventSource {
  private readonly times: ScheduleTimes;
  private timer: NodeJS.Timeout | undefined;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly schedule: Schedule,
    private readonly services: SourceServices,
  ) {
    this.times = parseSchedule(schedule.expression, schedule.timeZone);
  }

  start(): Promise<void> {
    this.wait(new Date());
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private wait(after: Date): void {
    const { start, end } = this.schedule;
    const begin = start === undefined ? after : later(after, new Date(start));
    const due = this.times.next(begin);
    if (due !== undefined && (end === undefined || due <= new Date(end))) {
      this.waitUntil(due);
    }
  }

  private waitUntil(due: Date): void {
    const left = due.getTime() - Date.now();
    const wait = Math.min(Math.max(left, 0), LONGEST_WAIT_MS);
    this.timer = setTimeout(() => {
      if (left > wait) {
        this.waitUntil(due);
      } else {
        this.fire(due);
        this.wait(due);
      }
    }, wait).unref();
  }

  private fire(due: Date): void {
    for (const target of this.schedule.targets) {
      const sent = this.send(target, due).finally(() => this.underWay.delete(sent));
      this.underWay.add(sent);
    }
  }

  private async send(target: ScheduleTarget, due: Date): Promise<void> {
    const { address, name, expression, origin } = this.schedule;
    const { lambda, send } = this.services;
    // Nothing but Lambda keeps the event of a schedule.
    const toFunction = (functionRef: string, payload: string): Promise<true> => {
      lambda.invokeAsync(functionRef, payload);
      return Promise.resolve(true);
    };
    const report = (status: number, reason?: string): void =>
      this.services.log.report({
        api: address,
        apiName: name,
        method: "SCHEDULE",
        path: expression,
        status,
        route: name,
        target: target.arn.split(":").pop(),
        reason,
      });
    try {
      report(202);
      const event = target.event(due);
      const delivery = { target, payload: event, event, origin };
      await deliver(delivery, { send, toFunction }, this.stopping.signal);
    } catch (error) {
      report(500, `the target can't be reached: ${(error as Error).message}`);
    }
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
