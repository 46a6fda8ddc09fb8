routes      = []
memory_size = 512
settings    = { throttle = 50 }
