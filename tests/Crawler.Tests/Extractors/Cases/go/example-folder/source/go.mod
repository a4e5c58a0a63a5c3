module example.org/example-folder

go 1.24
