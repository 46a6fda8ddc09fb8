import type { ResolvedStack } from "../../../terraform/resolved-stack";
import { servable, UnservableRequestError } from "../unservable/unservable";

/** An integration with something in a VPC. */
export interface PrivateIntegration {
  /** Of the integration, for messages. */
  readonly address: string;
  /** Of an HTTP API, the ARN of a listener or of a Cloud Map service. */
  readonly uri: string;
  /** ID of the VPC link. */
  readonly connectionId: string;
}

/** The URLs on this machine that private integrations send requests to (`--target`). */
export class PrivateTargets {
  private readonly addresses = new Map<string, readonly string[]>();
  /** Addresses of the stack's load balancers, by their host names. */
  private balancers: ReadonlyMap<string, string> | undefined;

  /** @param targets URLs by Terraform address, of a VPC link or of what it leads to */
  constructor(
    private readonly stack: ResolvedStack,
    private readonly targets: ReadonlyMap<string, string>,
  ) {}

  /**
   * The URL for an integration, without a slash at its end.
   * @throws UnservableRequestError if there is none
   */
  urlFor({ address, uri, connectionId }: PrivateIntegration): string {
    const candidates = this.addressesOf(uri, connectionId);
    const [url] = candidates.flatMap((candidate) => this.targets.get(candidate) ?? []);
    if (url === undefined) {
      const one = candidates[0] ?? "ADDRESS";
      throw new UnservableRequestError(
        `${address}: the integration leads into an AWS network: start the runner with --target ${one}=URL, the URL of what responds on this machine`,
      );
    }
    return url;
  }

  /**
   * The URL itself, or that of a target if it leads to a load balancer of the stack.
   * @throws UnservableRequestError if the load balancer has no target
   */
  reachable(url: string): string {
    const [, host = "", rest = ""] = /^https?:\/\/([^/?:]+)(?::\d+)?(.*)$/is.exec(url) ?? [];
    this.balancers ??= balancersOf(this.stack);
    const address = this.balancers.get(host.toLowerCase());
    if (address === undefined) {
      return url;
    }
    const target = this.targets.get(address);
    if (target === undefined) {
      throw new UnservableRequestError(
        `${address}: load balancers are not served locally: start the runner with --target ${address}=URL, the URL of what responds on this machine`,
      );
    }
    return `${target}${rest}`;
  }

  /** What has the ARN, then the VPC link. */
  private addressesOf(arn: string, linkId: string): readonly string[] {
    const key = `${arn} ${linkId}`;
    const known = this.addresses.get(key);
    if (known) {
      return known;
    }
    const all = this.stack.all();
    const found = [
      ...all.filter((resource) => servable(() => resource.string("arn")).value === arn),
      ...all.filter(
        (resource) =>
          resource.type.endsWith("_vpc_link") &&
          servable(() => resource.string("id")).value === linkId,
      ),
    ].map(({ address }) => address);
    this.addresses.set(key, found);
    return found;
  }
}

function balancersOf(stack: ResolvedStack): ReadonlyMap<string, string> {
  const balancers = stack.all().filter(({ type }) => /^aws_a?lb$/.test(type));
  return new Map(
    balancers.flatMap((balancer) => {
      const { value: name } = servable(() => balancer.string("dns_name"));
      return name === undefined ? [] : [[name.toLowerCase(), balancer.address] as const];
    }),
  );
}
