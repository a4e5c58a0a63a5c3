module example.org/options

go 1.24

require github.com/mark3labs/mcp-go v0.44.0
