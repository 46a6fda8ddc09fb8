import type { Variables } from "../attribute-reader";
import { evaluate } from "../expression/evaluate";
import { mapTexts } from "../expression/map-texts";
import { parseExpression, parseTemplate } from "../expression/parse";
import { resourceValue } from "../expression/resource-value";
import type { Scope } from "../expression/scope";
import type { Fakes } from "../resolve/fakes";
import type { Names } from "../resolve/references";
import { reference } from "../resolve/references";
import { attributeOf } from "../resolve/resolved-resource";
import type { ResolvedResource, Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { fullReferences, inferReference, lost } from "./infer-reference";
import type { ModuleCall, ModuleConfiguration, ValueExpression } from "./plan-json";
import type { PlannedResource } from "./planned-resources";

/** What all modules of a plan have in common. */
export interface PlanContext {
  /** Absolute folder that Terraform ran in. */
  readonly folder: string;
  readonly workspace: string;
  /** Values of the root module's variables. */
  readonly variables: Readonly<Record<string, { readonly value?: Value }>>;
  /** The resources in a module instance. */
  resourcesIn(module: string): readonly PlannedResource[];
  /** The keys of the instances of a module, as far as they have resources. */
  keysOf(module: string, name: string): readonly (string | number)[];
  resolved(resource: PlannedResource): ResolvedResource;
  /** Makes a value once, and refuses one that refers to itself. */
  once(address: string, make: () => Value): Value;
  assume(assumption: string): void;
  /** Makes values that only AWS knows. @default they can't be resolved */
  readonly fakes: Fakes | undefined;
}

/** How a module instance was called. */
interface PlanCall {
  readonly module: PlanModule;
  readonly call: ModuleCall;
  readonly key: string | number | undefined;
}

/** The names in the expressions of a module instance, with what a plan has about them. */
export class PlanModule implements Names {
  readonly path = ".";

  constructor(
    private readonly plan: PlanContext,
    private readonly configuration: ModuleConfiguration,
    /** `module.api["a"]`, or nothing for the root module. */
    private readonly address: string = "",
    private readonly caller?: PlanCall,
  ) {}

  get folder(): string {
    return this.plan.folder;
  }

  get workspace(): string {
    return this.plan.workspace;
  }

  local(name: string): Value {
    throw lost([this.addressOf(`local.${name}`)]);
  }

  variable(name: string): Value {
    const { variables = {} } = this.configuration;
    return this.plan.once(this.addressOf(`var.${name}`), () => {
      const given = this.caller ? this.input(this.caller, name) : this.plan.variables[name]?.value;
      return given ?? variables[name]?.default ?? null;
    });
  }

  resource(address: string): Value {
    const instances = this.plan
      .resourcesIn(this.address)
      .filter(({ type, name }) => `${type}.${name}` === address)
      .map((planned) => [planned.key, this.resourceObject(planned)] as const);
    if (instances.length === 0) {
      throw new StackError(`the plan has no ${this.addressOf(address)}`);
    }
    return valueOfInstances(instances);
  }

  module(name: string): Value {
    const call = this.configuration.module_calls?.[name];
    if (!call) {
      throw new StackError(`the plan has no ${this.addressOf(`module.${name}`)}`);
    }
    if (!call.count_expression && !call.for_each_expression) {
      return this.called(name).outputs();
    }
    const instances = this.plan
      .keysOf(this.address, name)
      .map((key) => [key, this.called(name, key).outputs()] as const);
    return valueOfInstances(instances);
  }

  /** The module instance that a block of this one calls. */
  called(name: string, key?: string | number): PlanModule {
    const call = this.configuration.module_calls?.[name] ?? {};
    const address = this.addressOf(`module.${name}`) + indexOf(key);
    return new PlanModule(this.plan, call.module ?? {}, address, { module: this, call, key });
  }

  /** What an expression of an instance in this module evaluates to, for an attribute. */
  valueOf(expression: ValueExpression, attribute: string | undefined, instance: Instance): Value {
    const { constant_value: text, references = [] } = expression;
    const variables = this.repeated(instance);
    if (text !== undefined) {
      return this.rendered(text, variables);
    }
    const inferred = inferReference({ references, attribute, key: instance.key }, (words) =>
      this.referenced(words, variables),
    );
    if (inferred.assumption !== undefined) {
      this.plan.assume(
        `${instance.address}: ${attribute} is known only after an apply; ${inferred.assumption}.`,
      );
    }
    return inferred.value;
  }

  private referenced(words: string, variables: Variables): Value {
    return evaluate(parseExpression(words), this.scope(variables));
  }

  private input({ module, call, key }: PlanCall, name: string): Value | undefined {
    const expression = call.expressions?.[name];
    const instance = { address: this.address, key, repetition: call };
    return expression && module.valueOf(expression, undefined, instance);
  }

  /** An object of all outputs; each is evaluated on first use. */
  private outputs(): Value {
    const outputs = {};
    for (const [name, { expression }] of Object.entries(this.configuration.outputs ?? {})) {
      const address = this.addressOf(`output.${name}`);
      const instance = { address, key: undefined, repetition: {} };
      const get = () =>
        this.plan.once(address, () => this.valueOf(expression ?? {}, undefined, instance));
      Object.defineProperty(outputs, name, { enumerable: true, get });
    }
    return outputs;
  }

  private resourceObject(planned: PlannedResource): Value {
    const read = (name: string) =>
      this.plan.once(`${planned.address}.${name}`, () =>
        attributeOf(this.plan.resolved(planned), name, this.plan.fakes),
      );
    return resourceValue(planned.address, read);
  }

  /** The text of Terraform's JSON, with its references resolved. */
  private rendered(text: Value, variables: Variables): Value {
    return mapTexts(text, (template) => evaluate(parseTemplate(template), this.scope(variables)));
  }

  /** `count` or `each` of an instance. */
  private repeated({ key, repetition }: Instance): Variables {
    const { count_expression: count, for_each_expression: each } = repetition;
    if (key === undefined) {
      return {};
    }
    if (count) {
      return { count: { index: key } };
    }
    const value = () => memberOf(this.forEach(each ?? {}), key);
    return { each: resourceValue("each", (name) => (name === "key" ? key : value())) };
  }

  /** What a `for_each` iterates over. */
  private forEach({ constant_value: text, references = [] }: ValueExpression): Value {
    if (text !== undefined) {
      return this.rendered(text, {});
    }
    const [only, ...others] = fullReferences(references);
    if (only === undefined || others.length > 0) {
      throw lost(references);
    }
    return this.referenced(only, {});
  }

  private scope(variables: Variables): Scope {
    return {
      folder: this.folder,
      dependsOn: () => undefined,
      variables,
      reference: (words) => reference(words, this),
    };
  }

  private addressOf(name: string): string {
    return this.address === "" ? name : `${this.address}.${name}`;
  }
}

/** An instance of a resource or module, whose expressions can refer to its key. */
export interface Instance {
  readonly address: string;
  readonly key: string | number | undefined;
  readonly repetition: Pick<ModuleCall, "count_expression" | "for_each_expression">;
}

type Keyed = readonly [key: string | number | undefined, value: Value];

/** A list by number, an object by text, or the only instance itself. */
function valueOfInstances(instances: readonly Keyed[]): Value {
  const [first] = instances;
  if (first?.[0] === undefined) {
    return first?.[1] ?? null;
  }
  return typeof first[0] === "number"
    ? instances.map(([, value]) => value)
    : Object.fromEntries(instances.map(([key, value]) => [String(key), value]));
}

function memberOf(instances: Value, key: string | number): Value {
  if (typeof instances !== "object" || instances === null) {
    return instances;
  }
  const members = instances as Readonly<Record<string | number, Value>>;
  // In a set, the key is the value.
  return Object.hasOwn(members, key) ? (members[key] ?? null) : key;
}

export function indexOf(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}
