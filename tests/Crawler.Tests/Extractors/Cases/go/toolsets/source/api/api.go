package api

import (
	"encoding/json"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Tool is this program's own form of a definition.
type Tool struct {
	Name, Description string
	Schema            *jsonschema.Schema
	Writes            bool
}

type Toolset interface {
	Name() string
	Tools() []Tool
}

func Convert(t Tool) (*mcp.Tool, error) {
	raw, err := json.Marshal(t.Schema)
	if err != nil {
		return nil, err
	}
	out := &mcp.Tool{Name: t.Name, Description: t.Description, InputSchema: json.RawMessage(raw)}
	out.Annotations = &mcp.ToolAnnotations{ReadOnlyHint: !t.Writes}
	return out, nil
}
