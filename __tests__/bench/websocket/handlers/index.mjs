export async function handler({ body = "" }) {
  return { statusCode: 200, body };
}
