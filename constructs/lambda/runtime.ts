import type { IConstruct } from "constructs";
import { kindProblem, required, string } from "../core/props";
import { refusalMessage, refuse } from "../core/refusal";
import { warn } from "../core/warning";
import { CALENDAR_PAGE, DEPRECATED, NOT_CREATABLE } from "./runtime-calendar";

/** The languages whose handler files are known here. */
export type RuntimeFamily = "nodejs" | "provided" | "python" | "other";

/**
 * Language and version that runs a function's handler.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export class Runtime {
  static readonly DOTNET_8 = new Runtime("dotnet8");
  /** Needs AWS provider 6.27 or later. */
  static readonly DOTNET_10 = new Runtime("dotnet10");
  static readonly JAVA_8_CORRETTO = new Runtime("java8.al2");
  static readonly JAVA_11 = new Runtime("java11");
  static readonly JAVA_17 = new Runtime("java17");
  static readonly JAVA_21 = new Runtime("java21");
  /** Needs AWS provider 6.20 or later. */
  static readonly JAVA_25 = new Runtime("java25");
  static readonly NODEJS_18_X = new Runtime("nodejs18.x");
  static readonly NODEJS_20_X = new Runtime("nodejs20.x");
  static readonly NODEJS_22_X = new Runtime("nodejs22.x");
  /** Needs AWS provider 6.19 or later. */
  static readonly NODEJS_24_X = new Runtime("nodejs24.x");
  static readonly PROVIDED_AL2 = new Runtime("provided.al2");
  static readonly PROVIDED_AL2023 = new Runtime("provided.al2023");
  static readonly PYTHON_3_9 = new Runtime("python3.9");
  static readonly PYTHON_3_10 = new Runtime("python3.10");
  static readonly PYTHON_3_11 = new Runtime("python3.11");
  static readonly PYTHON_3_12 = new Runtime("python3.12");
  static readonly PYTHON_3_13 = new Runtime("python3.13");
  /** Needs AWS provider 6.20 or later. */
  static readonly PYTHON_3_14 = new Runtime("python3.14");
  static readonly RUBY_3_2 = new Runtime("ruby3.2");
  static readonly RUBY_3_3 = new Runtime("ruby3.3");
  static readonly RUBY_3_4 = new Runtime("ruby3.4");

  /**
   * A runtime that this list doesn't have yet, by its identifier. The AWS provider must know it.
   * @throws if the name isn't a string
   */
  static of(name: string): Runtime {
    const problem = kindProblem("name", name, required(string));
    if (problem !== undefined) {
      throw new Error(refusalMessage("Runtime.of()", problem));
    }
    return new Runtime(name);
  }

  /** The language, if its handler files are known here. */
  readonly family: RuntimeFamily;

  private constructor(
    /** Identifier as AWS spells it, e.g. `python3.13`. */
    readonly name: string,
  ) {
    this.family =
      (["nodejs", "provided", "python"] as const).find((family) => name.startsWith(family)) ??
      "other";
  }
}

/** Refuses a runtime that AWS no longer creates functions with; warns about one without patches. */
export function checkRuntime(scope: IConstruct, { name }: Runtime): void {
  const ended = NOT_CREATABLE.get(name);
  if (ended !== undefined) {
    refuse(scope, {
      what: "runtime",
      value: name,
      allowed: `a runtime that AWS still creates functions with; this one was deprecated on ${ended}, as were ${[...NOT_CREATABLE.keys()].join(", ")}`,
      fix: `Choose a newer version of the language; see ${CALENDAR_PAGE}`,
    });
  }
  const deprecated = DEPRECATED.get(name);
  if (deprecated === undefined) {
    return;
  }
  warn(
    scope,
    `runtime ${name} was deprecated on ${deprecated}: it gets no security patches, and AWS will stop creating functions with it. Choose a newer version; see ${CALENDAR_PAGE}`,
  );
}
