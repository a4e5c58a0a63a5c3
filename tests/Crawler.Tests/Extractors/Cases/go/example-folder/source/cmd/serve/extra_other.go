//go:build !windows && (linux || darwin)

package main

import "github.com/mark3labs/mcp-go/mcp"

func register(t tools) { t.add("unix", mcp.WithDescription("Here")) }
