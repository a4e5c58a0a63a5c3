module example.org/toolsets

go 1.24
