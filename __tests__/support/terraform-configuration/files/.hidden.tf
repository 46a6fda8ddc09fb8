locals {
  list = "not read"
}
