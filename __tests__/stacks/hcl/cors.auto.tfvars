allowed_origins = ["https://shop.example"]
