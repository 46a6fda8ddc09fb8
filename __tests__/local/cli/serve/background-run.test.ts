import { BackgroundRun } from "../../../../local/cli/serve/background-run";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a run that is settled before it began doesn't begin", async () => {
  const run = jest.fn(() => Promise.resolve());
  const background = new BackgroundRun(run);

  background.schedule();
  const wasScheduled = await background.settle();
  jest.runAllTimers();

  expect(wasScheduled).toBe(true);
  expect(await background.settle()).toBe(false);
  expect(run).not.toHaveBeenCalled();
});

test("settling waits for a run that has begun", async () => {
  const events: string[] = [];
  let end = (): void => undefined;
  const background = new BackgroundRun(() => new Promise((resolve) => (end = resolve)));
  background.schedule();
  jest.runAllTimers();

  const settled = background.settle().then(() => events.push("settled"));
  await Promise.resolve();
  events.push("end");
  end();
  await settled;

  expect(events).toEqual(["end", "settled"]);
});
