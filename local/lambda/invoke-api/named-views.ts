import type { FunctionConfig, UnsupportedFunction } from "../config/function-config";

/** Not a path of Lambda's: what fires by the clock, for `npm run invoke -- --schedule`. */
export const SCHEDULES_PATH = "/local-runner/schedules";

/** Not a path of Lambda's: the functions with the names that `invoke` takes. */
export const FUNCTIONS_PATH = "/local-runner/functions";

/** A function that a schedule invokes, and the event that it would get now. */
export interface InvocableSchedule {
  readonly name: string;
  /** Terraform address. */
  readonly address: string;
  /** Of the construct. Undefined if the stack isn't CDKTF's. */
  readonly path: string | undefined;
  readonly functionArn: string;
  /** JSON. */
  readonly event: string;
}

/** The names of a function. */
export interface InvocableFunction {
  /** On AWS. */
  readonly name: string;
  /** Terraform address. */
  readonly address: string;
  /** Of the construct. Undefined if the stack isn't CDKTF's. */
  readonly path: string | undefined;
}

interface Functions {
  readonly functions: readonly FunctionConfig[];
  readonly unservable: readonly UnsupportedFunction[];
}

/** What can't be served is among them: an invocation has the reason. */
export function invocableFunctions({ functions, unservable }: Functions): InvocableFunction[] {
  return [
    ...functions.map(({ name, address, constructPath: path }) => ({ name, address, path })),
    ...unservable.flatMap(({ name, address }) =>
      name === "" ? [] : { name, address, path: undefined },
    ),
  ];
}
