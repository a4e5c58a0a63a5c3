package tools

import (
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func fake(s *server.MCPServer) { s.AddTool(mcp.NewTool("faked"), nil) }
