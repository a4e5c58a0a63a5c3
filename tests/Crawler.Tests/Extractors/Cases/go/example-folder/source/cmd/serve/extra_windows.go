package main

import "github.com/mark3labs/mcp-go/mcp"

func register(t tools) { t.add("windows", mcp.WithDescription("Not here")) }
