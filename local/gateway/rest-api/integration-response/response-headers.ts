import { mappedBytes } from "../../common/http/header-lines";
import type { HeaderLines } from "../../common/http/http-message";

/** The headers of a mapped response. Names are case-insensitive, and each has one value. */
export class ResponseHeaders {
  private readonly found = new Map<string, readonly [name: string, value: string]>();

  constructor(contentType = "application/json") {
    this.set("Content-Type", contentType);
  }

  get lines(): HeaderLines {
    return [...this.found.values()];
  }

  /** Replaces a header of that name. Without a name, nothing is set. */
  set(name: string | undefined, value: string): void {
    if (name !== undefined) {
      this.found.set(name.toLowerCase(), [name, mappedBytes(value)]);
    }
  }
}
