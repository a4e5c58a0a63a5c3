package main

import (
	"example.org/shared/names"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	s := server.NewMCPServer("wind", "1.0")
	s.AddTool(mcp.NewTool(names.Prefix+"wind", mcp.WithDescription("Tells it")), nil)
	server.ServeStdio(s)
}
