import json


def handler(event, context):
    body = [event["resource"], event["path"], event["requestContext"]["stage"]]
    return {"statusCode": 200, "body": json.dumps(body)}
