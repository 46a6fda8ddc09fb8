exports.handler = async ({ pathParameters }) => {
  const { GREETING, MARK, REGION } = process.env;
  return { text: `${GREETING}, ${pathParameters.name}${MARK}`, region: REGION };
};
