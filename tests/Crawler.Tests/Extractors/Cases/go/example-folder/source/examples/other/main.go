package main

import (
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	server.NewMCPServer("x", "1").AddTool(mcp.NewTool("from_example"), nil)
}
