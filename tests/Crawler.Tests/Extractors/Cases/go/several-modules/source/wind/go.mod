module example.org/wind

go 1.24

require example.org/shared v0.0.0

replace example.org/shared => ../shared
