import { StackError } from "../stack-error";

/** Makes each value once, by its name. */
export class Memo<T extends object | string | number | boolean | null> {
  private readonly done = new Map<string, T>();
  private readonly underWay = new Set<string>();

  /** @throws StackError when the value needs itself */
  once(name: string, make: () => T): T {
    const known = this.done.get(name);
    if (known !== undefined) {
      return known;
    }
    if (this.underWay.has(name)) {
      throw new StackError(`it refers to itself: ${[...this.underWay, name].join(" -> ")}`);
    }
    this.underWay.add(name);
    try {
      const value = make();
      this.done.set(name, value);
      return value;
    } finally {
      this.underWay.delete(name);
    }
  }
}
