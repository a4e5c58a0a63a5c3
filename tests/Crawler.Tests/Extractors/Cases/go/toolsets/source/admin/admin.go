package admin

import (
	"example.org/toolsets/api"
	"example.org/toolsets/registry"
	"github.com/google/jsonschema-go/jsonschema"
)

type set struct{ suffix string }

func (s *set) Name() string { return "admin" }

func (s *set) Tools() []api.Tool {
	return []api.Tool{{Name: "burn" + s.suffix, Description: "Burns them all", Writes: true, Schema: &jsonschema.Schema{Type: "object"}}}
}

func init() { registry.Register(&set{suffix: "_shelves"}) }
