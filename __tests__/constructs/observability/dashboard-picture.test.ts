import { readFileSync } from "node:fs";
import { exampleDashboard, PICTURE_FILE } from "../../support/dashboard-picture/dashboard";
import { draw } from "../../support/dashboard-picture/draw";

test("the picture in the README is that of the dashboard's JSON; npm run dashboard-picture draws it", () => {
  expect(readFileSync(PICTURE_FILE, "utf8")).toBe(draw(exampleDashboard()));
});

test("a widget that moves or has another title changes the picture", () => {
  const [first, ...others] = exampleDashboard();
  const moved = { ...first, x: 12 } as NonNullable<typeof first>;

  expect(draw([moved, ...others])).not.toBe(draw(exampleDashboard()));
  expect(draw(others)).toContain("Notes: duration (ms)");
});
