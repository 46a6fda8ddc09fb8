import { ApiPort } from "./api-port";
import type { Endpoint, ServedApi } from "./served-apis";
import { apisOf, endpointsOf } from "./served-apis";
import { DomainPorts, type DomainEndpoint } from "./domain-ports";
import { problemsOf, strictRefusal } from "./problems";
import { refuseEmpty } from "./refuse-empty";
import type { RunnerOptions } from "./runner-options";
import { createTokenVerifier } from "./token-verifier";
import { EventSources, Positions, recordSender } from "../event-sources";
import { createDomains, type CreatedDomains } from "../domains";
import { KnownHosts } from "../server/known-hosts";
import type { Readiness } from "../server/loopback";
import { localTls, readTls, type PortTls } from "../server/tls";
import { parityWarnings } from "../parity";
import { callBackend, type CallBackend } from "../gateway/common/backend";
import { PrivateTargets } from "../gateway/common/private-targets";
import { InvokePermissions } from "../gateway/common/invoke-permissions";
import type { ApiGateway } from "../gateway/gateway";
import type { GatewayLog } from "../gateway/gateway-log";
import { API_TYPES, createGateways } from "../gateway/gateways";
import { WebSocketConnections } from "../gateway/websocket-api";
import { recordingLog, tracedLog } from "../gateway/trace";
import type { FunctionSet, ServedCode, UnderWay } from "../lambda";
import { LocalLambda } from "../lambda";
import type { JwtVerifier } from "../jwt";
import { AwsServices, type ServiceEndpoint } from "../services";
import { Log } from "../log/log";
import { LogFile } from "../log/log-file";
import { sourceAt, type ReadStack, type ResolvedStack, type StackSource } from "../terraform";

const NO_CODE: ServedCode = { codeCopies: [], codeBundles: [] };

/** Serves a synthesised stack on loopback: each API on its own port, and the Lambda API on one more. */
export class Runner {
  /** Differences from AWS. */
  warnings: readonly string[] = [];
  /** What can't be served, and why: requests for it get 501. */
  problems: readonly string[] = [];
  private readonly ports = new Map<string, ApiPort>();
  private readonly domainPorts: DomainPorts;
  private readonly closing = new Set<Promise<void>>();
  private readonly readiness: Readiness;
  private readonly log: Log;
  private readonly requestLog: GatewayLog;
  private readonly accessLog: LogFile | undefined;
  private readonly executionLog: LogFile | undefined;
  private readonly hosts: KnownHosts;
  private readonly callBackend: CallBackend;
  /** Outlives a reload: fetched keys stay. */
  private readonly tokens: JwtVerifier;
  /** The stack that was read last, even if it can't be served. */
  private stack?: ResolvedStack;
  private readonly webSockets: WebSocketConnections;
  private readonly aws: AwsServices;
  private lambda?: LocalLambda;
  private eventSources?: EventSources;
  private lambdaApiUrl = "";
  /** The start, which requests wait for: a port is open before its API is served. */
  private starting: Promise<void> | undefined;
  private portsGiven = 0;

  private constructor(
    private readonly source: StackSource,
    private readonly options: RunnerOptions,
    private readonly tls: PortTls,
  ) {
    const { readiness = () => undefined } = options;
    this.readiness = () => (this.starting ? this.starting.then(readiness) : readiness());
    this.log = new Log(options.log, options.logFormat, !options.quiet, options.onFunctionLines);
    const { accessLogFile, executionLogFile } = options;
    this.accessLog = accessLogFile ? LogFile.open("access", accessLogFile) : undefined;
    this.executionLog = executionLogFile ? LogFile.open("execution", executionLogFile) : undefined;
    const traced = tracedLog(this.log, options.onTrace);
    // The lines of both logs are made of the steps.
    this.requestLog = this.accessLog || this.executionLog ? recordingLog(traced) : traced;
    this.webSockets = new WebSocketConnections(
      options.webSocketIdleSeconds === undefined
        ? {}
        : { idleMilliseconds: options.webSocketIdleSeconds * 1000 },
    );
    this.hosts = new KnownHosts(options.allowedHosts);
    this.domainPorts = new DomainPorts(options.domains);
    this.callBackend = options.callBackend ?? callBackend;
    this.tokens = createTokenVerifier(options, this.callBackend);
    this.aws = new AwsServices({
      ...options.aws,
      environment: options.environment ?? {},
      hosts: new KnownHosts(options.allowedHosts),
      log: this.log,
      nextPort: () => this.nextPort(),
    });
  }

  /** @throws Error that names the resource address of what can't be served, or the port in use */
  static async start(folder: string, options: RunnerOptions): Promise<Runner> {
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
    return endpointsOf(this.ports.values());
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
    return apisOf(this.ports.values(), (target) => this.isUnservableFunction(target));
  }

  get functionNames(): string[] {
    return (this.lambda?.functions ?? []).map(({ name }) => name);
  }

  /**
   * Reads the stack again. Running requests finish with the previous gateways.
   * @throws Error if the stack can't be read or, with strict, if part of it can't be served. The
   * previous stack is then still served.
   */
  async reload(): Promise<void> {
    const read = this.source.read();
    const stack = this.resolve(read);
    refuseEmpty(stack);
    this.stack = stack;
    await this.bind(stack);
    const lambda = await this.lambdaFor(stack);
    const functions = await lambda.prepare(stack, await this.aws.use(stack));
    try {
      const permissions = new InvokePermissions(stack);
      const services = {
        lambda: functions,
        log: this.requestLog,
        permissions,
        tokens: this.tokens,
        callBackend: this.callBackend,
        webSockets: this.webSockets,
        aws: this.aws.access,
        privateTargets: new PrivateTargets(stack, this.options.targets ?? new Map()),
        clientIdentity: this.options.clientIdentity,
        credentials: this.options.credentials,
        functionCredentials: functions.credentials,
        sourceIp: this.options.sourceIp,
        accessLog: this.accessLog && this.accessLog.write.bind(this.accessLog),
        executionLog: this.executionLog && this.executionLog.write.bind(this.executionLog),
      };
      const gateways = createGateways(stack, services);
      const domains = createDomains(stack, gateways, {
        ...services,
        asksForCertificates: this.options.tls?.truststoreFile !== undefined,
      });
      const problems = problemsOf(stack, functions, gateways).map(read.located);
      if (this.options.strict && problems.length > 0) {
        throw strictRefusal(problems);
      }
      const ports = {
        readiness: this.readiness,
        hosts: this.hosts,
        log: this.requestLog,
        tls: this.tls,
      };
      await this.domainPorts.open(domains, () => this.nextPort(), ports);
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
    this.closeUnused(stack);
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

  /** Lets running requests finish, then ends every child and server. */
  async close(): Promise<void> {
    await this.aws.stopStarting();
    await this.eventSources?.close();
    const ports = [...this.ports.values(), this.domainPorts];
    await Promise.all(ports.map((port) => port.close()));
    await Promise.all(this.closing);
    await this.lambda?.close();
    // What Lambda has just given up goes back to its queue.
    await this.eventSources?.ended();
    await this.aws.close();
    this.log.flush();
    await Promise.all([this.accessLog?.close(), this.executionLog?.close()]);
  }

  private isUnservableFunction(target: string): boolean {
    const [name] = target.split(":");
    return (this.lambda?.unservable ?? []).some((fn) => fn.name === name);
  }

  /** Opens a port per API. Must come before anything that reads the stack's URLs. */
  private async bind(stack: ResolvedStack): Promise<void> {
    const { readiness, hosts, requestLog: log } = this;
    const options = { readiness, hosts, domains: this.domainPorts.served, log, tls: this.tls };
    for (const address of apiAddresses(stack)) {
      if (this.ports.has(address)) {
        continue;
      }
      this.ports.set(address, await ApiPort.open(address, this.nextPort(), options));
    }
  }

  private nextPort(): number {
    return this.options.port === 0 ? 0 : this.options.port + this.portsGiven++;
  }

  private resolve(read: ReadStack): ResolvedStack {
    return read.resolve({
      ...this.options,
      apiUrl: (address) => this.ports.get(address)?.url ?? "",
      serviceUrl: (service) => this.aws.endpointFor(service),
      environment: process.env,
    });
  }

  private async lambdaFor(stack: ResolvedStack): Promise<LocalLambda> {
    if (this.lambda) {
      return this.lambda;
    }
    const send = recordSender(this.aws.client);
    this.lambda = new LocalLambda(stack, {
      ...this.options,
      log: this.log,
      trustedCertificate: this.tls.certificate,
      send,
      dataFolder: this.options.aws?.dataFolder,
      schedules: () => this.eventSources?.invocableSchedules ?? [],
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
    const endpointFor = (service: string) => this.aws.endpointFor(service);
    this.eventSources ??= new EventSources({
      client,
      lambda,
      log: this.log,
      send: recordSender(client),
      positions: new Positions(this.options.aws?.dataFolder),
      endpointFor,
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
    const responded = [...this.ports].map(([address, port]) =>
      port.swap(gateways.find((gateway) => gateway.address === address)),
    );
    this.hosts.useCustomDomains(domains.gateways.map(({ domain }) => domain.name));
    lambda.use(functions, Promise.all([...responded, ...ofDomains]));
  }

  /** Closes the ports of removed APIs when their running requests have finished. */
  private closeUnused(stack: ResolvedStack): void {
    const kept = new Set(apiAddresses(stack));
    for (const [address, port] of this.ports) {
      if (kept.has(address)) {
        continue;
      }
      this.ports.delete(address);
      const closed = port.close().finally(() => this.closing.delete(closed));
      this.closing.add(closed);
    }
  }
}

function apiAddresses(stack: ResolvedStack): string[] {
  return API_TYPES.flatMap((type) => stack.ofType(type)).map(({ address }) => address);
}
