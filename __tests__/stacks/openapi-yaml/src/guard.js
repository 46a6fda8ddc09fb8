exports.handler = async ({ identitySource }) => ({ isAuthorized: identitySource[0] === "milk" });
