package main

import (
	"embed"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

//go:embed read.md
var readText string

//go:embed *.md
var texts embed.FS

type Verb int

const (
	First Verb = iota
	Second
	_
	Fourth
)

var words = [...]string{First: "zero", Second: "one", "two", Fourth: "three"}

func text(name string) string {
	data, err := texts.ReadFile(name + ".md")
	if err != nil {
		return ""
	}
	return string(data)
}

type tools struct{ *server.MCPServer }

func (t tools) add(name string, opts ...mcp.ToolOption) {
	t.AddTool(mcp.NewTool("book_"+name, opts...), nil)
}

func main() {
	t := tools{server.NewMCPServer("books", "1")}
	t.add("read", mcp.WithDescription(strings.TrimSpace(readText)))
	t.add(strings.ToLower("COPY"), mcp.WithDescription(text("read")))
	t.add(words[Fourth], mcp.WithDescription(strings.Join([]string{"Three", "of them"}, " ")))
	register(t)
}
