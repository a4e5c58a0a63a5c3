package main

import (
	"context"
	"log"

	"example.org/boxes/internal/tools"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "boxes"}, nil)
	tools.Register(server, tools.NewKeeper())
	if err := server.Run(context.Background(), &mcp.StdioTransport{}); err != nil {
		log.Fatal(err)
	}
}
