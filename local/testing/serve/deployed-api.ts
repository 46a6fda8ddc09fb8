import type { ApiEvent } from "./api-event";
import type { DeployedApi, DeployedResponse } from "./api";
import { deployedUrl, type DeployedUrls } from "./deployed-urls";
import { responseParts } from "./local-response";
import type { Recorder } from "../cases/recorder";
import { requestToSend, type FetchOptions, type TargetOptions } from "./request";
import { HttpClient } from "./send";

/** Sends requests to APIs that are deployed. */
export class DeployedApis implements DeployedApi {
  readonly isLocal = false;
  private readonly client = new HttpClient();

  constructor(
    private readonly urls: DeployedUrls,
    private readonly recorder: Recorder,
  ) {}

  async fetch<E = ApiEvent>(
    route: string,
    options: FetchOptions = {},
  ): Promise<DeployedResponse<E>> {
    const request = requestToSend(route, options);
    const record = this.recorder.request(route, options);
    const received = await this.client.send(this.url(options), request);
    record(received);
    return new Response(...responseParts(received)) as DeployedResponse<E>;
  }

  url({ api, stage }: TargetOptions = {}): string {
    if (stage !== undefined) {
      throw new Error(
        `stage is ${JSON.stringify(stage)}, but a deployed URL contains its stage; leave it out`,
      );
    }
    return deployedUrl(this.urls, api);
  }

  close(): Promise<void> {
    this.recorder.write();
    this.client.close();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
