package main

import (
	"example.org/kennel/internal/tools"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	s := server.NewMCPServer("kennel", "1.0")
	tools.Register(s)
	server.ServeStdio(s)
}
