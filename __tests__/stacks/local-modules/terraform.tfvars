project = "shop"

routes = {
  orders = ["GET /orders", "POST /orders"]
  users  = ["any /users/{proxy+}"]
}
