package core

import (
	"example.org/toolsets/api"
	"example.org/toolsets/registry"
	"github.com/google/jsonschema-go/jsonschema"
)

type set struct{}

func (set) Name() string { return "core" }

func paged(s *jsonschema.Schema) *jsonschema.Schema {
	s.Properties["page"] = &jsonschema.Schema{Type: "integer", Minimum: jsonschema.Ptr(1.0)}
	return s
}

func (set) Tools() []api.Tool {
	tools := []api.Tool{{Name: "list_shelves", Description: "Lists shelves", Schema: paged(&jsonschema.Schema{
		Type:       "object",
		Properties: map[string]*jsonschema.Schema{"room": {Type: "string", Enum: []any{"hall", "attic"}}},
		Required:   []string{"room"},
	})}}
	for _, verb := range []string{"open", "close"} {
		tools = append(tools, api.Tool{Name: verb + "_shelf", Description: "To " + verb + " a shelf", Writes: true, Schema: &jsonschema.Schema{Type: "object"}})
	}
	return tools
}

func init() { registry.Register(set{}) }
