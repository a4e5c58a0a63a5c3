module example.org/kennel

go 1.24
