import workerThreads from "node:worker_threads";
import { readStack } from "../../../local/terraform";
import { stackFolder } from "./support";

test("the parser of HCL starts once, and only for a folder that has some", () => {
  const { Worker } = workerThreads;
  const started = jest
    .spyOn(workerThreads, "Worker")
    .mockImplementation((...args) => new Worker(...args));
  const read = (files = {}) => {
    readStack(stackFolder("{}", files));
    return started.mock.calls.length;
  };

  expect([read(), read({ "a.tf": "" }), read({ "b.tf": "locals {}" })]).toEqual([0, 1, 1]);
});
