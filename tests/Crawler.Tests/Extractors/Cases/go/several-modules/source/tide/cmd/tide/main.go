package main

import (
	"example.org/shared/names"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	s := server.NewMCPServer("tide", "1.0")
	s.AddTool(mcp.NewTool(names.Prefix+"tide", mcp.WithDescription("Tells it")), nil)
	server.ServeStdio(s)
}
