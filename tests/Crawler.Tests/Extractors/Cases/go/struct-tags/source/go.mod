module example.org/boxes

go 1.24
