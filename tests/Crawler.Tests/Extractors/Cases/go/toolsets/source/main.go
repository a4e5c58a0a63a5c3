package main

import (
	"flag"

	_ "example.org/toolsets/admin"
	"example.org/toolsets/api"
	_ "example.org/toolsets/core"
	"example.org/toolsets/registry"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func main() {
	readOnly := flag.Bool("read-only", false, "offer nothing that writes")
	withAdmin := flag.Bool("admin", false, "offer what administrators need")
	flag.Parse()
	server := mcp.NewServer(&mcp.Implementation{Name: "shelves"}, nil)
	names := []string{"core"}
	if *withAdmin {
		names = append(names, "admin")
	}
	for _, name := range names {
		set, ok := registry.Find(name)
		if !ok {
			continue
		}
		for _, tool := range set.Tools() {
			if *readOnly && tool.Writes {
				continue
			}
			converted, err := api.Convert(tool)
			if err != nil {
				panic(err)
			}
			server.AddTool(converted, nil)
		}
	}
}
