import type { VtlValue } from "./values";

/** The state of one rendering; a new rendering starts with a new one. */
export class Scope {
  readonly variables = new Map<string, VtlValue>();
  /** Whether `#break` was reached. */
  isBroken = false;
  /** The number of macro calls that are nested at the moment. */
  macroDepth = 0;

  constructor(variables: Iterable<readonly [string, VtlValue]>) {
    for (const [name, value] of variables) {
      this.variables.set(name, value);
    }
  }

  /** Runs with some variables set, and restores their former values. */
  with(variables: ReadonlyMap<string, VtlValue>, run: () => void): void {
    const before = [...variables.keys()].map(
      (name) => [name, this.variables.has(name), this.variables.get(name)] as const,
    );
    for (const [name, value] of variables) {
      this.variables.set(name, value);
    }
    run();
    for (const [name, existed, value] of before) {
      if (existed) {
        this.variables.set(name, value);
      } else {
        this.variables.delete(name);
      }
    }
  }
}

/** What a part of a template renders. */
export type Render = (scope: Scope) => string;

/** The value of an expression. */
export type Evaluate = (scope: Scope) => VtlValue;
