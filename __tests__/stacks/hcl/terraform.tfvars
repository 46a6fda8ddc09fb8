region = "eu-west-1"

greetings = {
  en = { text = "Hello" }
  de = { text = "Hallo", loud = true, methods = ["GET", "POST"] }
}
