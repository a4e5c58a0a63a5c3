package main

import (
	"context"
	"fmt"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type node struct {
	Next  *node            `json:"next,omitempty"`
	Many  map[string]*node `json:"many,omitempty"`
	Value string           `json:"value" jsonschema:"what it holds"`
	node2
}

type node2 struct{ *node }

type loop loop2
type loop2 loop

const a = b + "x"
const b = a + "y"

var first = second()
var second = func() string { return first }

func forever(n int) string {
	for {
		if n < 0 {
			return forever(n - 1)
		}
		n++
	}
}

func twice(f func(int) int) func(int) int { return func(n int) int { return f(f(n)) } }

func again() string { return again() + again() }

type bottomless[T any] struct{ Inner *bottomless[bottomless[T]] }

func main() {
	s := mcp.NewServer(&mcp.Implementation{}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "tree", Description: "Takes a tree"}, func(ctx context.Context, r *mcp.CallToolRequest, in node) (*mcp.CallToolResult, any, error) {
		return nil, nil, nil
	})
	mcp.AddTool(s, &mcp.Tool{Name: "pit", Description: "Never ends"}, func(ctx context.Context, r *mcp.CallToolRequest, in bottomless[int]) (*mcp.CallToolResult, any, error) {
		return nil, nil, nil
	})
	mcp.AddTool(s, &mcp.Tool{Name: a, Description: "Not a name"}, func(ctx context.Context, r *mcp.CallToolRequest, in loop) (*mcp.CallToolResult, any, error) {
		return nil, nil, nil
	})
	mcp.AddTool(s, &mcp.Tool{Name: fmt.Sprintf("made_%s", again())}, nil)
	for i := 0; ; i++ {
		f := twice(twice(twice(func(n int) int { return n + 1 })))
		if f(i) == forever(i)[0] {
			s.AddTool(&mcp.Tool{Name: "last", Description: first}, nil)
		}
	}
}
