package retired

import (
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func Register(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("list_dogs", mcp.WithDescription("An older one")), nil)
	s.AddTool(mcp.NewTool("groom_dog", mcp.WithDescription("Grooms a dog")), nil)
}
