import type { Value } from "../../terraform";
import type { Marks } from "../../terraform/plan/plan-json";

/**
 * Replaces sensitive values by names that are equal for equal values. A change of one can be seen
 * then, and the value can't.
 */
export class Redactor {
  private readonly known = new Map<string, string>();

  /** A copy in which the values that the marks name are replaced. */
  redacted(value: Value, marks: Marks | undefined): Value {
    if (marks === true) {
      return this.whole(value);
    }
    if (typeof marks !== "object" || typeof value !== "object" || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map((item, at) =>
        this.redacted(item, at in marks ? memberOf(marks, at) : false),
      );
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        this.redacted(inner, memberOf(marks, name)),
      ]),
    );
  }

  /** The names and the length of a sensitive collection are sensitive, too. */
  private whole(value: Value): Value {
    if (value === null) {
      return null;
    }
    const name = this.nameOf(JSON.stringify(value));
    if (Array.isArray(value)) {
      return [name];
    }
    return typeof value === "object" ? { [name]: name } : name;
  }

  private nameOf(value: string): string {
    const found = this.known.get(value) ?? `(sensitive value ${this.known.size + 1})`;
    this.known.set(value, found);
    return found;
  }
}

export function memberOf(marks: Marks | undefined, name: string | number): Marks | undefined {
  if (typeof marks !== "object") {
    return marks;
  }
  return (marks as Readonly<Record<string | number, Marks>>)[name];
}
