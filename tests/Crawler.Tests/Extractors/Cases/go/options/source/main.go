package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

const (
	nameSearch = "search_notes"
	limit      = 20
)

func handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	return mcp.NewToolResultText("ok"), nil
}

// withPaging is an option of its own making.
func withPaging() mcp.ToolOption {
	return func(tool *mcp.Tool) {
		mcp.WithNumber("page", mcp.Description("Page to show"), mcp.Min(1))(tool)
		mcp.WithNumber("size", mcp.DefaultNumber(limit), mcp.Max(100))(tool)
	}
}

func main() {
	s := server.NewMCPServer("notes", "1.0.0", server.WithToolCapabilities(true))
	s.AddTool(mcp.NewTool(nameSearch,
		mcp.WithDescription(fmt.Sprintf("Search notes, %d at most.\n"+
			"Words are joined by %q.", limit, "and")),
		mcp.WithString("query", mcp.Required(), mcp.Description("What to look for")),
		mcp.WithString("order", mcp.Enum("new", "old"), mcp.DefaultString("new")),
		mcp.WithArray("tags", mcp.WithStringItems(), mcp.MinItems(1)),
		mcp.WithObject("box", mcp.Properties(map[string]any{"x": map[string]any{"type": "number"}})),
		mcp.WithBoolean("exact", mcp.DefaultBool(false)),
		mcp.WithReadOnlyHintAnnotation(true),
		mcp.WithTitleAnnotation("Search"),
		withPaging(),
	), handle)
	s.AddTool(mcp.NewToolWithRawSchema("raw_note", `Adds a "raw" note`, []byte(`{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}`)), handle)
	if os.Getenv("NOTES_WRITE") == "1" {
		s.AddTools(server.ServerTool{Tool: mcp.NewTool("delete_note", mcp.WithDescription("Deletes a note"), mcp.WithToolAnnotation(mcp.ToolAnnotation{DestructiveHint: mcp.ToBoolPtr(true)})), Handler: handle})
	}
	unused := mcp.NewTool("never_offered", mcp.WithDescription("Built and thrown away"))
	_ = unused
	if err := server.ServeStdio(s); err != nil {
		os.Exit(1)
	}
}
