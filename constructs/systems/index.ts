export { AccountSettings } from "./account-settings";
export { Chat } from "./chat";
export { Hello } from "./hello";
export { LambdaApi } from "./lambda-api";
export type { NotesSettings } from "./notes";
export { Notes } from "./notes";
export { Sample01 } from "./sample01";
export type { SystemSettings } from "./system-settings";
