import type { ResolvedStack } from "../terraform";
import { constructPath, StackError } from "../terraform";
import { nearest } from "../terraform/nearest";

/** A resource of the stack and the names by which a test may call it. */
export interface NamedResource {
  /** Terraform address: `aws_lambda_function.Pets_5C3FBB1A`. */
  readonly address: string;
  /** On AWS: `function_name`, or an API's `name`. Undefined if it can't be resolved. */
  readonly name: string | undefined;
  /** The construct's path in the stack: `Shop/Pets`. Undefined if the stack isn't CDKTF's. */
  readonly path: string | undefined;
}

/** The modules of an address: `module.shop["eu"].module.api.` */
const MODULES = /^(?:module\.[\w-]+(?:\[(?:\d+|"[^"]*")\])?\.)+/;

/** The resources of some types, with their names. */
export function namedResources(
  stack: ResolvedStack,
  types: Readonly<Record<string, string>>,
): NamedResource[] {
  return Object.entries(types).flatMap(([type, attribute]) =>
    stack.ofType(type).map((resource) => ({
      address: resource.address,
      name: resolved(() => resource.string(attribute)),
      path: constructPath(resource),
    })),
  );
}

/**
 * The resource that a test calls by a name: its Terraform address or name, its name on AWS, its
 * construct's path, or its module or a construct id in that path if they lead to one resource only.
 * @param what for the message: `function`
 * @param shown what the message calls a resource. @default its construct's path, or its name on AWS
 * @throws Error that lists the names there are, and the one most like it
 */
export function findNamed<T extends NamedResource>(
  what: string,
  name: string,
  resources: readonly T[],
  shown = shownName,
): T {
  const found = matching(name, resources);
  const [only] = found;
  if (only && found.length === 1) {
    return only;
  }
  if (found.length > 1) {
    throw new Error(
      `${found.length} ${what}s are meant by ${JSON.stringify(name)}: ${found.map(shownName).join(", ")}`,
    );
  }
  const like = similarName(name, resources);
  const hint = like === undefined ? "" : `; did you mean ${JSON.stringify(like)}?`;
  const there =
    resources.length === 0
      ? "the stack has none"
      : `there are: ${resources.map((one) => shown(one)).join(", ")}`;
  throw new Error(`no ${what} is named ${JSON.stringify(name)}; ${there}${hint}`);
}

/** The resources that a name means, in the most exact sense in which it means any. */
export function matching<T extends NamedResource>(name: string, resources: readonly T[]): T[] {
  const found = MEANINGS.map((isMeant) => resources.filter((one) => isMeant(one, name)));
  return found.find(({ length }) => length > 0) ?? [];
}

/** The name most like one that no resource has, of those that lead to one resource only. */
export function similarName(name: string, resources: readonly NamedResource[]): string | undefined {
  const names = resources.flatMap((one) => [
    ...(one.path?.split("/") ?? []),
    ...[one.path, one.name, nameInTerraform(one), one.address].filter((each) => each !== undefined),
  ]);
  return nearest(
    name,
    [...new Set(names)].filter((each) => matching(each, resources).length === 1),
  );
}

/** From the most exact to the least. */
const MEANINGS: readonly ((resource: NamedResource, name: string) => boolean)[] = [
  (resource, name) =>
    [resource.address, resource.name, resource.path, nameInTerraform(resource)].includes(name),
  ({ address }, name) => MODULES.test(`${name}.`) && address.startsWith(`${name}.`),
  ({ path = "" }, name) => path.endsWith(`/${name}`),
  ({ path = "" }, name) => path.split("/").includes(name),
];

function nameInTerraform({ address }: NamedResource): string {
  const inModule = address.replace(MODULES, "");
  return inModule.slice(inModule.indexOf(".") + 1);
}

function shownName({ path, name, address }: NamedResource): string {
  return path ?? name ?? address;
}

function resolved(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
