package registry

import "example.org/toolsets/api"

var known = map[string]api.Toolset{}

func Register(t api.Toolset) { known[t.Name()] = t }

func Find(name string) (api.Toolset, bool) {
	t, ok := known[name]
	return t, ok
}
