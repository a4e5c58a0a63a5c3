package tools

import (
	"context"

	"example.org/boxes/internal/model"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type Keeper struct{ count int }

func NewKeeper() *Keeper { return &Keeper{} }

func (k *Keeper) Put(ctx context.Context, req *mcp.CallToolRequest, in model.Box) (*mcp.CallToolResult, any, error) {
	return nil, nil, nil
}

type Nothing struct{}

// logged is generic: what it returns takes the arguments of what it is given.
func logged[In, Out any](next func(context.Context, *mcp.CallToolRequest, In) (*mcp.CallToolResult, Out, error)) mcp.ToolHandlerFor[In, Out] {
	return func(ctx context.Context, req *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		return next(ctx, req, in)
	}
}

func Register(server *mcp.Server, k *Keeper) {
	mcp.AddTool(server, &mcp.Tool{Name: "put_box", Description: "Puts a box away"}, k.Put)
	mcp.AddTool(server, &mcp.Tool{
		Name:        "count_boxes",
		Description: "Counts",
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}, logged(func(ctx context.Context, req *mcp.CallToolRequest, in Nothing) (*mcp.CallToolResult, any, error) {
		return nil, nil, nil
	}))
}
