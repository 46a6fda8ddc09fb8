import type { Expression } from "../parameter-mapping/expression";

/** A change that a parameter mapping makes to a request or a response. */
export type ParameterChange = NamedChange | WholeChange;

/** Changes a header or a query parameter. */
export interface NamedChange {
  readonly action: "append" | "overwrite" | "remove";
  readonly target: "header" | "querystring";
  readonly name: string;
  /** Empty for `remove`. */
  readonly value: Expression;
}

/** Replaces the path of a request or the status code of a response. */
export interface WholeChange {
  readonly action: "overwrite";
  readonly target: "path" | "statuscode";
  readonly value: Expression;
}
