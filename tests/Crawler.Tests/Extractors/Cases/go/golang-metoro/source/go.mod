module example.org/golang-metoro

go 1.24
