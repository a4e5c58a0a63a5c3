package main

import "github.com/mark3labs/mcp-go/mcp"

var fromTest = mcp.NewTool("from_test")
