a = "b
c"