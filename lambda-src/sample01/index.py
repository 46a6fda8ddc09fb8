def handler(event, context):
    if event["pathParams"]["hoge"] == "hoge":
        return {"message": "hogehoge"}
    # API Gateway selects the 400 response by the text in front.
    raise ValueError("[400:BadRequest] fuga is not hoge")
