import packageJson from "../../package.json";
import { commands } from "./blocks";

const named = (pattern: RegExp) =>
  commands().flatMap(({ command }) => pattern.exec(command)?.[1] ?? []);

test("every npm script that the README names is there", () => {
  const scripts = named(/^npm (?:run )?(?:--silent )?([\w:-]+)/).filter(
    (name) => name !== "install",
  );

  expect(scripts.length).toBeGreaterThan(5);
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(scripts));
});

test("the README's set-up is two commands", () => {
  expect(commands().slice(0, 2)).toMatchObject([
    { command: "npm install" },
    { command: "npm start" },
  ]);
});
