import { rm } from "node:fs/promises";
import path from "node:path";
import type { Guardian } from "../guardian";
import type { Log } from "../log/log";
import type { ResolvedStack } from "../terraform/resolved-stack";
import { makeMissingCode } from "./code/build/make-code";
import { commandRunner } from "./code/build/run-command";
import { checkCodeExists } from "./code/check-code-exists";
import { identify } from "./code/identify";
import { prepareFunction, versionNotices } from "./code/prepare-function";
import { PythonPackages } from "./code/python-packages";
import { isFronted } from "./config/fronted-functions";
import type { FunctionConfig, UnsupportedFunction } from "./config/function-config";
import { checkFunctionNames, withVariables } from "./config/function-environment";
import { refuseUselessCode } from "./config/given-code";
import { notInvocable } from "./config/not-invocable";
import { readFunctions } from "./config/read-functions";
import type { FunctionSet } from "./function-set";
import type { LocalLambdaOptions } from "./local-lambda-options";
import type { SandboxLauncher } from "./sandbox/sandbox-launcher";
import type { PoolLimits } from "./sandbox/sandbox-pool";
import { SandboxPool } from "./sandbox/sandbox-pool";
import { ServedFunction } from "./served-function";
import { StubPool } from "./stub/stub-pool";

/** The functions of a stack, which are ready to be served. */
export interface PreparedFunctions {
  readonly served: readonly ServedFunction[];
  readonly warnings: readonly string[];
  readonly unservable: readonly UnsupportedFunction[];
}

/** What functions are prepared with. */
interface Parts {
  readonly guardian: Guardian;
  readonly launcher: SandboxLauncher;
  readonly log: Log;
  readonly limits: PoolLimits;
  readonly newScratch: () => string;
}

type Options = Pick<
  LocalLambdaOptions,
  "environment" | "functionEnvironment" | "givenCode" | "isolated" | "overrides" | "runsCommands"
>;

/** Reads the functions of a stack, makes and unpacks their code, and finds what can't be served. */
export class FunctionPreparation {
  private readonly pythonPackages: PythonPackages;

  constructor(
    private readonly parts: Parts,
    private readonly options: Options,
  ) {
    this.pythonPackages = new PythonPackages(path.join(parts.guardian.folder, "python"));
  }

  /**
   * @param environment variables of every function, unless it sets them itself
   * @param current the functions that are served now: those that did not change are shared
   */
  async prepare(
    stack: ResolvedStack,
    environment: Readonly<Record<string, string>>,
    current: FunctionSet,
  ): Promise<PreparedFunctions> {
    const { guardian, log } = this.parts;
    const { functions, unsupported } = this.read(stack, environment);
    // Any integration may name a function without a known name.
    const fronted = unsupported.filter((one) => one.name === "" || isFronted(stack, one));
    const others = unsupported.filter((one) => !fronted.includes(one));
    const warnings = notInvocable(others.flatMap(({ reason }) => reason.split("\n")));
    const run = this.options.runsCommands ? commandRunner(stack.folder, guardian, log) : undefined;
    const missing = await makeMissingCode(stack, functions, run);
    // Waits for all: none may write files while they are removed.
    const results = await Promise.allSettled(
      functions.map((config) =>
        this.served(config, stack.folder, missing.get(config.address), current),
      ),
    );
    const served = results.flatMap((result) =>
      result.status === "fulfilled" ? [result.value] : [],
    );
    const failed = functions.flatMap((config, index): UnsupportedFunction[] => {
      const result = results[index];
      return result?.status === "rejected" ? [{ ...config, reason: messageOf(result.reason) }] : [];
    });
    const notices = versionNotices(served.flatMap(({ prepared }) => prepared ?? []));
    return { served, warnings: [...warnings, ...notices], unservable: [...fronted, ...failed] };
  }

  private read(stack: ResolvedStack, common: Readonly<Record<string, string>>) {
    const { environment: ofAll = {}, functionEnvironment: ofOne = {} } = this.options;
    const { givenCode = new Map<string, string>(), overrides = {} } = this.options;
    refuseUselessCode(givenCode, stack);
    const { functions, unsupported } = readFunctions(stack, givenCode);
    checkFunctionNames(Object.keys(ofOne), [...functions, ...unsupported]);
    const added = { common, overrides, ofAll, ofOne };
    return { functions: functions.map((config) => withVariables(config, added)), unsupported };
  }

  private async served(
    config: FunctionConfig,
    stackFolder: string,
    whyMissing: string | undefined,
    current: FunctionSet,
  ): Promise<ServedFunction> {
    const { launcher, log, newScratch } = this.parts;
    const stub = this.options.overrides?.[config.address]?.stub;
    if (stub) {
      return new ServedFunction(config, (version) => new StubPool(config, version, stub, log));
    }
    let scratch: string | undefined;
    try {
      checkCodeExists(config, whyMissing);
      // Before the files are copied: if a file changes meanwhile, the next reload must notice it.
      const identity = this.options.isolated ? await identify(config) : undefined;
      const existing = current.same(config.name, identity);
      if (existing) {
        return existing;
      }
      scratch = launcher.early.scratchFor(config) ?? newScratch();
      const { pythonPackages } = this;
      const preparation = { stackFolder, scratch, identity, pythonPackages };
      const prepared = await prepareFunction(config, preparation);
      const limits = this.limitsOf(config);
      const newPool = (version: string) =>
        new SandboxPool(limits, (owner, invocation) =>
          launcher.start(prepared, version, owner, invocation),
        );
      return new ServedFunction(config, newPool, prepared);
    } catch (error) {
      if (scratch !== undefined) {
        await launcher.early.discard(scratch);
        await rm(scratch, { recursive: true, force: true });
      }
      throw new Error(`${config.address}: ${messageOf(error)}`, { cause: error });
    }
  }

  private limitsOf({ reservedConcurrency = Infinity }: FunctionConfig): PoolLimits {
    const { limits } = this.parts;
    return { ...limits, most: Math.min(limits.most, reservedConcurrency) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
