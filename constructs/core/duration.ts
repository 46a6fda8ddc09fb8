import { Token } from "cdktf";

/** Milliseconds of each unit. */
const UNITS = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60 * 1000,
  hours: 60 * 60 * 1000,
  days: 24 * 60 * 60 * 1000,
};

/** A unit of time that an amount can be given in. */
export type TimeUnit = keyof typeof UNITS;

/**
 * A length of time: every timeout, retention period and maximum age is one.
 *
 * A value that is known only at apply, such as a Terraform variable, must be given in the unit in
 * which AWS takes it.
 */
export class Duration {
  static millis(amount: number): Duration {
    return new Duration(amount, "milliseconds");
  }

  static seconds(amount: number): Duration {
    return new Duration(amount, "seconds");
  }

  static minutes(amount: number): Duration {
    return new Duration(amount, "minutes");
  }

  static hours(amount: number): Duration {
    return new Duration(amount, "hours");
  }

  static days(amount: number): Duration {
    return new Duration(amount, "days");
  }

  /** @throws if the amount isn't a number */
  private constructor(
    private readonly amount: number,
    private readonly unit: TimeUnit,
  ) {
    checkAmount(amount, unit);
  }

  /** Whether the amount can be expressed in a unit: an amount known only at apply has just its own. */
  convertsTo(unit: TimeUnit): boolean {
    return unit === this.unit || !Token.isUnresolved(this.amount);
  }

  /** The amount of time in a unit that it converts to; it may have a fraction. */
  in(unit: TimeUnit): number {
    if (unit === this.unit) {
      return this.amount;
    }
    const amount = (this.amount * UNITS[this.unit]) / UNITS[unit];
    // 1.001 seconds are 1001 milliseconds, but 1.001 * 1000 is slightly less.
    return Math.round(amount * 1e6) / 1e6;
  }

  /** For messages, e.g. `29 seconds` or `1 minute`. */
  toString(): string {
    if (Token.isUnresolved(this.amount)) {
      return `a number of ${this.unit} known only at apply`;
    }
    return `${this.amount} ${this.amount === 1 ? this.unit.slice(0, -1) : this.unit}`;
  }
}

/** The compiler refuses these too, but an app may run without it, or take the amount from JSON. */
function checkAmount(amount: unknown, unit: TimeUnit): void {
  if (typeof amount === "number" || Token.isUnresolved(amount)) {
    return;
  }
  const shown = typeof amount === "string" ? JSON.stringify(amount) : String(amount);
  throw new Error(
    `Duration: number of ${unit} is ${shown}; allowed: a number. Convert it, e.g. by Number().`,
  );
}
