export * as lambda from "./lambda";
