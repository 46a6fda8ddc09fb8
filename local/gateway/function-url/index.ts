export { createFunctionUrls } from "./create-function-urls";
