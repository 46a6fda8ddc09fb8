import type { InvocationResult, InvokeOptions, LambdaService } from "../../lambda/lambda-service";
import { functionFailed } from "../../lambda/function-failed";
import { functionTarget } from "../common/integration/target";
import type { StepRecorder } from "./step-recorder";
import { MAX_TRACED_BYTES, tracedBody } from "./traced-body";

/** Lambda, whose events and invocations become steps. Without a recorder, it is Lambda itself. */
export function recordedLambda(
  lambda: LambdaService,
  steps: StepRecorder | undefined,
): LambdaService {
  return steps ? new RecordedLambda(lambda, steps) : lambda;
}

class RecordedLambda implements LambdaService {
  constructor(
    private readonly lambda: LambdaService,
    private readonly steps: StepRecorder,
  ) {}

  async invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult> {
    const step = this.begin(functionRef, payload, false);
    const result = await this.lambda.invoke(functionRef, payload, { ...options, keepsLog: true });
    step.add(resultsOf(result));
    if (result.functionError) {
      step.fail(functionFailed(result));
    } else {
      step.end();
    }
    return result;
  }

  invokeAsync(functionRef: string, payload: Buffer | string, options?: InvokeOptions): void {
    const step = this.begin(functionRef, payload, true);
    this.lambda.invokeAsync(functionRef, payload, options);
    step.end();
  }

  private begin(functionRef: string, payload: Buffer | string, isAsynchronous: boolean) {
    this.steps.begin({ step: "event", event: tracedBody(payload) });
    const functionName = functionTarget(functionRef);
    return this.steps.begin({ step: "invocation", functionName, isAsynchronous });
  }
}

function resultsOf({ requestId, payload, functionError, report, logTail }: InvocationResult) {
  return {
    requestId,
    isColdStart: report?.isColdStart,
    initMilliseconds: report?.initMilliseconds,
    durationMilliseconds: report?.milliseconds,
    memoryMegabytes: report?.memoryMegabytes,
    maxMemoryMegabytes: report && Math.ceil(report.maxMemoryKilobytes / 1024),
    log: logTail(MAX_TRACED_BYTES),
    functionError,
    payload: tracedBody(payload),
  };
}
