/** The issuer of the tokens of cases, and the user pool that it is. */
export const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Cases0001";
const POOL_ARN = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Cases0001";

/** The recorded tokens were valid for an hour. */
const RECORDED = { iat: 1790280971, exp: 1790284571 };
const ISSUED_AT = Math.floor(Date.now() / 1000) - 60;

/** Moves the times of recorded tokens to now, and names their issuer. */
export function withValidTokens<T>(cases: readonly T[]): readonly T[] {
  const moved = Object.values(RECORDED).reduce((text, recorded) => {
    const now = ISSUED_AT + recorded - RECORDED.iat;
    return text
      .replace(new RegExp(`\\b${recorded}\\b`, "g"), String(now))
      .replaceAll(dateText(recorded), dateText(now));
  }, JSON.stringify(cases));
  const named = moved.replaceAll("<issuer>", ISSUER).replaceAll("<user pool arn>", POOL_ARN);
  return JSON.parse(named) as readonly T[];
}

/** `Thu Sep 24 20:16:11 UTC 2026` */
function dateText(seconds: number): string {
  const [weekday, day, month, year, time] = new Date(seconds * 1000)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
