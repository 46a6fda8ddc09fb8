import { ExpressionValueError } from "../expression/values";
import type { Value } from "../resolved-stack";

/** Stable fakes in place of values that only AWS knows. */
export class Fakes {
  /** By the addresses of the attributes. */
  private readonly made = new Map<string, string>();
  /** The fake that a value was made with, by the address of the value. */
  private readonly origins = new Map<string, string>();
  /** In the order of reading, of everything that is being resolved. */
  private reads: string[] = [];

  /** @param underWay the addresses of what is being resolved */
  constructor(private readonly underWay: ReadonlySet<string>) {}

  get addresses(): string[] {
    return [...this.made.keys()];
  }

  /** The fake of an attribute. */
  of(address: string): string {
    const fake = `fake-${address}`;
    this.made.set(address, fake);
    this.noteRead(fake);
    return fake;
  }

  /** Called with the address of each value that was resolved earlier and is read again. */
  readAgain(address: string): void {
    const fake = this.origins.get(address);
    if (fake !== undefined) {
      this.noteRead(fake);
    }
  }

  /**
   * The value of an expression. One that fails because a fake has another type than the value on AWS,
   * such as JSON or a list, is a fake itself.
   */
  orFake(resolve: () => Value): Value {
    const before = this.reads.length;
    try {
      return resolve();
    } catch (error) {
      const [fake] = this.reads.slice(before);
      if (error instanceof ExpressionValueError && fake !== undefined) {
        return fake;
      }
      throw error;
    }
  }

  private noteRead(fake: string): void {
    this.reads.push(fake);
    this.underWay.forEach((address) => this.origins.set(address, fake));
  }
}
