import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ClassDeclaration, ClassMember, Param, Pattern, TsParameterProperty } from "@swc/core";
import { parseSync } from "@swc/core";

const FOLDER = "constructs";

/** The names that a module exports, e.g. those that users of the package import. */
export function exportedNames(file = `${FOLDER}/index.ts`): string[] {
  const text = readFileSync(file, "utf8");
  const named = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.replace("type ", "").trim()),
  );
  const all = [...text.matchAll(/^export \* (?:as \w+ )?from "(.*)"/gm)].flatMap(([, from = ""]) =>
    exportedNames(path.join(path.dirname(file), from, "index.ts")),
  );
  return [...named, ...all].filter((name) => name !== "");
}

/** A constructor or method of an exported class, with the types of what it takes. */
export interface Site {
  /** E.g. `HttpApi.addRoute`. */
  readonly name: string;
  readonly types: readonly string[];
}

/** The public constructors and methods of the exported classes, with those that they inherit. */
export function publicSites(): Site[] {
  const classes = new Map(
    (readdirSync(FOLDER, { recursive: true }) as string[])
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(path.join(FOLDER, file), "utf8"))
      .filter((text) => /^export (abstract )?class/m.test(text))
      .flatMap((text) => parseSync(text, { syntax: "typescript" }).body)
      .flatMap((item) => (item.type === "ExportDeclaration" ? [item.declaration] : []))
      .flatMap((item) => (item.type === "ClassDeclaration" ? [item] : []))
      .map((item) => [item.identifier.value, item]),
  );
  return exportedNames().flatMap((name) => {
    const members = membersOf(classes.get(name), classes);
    return members.flatMap((member) => siteOf(name, member));
  });
}

function membersOf(
  item: ClassDeclaration | undefined,
  classes: ReadonlyMap<string, ClassDeclaration>,
): ClassMember[] {
  if (item === undefined) {
    return [];
  }
  const base = item.superClass?.type === "Identifier" ? item.superClass.value : "";
  const inherited = item.body.some(({ type }) => type === "Constructor")
    ? []
    : membersOf(classes.get(base), classes);
  return [...item.body, ...inherited];
}

function siteOf(ofClass: string, member: ClassMember): Site[] {
  if (member.type === "Constructor" && member.accessibility !== "private") {
    return [{ name: `new ${ofClass}`, types: member.params.flatMap(typesOf) }];
  }
  if (member.type === "ClassMethod" && member.accessibility !== "private") {
    const name = "value" in member.key ? String(member.key.value) : "";
    return [{ name: `${ofClass}.${name}`, types: member.function.params.flatMap(typesOf) }];
  }
  return [];
}

/** All names in the type of a parameter, e.g. both of an intersection. */
function typesOf(param: Param | TsParameterProperty): string[] {
  const pattern: Pattern = param.type === "Parameter" ? param.pat : param.param;
  const target = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  const annotation = "typeAnnotation" in target ? target.typeAnnotation : undefined;
  const names = JSON.stringify(annotation ?? {}).matchAll(/"typeName":\{.*?"value":"(\w+)"/g);
  return [...names].map(([, name = ""]) => name);
}
