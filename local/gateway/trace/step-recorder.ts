import type { StepTimes, TraceStep } from "./trace-step";

/** A kind of step without what the recorder itself adds. */
export type StepFields<S extends TraceStep> = Omit<S, keyof StepTimes>;

type Kind = TraceStep["step"];
type StepOf<K extends Kind> = Extract<TraceStep, { step: K }>;

/**
 * Collects the steps of one request. Gateways get one only where somebody listens, and write
 * `steps?.begin({ … })`: otherwise not even the fields are created.
 */
export class StepRecorder {
  readonly startedAt = new Date();
  private readonly recorded: OpenStep<TraceStep>[] = [];

  /** @param receivedAt of the request's headers, by `performance.now()` */
  constructor(private readonly receivedAt = performance.now()) {}

  /** Begins a step. It lasts until `end`, or until the next step begins or the request ends. */
  begin<K extends Kind>(fields: { readonly step: K } & StepFields<StepOf<K>>): OpenStep<StepOf<K>> {
    this.recorded.at(-1)?.end();
    const step = new OpenStep(fields as StepFields<StepOf<K>>, this.receivedAt);
    this.recorded.push(step as OpenStep<TraceStep>);
    return step;
  }

  /** The step under way, if any, failed. */
  fail(error: string): void {
    this.recorded.at(-1)?.fail(error);
  }

  /** The steps up to now. What happens later, in an integration that was too late, is ignored. */
  finish(): TraceStep[] {
    return this.recorded.map((step) => step.finish());
  }
}

/** A step that has begun. */
export class OpenStep<S extends TraceStep> {
  private readonly beganAt = performance.now();
  private milliseconds: number | undefined;
  private error: string | undefined;

  constructor(
    private fields: StepFields<S>,
    private readonly receivedAt: number,
  ) {}

  /** Ends the step and adds its results; has no effect on a step that has ended. */
  end(results?: Partial<StepFields<S>>): void {
    this.add(results);
    this.milliseconds ??= performance.now() - this.beganAt;
  }

  /** Adds results without ending the step. */
  add(results?: Partial<StepFields<S>>): void {
    if (this.milliseconds === undefined) {
      this.fields = { ...this.fields, ...results };
    }
  }

  fail(error: string, results?: Partial<StepFields<S>>): void {
    if (this.milliseconds === undefined) {
      this.error = error;
      this.end(results);
    }
  }

  finish(): S {
    this.end();
    const startMilliseconds = this.beganAt - this.receivedAt;
    const { fields, milliseconds, error } = this;
    return {
      ...fields,
      startMilliseconds,
      milliseconds,
      ...(error !== undefined && { error }),
    } as S;
  }
}
