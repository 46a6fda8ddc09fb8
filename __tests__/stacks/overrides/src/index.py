import os


def handler(event, context):
    return {
        "greeting": os.environ["GREETING"],
        "kept": "KEPT" in os.environ,
        "memory": context.memory_limit_in_mb,
        "version": event["version"],
        "name": event.get("pathParameters", {}).get("name"),
    }
