import { mappedBytes } from "../../common/header-lines";
import type { HeaderLines } from "../../common/http-message";

/** The headers of a response that API Gateway makes, each once, whatever the case of its name. */
export class ResponseHeaders {
  private readonly found = new Map<string, readonly [name: string, value: string]>();

  constructor(contentType = "application/json") {
    this.set("Content-Type", contentType);
  }

  get lines(): HeaderLines {
    return [...this.found.values()];
  }

  /** Sets a header in place of one of that name; one without a name is left out. */
  set(name: string | undefined, value: string): void {
    if (name !== undefined) {
      this.found.set(name.toLowerCase(), [name, mappedBytes(value)]);
    }
  }
}
