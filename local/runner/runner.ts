import { ApiPorts } from "./api-ports";
import type { Endpoint, ServedApi } from "./served-apis";
import { GatewayAccess } from "./gateway-access";
import { DomainPorts, type DomainEndpoint } from "./domain-ports";
import { problemsOf, strictRefusal } from "./problems";
import { refuseEmpty } from "./refuse-empty";
import { RunnerLogs } from "./runner-logs";
import type { RunnerOptions } from "./runner-options";
import { EventSources, Positions, recordSender } from "../event-sources";
import { createDomains, type CreatedDomains } from "../domains";
import { KnownHosts } from "../server/known-hosts";
import type { Readiness } from "../server/loopback";
import { rejectedAtStop, stopping, type Late } from "../server/stopping";
import { localTls, readTls, type PortTls } from "../server/tls";
import { parityWarnings } from "../parity";
import { InvokePermissions } from "../gateway/common/permissions/invoke-permissions";
import type { ApiGateway } from "../gateway/gateway";
import { createGateways } from "../gateway/gateways";
import type {
  FunctionSet,
  InvocableSchedule,
  InvocationResult,
  ServedCode,
  UnderWay,
} from "../lambda";
import { LocalLambda } from "../lambda";
import { AwsServices, type ServiceEndpoint } from "../services";
import { sourceAt, type ReadStack, type ResolvedStack, type StackSource } from "../terraform";

const NO_CODE: ServedCode = { codeCopies: [], codeBundles: [] };

/** Serves a synthesised stack on loopback: each API on its own port, and the Lambda API on one more. */
export class Runner {
  /** Differences from AWS. */
  warnings: readonly string[] = [];
  /** What can't be served, and why: requests for it get 501. */
  problems: readonly string[] = [];
  private readonly ports: ApiPorts;
  private readonly domainPorts: DomainPorts;
  private readonly readiness: Readiness;
  private readonly logs: RunnerLogs;
  private readonly hosts: KnownHosts;
  private readonly access: GatewayAccess;
  /** The stack that was read last, even if it can't be served. */
  private stack?: ResolvedStack;
  private readonly aws: AwsServices;
  private lambda?: LocalLambda;
  private eventSources?: EventSources;
  private lambdaApiUrl = "";
  /** The start, which requests wait for: a port is open before its API is served. */
  private starting: Promise<void> | undefined;
  private portsGiven = 0;
  private readonly stopped: Promise<never>;
  /** The last start or reload, if it is under way. */
  private reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly source: StackSource,
    private readonly options: RunnerOptions,
    private readonly tls: PortTls,
  ) {
    const { readiness: later = () => undefined } = options;
    this.readiness = () => (this.starting ? this.starting.then(later) : later());
    this.stopped = rejectedAtStop(options.stop);
    this.logs = new RunnerLogs(options);
    this.hosts = new KnownHosts(options.allowedHosts);
    const nextPort = () => this.nextPort();
    const ofPorts = { readiness: this.readiness, hosts: this.hosts, log: this.logs.requests, tls };
    this.domainPorts = new DomainPorts(options.domains, nextPort, ofPorts);
    this.ports = new ApiPorts(nextPort, { ...ofPorts, domains: this.domainPorts.served });
    this.aws = new AwsServices({
      ...options.aws,
      environment: options.environment ?? {},
      hosts: new KnownHosts(options.allowedHosts),
      log: this.logs.log,
      nextPort,
    });
    this.access = new GatewayAccess(options, this.logs, this.aws);
  }

  /**
   * @throws Error that names the resource address of what can't be served, or the port in use; the
   * reason of `stop` if that is aborted
   */
  static async start(folder: string, options: RunnerOptions): Promise<Runner> {
    options.stop?.throwIfAborted();
    const tls = options.tls ? readTls(options.tls) : await localTls(options.allowedHosts);
    const runner = new Runner(sourceAt(folder, options), options, tls);
    const started = runner.reload().finally(() => (runner.starting = undefined));
    runner.starting = started.catch(() => undefined);
    try {
      await started;
      return runner;
    } catch (error) {
      await runner.close();
      throw error;
    }
  }

  get endpoints(): Endpoint[] {
    return this.ports.endpoints;
  }

  /** The ports of custom domains. */
  get domainEndpoints(): readonly DomainEndpoint[] {
    return this.domainPorts.endpoints;
  }

  /** The synthesised JSON. */
  get stackFile(): string {
    return this.source.stackFile;
  }

  /** The files and folders that the served stack was read from, and files that were added since. */
  get sources(): string[] {
    const { source, stack, lambda } = this;
    return [...source.files, ...(stack?.files ?? []), ...(lambda?.sources ?? [])];
  }

  /** What a served plan was made of: it has what is changed there only when it is made again. */
  get madeOf(): readonly string[] {
    return this.source.madeOf;
  }

  /** The served code that was made from sources of the project. */
  get code(): ServedCode {
    return this.lambda?.code ?? NO_CODE;
  }

  /** Where the Lambda API is served: for `npm run invoke -- --endpoint-url` and AWS's SDKs. */
  get lambdaUrl(): string {
    return this.lambdaApiUrl;
  }

  /** The AWS services that the runner provides for handlers. */
  get services(): readonly ServiceEndpoint[] {
    return this.aws.endpoints;
  }

  /** The APIs in the order of their ports, for the tables at start. */
  get apis(): ServedApi[] {
    return this.ports.apis((target) => this.isUnservableFunction(target));
  }

  get functionNames(): string[] {
    return (this.lambda?.functions ?? []).map(({ name }) => name);
  }

  /**
   * Reads the stack again. Running requests finish with the previous gateways.
   * @throws Error if the stack can't be read or, with strict, if part of it can't be served. The
   * previous stack is then still served. The reason of `stop` if that is aborted.
   */
  async reload(): Promise<void> {
    const read = this.read();
    this.reading = read.catch(() => undefined);
    await Promise.race([read, this.stopped]);
  }

  private async read(): Promise<void> {
    const read = this.source.read();
    const stack = this.resolve(read);
    refuseEmpty(stack);
    this.stack = stack;
    // Before anything reads the stack's URLs.
    await this.ports.open(stack);
    const lambda = await this.lambdaFor(stack);
    const functions = await lambda.prepare(stack, await this.aws.use(stack));
    try {
      const permissions = new InvokePermissions(stack);
      const services = this.access.of(stack, functions, permissions);
      const gateways = createGateways(stack, services);
      const domains = createDomains(stack, gateways, {
        ...services,
        asksForCertificates: this.options.tls?.truststoreFile !== undefined,
      });
      const problems = problemsOf(stack, functions, gateways).map(read.located);
      if (this.options.strict && problems.length > 0) {
        throw strictRefusal(problems);
      }
      await this.domainPorts.open(domains);
      this.problems = problems;
      this.serve(lambda, functions, gateways, domains);
      const eventSources = await this.receiveEvents(lambda, stack, functions);
      const warnings = [
        ...read.warnings(),
        ...parityWarnings(stack),
        ...domains.warnings,
        ...this.aws.warnings,
        ...eventSources.warnings,
        ...functions.warnings,
        ...gateways.flatMap((gateway) => gateway.warnings),
        ...permissions.warnings,
      ];
      this.warnings = warnings.map(read.located);
    } catch (error) {
      await lambda.release(functions);
      throw error;
    }
    this.ports.closeUnused(stack);
  }

  /** The functions that schedules invoke, with the events that they would get now. */
  get invocableSchedules(): readonly InvocableSchedule[] {
    return this.eventSources?.invocableSchedules ?? [];
  }

  /** @throws LambdaServiceError if the invocation doesn't start */
  async invoke(functionRef: string, payload: string): Promise<InvocationResult> {
    if (!this.lambda) {
      throw new Error(`${functionRef} can't be invoked: the runner has no functions yet`);
    }
    return this.lambda.invoke(functionRef, payload);
  }

  /** The invocations that haven't ended. */
  get underWay(): readonly UnderWay[] {
    return this.lambda?.underWay ?? [];
  }

  /** Resolves when no invocation is under way, including retries of asynchronous ones. */
  async settled(): Promise<void> {
    await this.lambda?.settled();
  }

  /**
   * Starts over: new sandboxes, no retries of asynchronous invocations, unused quotas.
   * @throws Error as `reload` does
   */
  async reset(): Promise<void> {
    this.lambda?.dropRetries();
    await this.reload();
  }

  /** Gives running requests five seconds to finish, then ends every child and server. */
  close(): Promise<void> {
    return stopping((late) => this.end(late));
  }

  private async end(late: Late): Promise<void> {
    // Otherwise an endpoint that hangs would keep what waits for it.
    void late.then(() => this.aws.client.close());
    await this.aws.stopStarting(late);
    await Promise.race([this.reading, late]);
    const { eventSources, ports, domainPorts } = this;
    await Promise.all([eventSources?.close(late), ports.close(late), domainPorts.close(late)]);
    await this.lambda?.close(late);
    await eventSources?.giveBack();
    await this.aws.close(late);
    await this.logs.close();
  }

  private isUnservableFunction(target: string): boolean {
    return (this.lambda?.unservable ?? []).some(({ name }) => name === target.split(":", 1)[0]);
  }

  private nextPort(): number {
    return this.options.port === 0 ? 0 : this.options.port + this.portsGiven++;
  }

  private resolve(read: ReadStack): ResolvedStack {
    return read.resolve({
      ...this.options,
      apiUrl: (address) => this.ports.urlOf(address),
      serviceUrl: (service) => this.aws.endpointFor(service),
      environment: process.env,
    });
  }

  private async lambdaFor(stack: ResolvedStack): Promise<LocalLambda> {
    if (this.lambda) {
      return this.lambda;
    }
    this.lambda = new LocalLambda(stack, {
      ...this.options,
      log: this.logs.log,
      trustedCertificate: this.tls.certificate,
      send: recordSender(this.aws.client),
      dataFolder: this.options.aws?.dataFolder,
      schedules: () => this.invocableSchedules,
    });
    this.lambdaApiUrl = await this.lambda.listen(this.nextPort(), this.readiness);
    return this.lambda;
  }

  private async receiveEvents(
    lambda: LocalLambda,
    stack: ResolvedStack,
    functions: FunctionSet,
  ): Promise<EventSources> {
    const { client } = this.aws;
    this.eventSources ??= new EventSources({
      client,
      lambda,
      log: this.logs.log,
      send: recordSender(client),
      positions: new Positions(this.logs.log, this.options.aws?.dataFolder),
      endpointFor: (service) => this.aws.endpointFor(service),
      isStarting: () => this.aws.isStarting,
    });
    await this.eventSources.use(stack, functions);
    return this.eventSources;
  }

  /** Replaces the gateways and functions for later requests. */
  private serve(
    lambda: LocalLambda,
    functions: FunctionSet,
    gateways: readonly ApiGateway[],
    domains: CreatedDomains,
  ): void {
    // The ports of APIs take handshakes for the domains, too.
    const ofDomains = this.domainPorts.use(domains);
    const responded = this.ports.use(gateways);
    this.hosts.useCustomDomains(domains.gateways.map(({ domain }) => domain.name));
    lambda.use(functions, Promise.all([...responded, ...ofDomains]));
  }
}
