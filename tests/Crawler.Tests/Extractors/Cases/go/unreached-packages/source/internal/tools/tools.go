package tools

import (
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func Register(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("list_dogs", mcp.WithDescription("Lists the dogs")), nil)
	if os.Getenv("KENNEL_WRITE") == "1" {
		s.AddTool(mcp.NewTool("adopt_dog", mcp.WithDescription("Gives a dog away")), nil)
	}
}
