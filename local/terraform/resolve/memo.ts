import { StackError } from "../stack-error";

/** Makes each value once, by its address. */
export class Memo<T extends object | string | number | boolean | null> {
  private readonly done = new Map<string, T>();

  /**
   * @param underWay the addresses whose values are being made, here or in another memo
   * @param readAgain called with the address of each value that isn't made anew
   */
  constructor(
    private readonly underWay = new Set<string>(),
    private readonly readAgain: (address: string) => void = () => undefined,
  ) {}

  /** @throws StackError when the value needs itself */
  once(address: string, make: () => T): T {
    const known = this.done.get(address);
    if (known !== undefined) {
      this.readAgain(address);
      return known;
    }
    if (this.underWay.has(address)) {
      const way = [...this.underWay];
      const cycle = [...way.slice(way.indexOf(address)), address];
      throw new StackError(`it refers to itself: ${cycle.join(" -> ")}`);
    }
    this.underWay.add(address);
    try {
      const value = make();
      this.done.set(address, value);
      return value;
    } finally {
      this.underWay.delete(address);
    }
  }
}
