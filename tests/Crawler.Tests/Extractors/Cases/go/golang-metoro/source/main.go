package main

import (
	mcp "github.com/metoro-io/mcp-golang"
	"github.com/metoro-io/mcp-golang/transport/stdio"
)

type Content struct {
	Title string   `json:"title" jsonschema:"required,description=The title\\, in words,minLength=1"`
	Kind  string   `json:"kind" jsonschema:"enum=short,enum=long,default=short"`
	Tags  []string `json:"tags" jsonschema:"enum=a,enum=b"`
	Count int      `json:"count" jsonschema:"minimum=1,maximum=9"`
}

func main() {
	server := mcp.NewServer(stdio.NewStdioServerTransport())
	err := server.RegisterTool("write", "Writes something down", func(arguments Content) (*mcp.ToolResponse, error) {
		return nil, nil
	})
	if err != nil {
		panic(err)
	}
}
