import type { Prepare } from "./authorize";

/** NONE: everybody may call, which is what the API says. */
export const none: Prepare<"NONE"> = () => () => ({});
