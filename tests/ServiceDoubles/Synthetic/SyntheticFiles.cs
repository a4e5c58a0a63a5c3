using System.Text;

namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>Writes the files of synthetic repositories, in the manner of each language's usual library.</summary>
public static class SyntheticFiles
{
    /// <summary>All files of a repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="version">The version of its source.</param>
    /// <param name="words">The version of its README.</param>
    public static IReadOnlyList<(string Path, string Text)> Of(SyntheticRepository repository, int version, int words)
    {
        var tools = repository.Tools(version);
        List<(string, string)> files =
        [
            ("LICENSE", "Permission is granted to do what you like with nothing at all.\n"),
            ("README.md", $"# {repository.Name}\n\nA server made for measuring, number {repository.Index}.\n\n{(words > 0 ? $"Reworded {words} times.\n" : "")}{string.Concat(tools.Select(static t => $"- `{t.Name}`: {t.Description}\n"))}"),
        ];
        files.AddRange(repository.Language switch
        {
            SyntheticLanguage.TypeScript => Script(repository, tools, "src/index.ts"),
            SyntheticLanguage.JavaScript => Script(repository, tools, "index.js"),
            SyntheticLanguage.Python => Python(repository, tools),
            SyntheticLanguage.Go => Go(repository, tools),
            SyntheticLanguage.CSharp => CSharp(repository, tools),
            _ => [("notes.md", "Links about agents.\n"), ("package.json", $$"""{"name":"{{repository.Name}}","version":"1.0.0","dependencies":{"left-over":"1.0.0"} }""")],
        });
        return files;
    }

    private static IEnumerable<(string, string)> Script(SyntheticRepository repository, IReadOnlyList<SyntheticTool> tools, string path)
    {
        yield return ("package.json", $$"""
            {
              "name": "{{repository.Name}}",
              "version": "1.0.0",
              "type": "module",
              "main": "{{path}}",
              "bin": { "{{repository.Name}}": "{{path}}" },
              "dependencies": { "@modelcontextprotocol/sdk": "^1.20.0", "zod": "^3.25.0" }
            }
            """);
        var text = new StringBuilder();
        text.Append("import { McpServer } from \"@modelcontextprotocol/sdk/server/mcp.js\";\nimport { StdioServerTransport } from \"@modelcontextprotocol/sdk/server/stdio.js\";\nimport { z } from \"zod\";\n\n");
        text.Append($"const server = new McpServer({{ name: \"{repository.Name}\", version: \"1.0.0\" }});\n\n");
        text.Append("async function call(name, input) {\n  const answer = await fetch(`${process.env.SERVICE_URL}/${name}`, { method: \"POST\", body: JSON.stringify(input) });\n  if (!answer.ok) {\n    throw new Error(`the service answered ${answer.status}`);\n  }\n  return { content: [{ type: \"text\", text: await answer.text() }] };\n}\n\n");
        foreach (var tool in tools)
        {
            var schema = string.Join(", ", tool.Arguments.Select(static a => $"{a.Name}: z.string().describe(\"{a.Description}\")"));
            text.Append($"server.tool(\n  \"{tool.Name}\",\n  \"{tool.Description}\",\n  {{ {schema} }},\n  async (input) => call(\"{tool.Name}\", input),\n);\n\n");
        }

        text.Append("await server.connect(new StdioServerTransport());\n");
        yield return (path, text.ToString());
    }

    private static IEnumerable<(string, string)> Python(SyntheticRepository repository, IReadOnlyList<SyntheticTool> tools)
    {
        yield return ("pyproject.toml", $"[project]\nname = \"{repository.Name}\"\nversion = \"1.0.0\"\ndependencies = [\"mcp>=1.9\", \"httpx\"]\n\n[project.scripts]\n{repository.Name} = \"server:main\"\n");
        var text = new StringBuilder();
        text.Append($"import os\n\nimport httpx\nfrom mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP(\"{repository.Name}\")\n\n\ndef call(name: str, **values: str) -> str:\n    answer = httpx.post(f\"{{os.environ['SERVICE_URL']}}/{{name}}\", json=values)\n    answer.raise_for_status()\n    return answer.text\n\n\n");
        foreach (var tool in tools)
        {
            text.Append($"@mcp.tool()\ndef {tool.Name}({string.Join(", ", tool.Arguments.Select(static a => $"{a.Name}: str"))}) -> str:\n    \"\"\"{tool.Description}\"\"\"\n    return call(\"{tool.Name}\", {string.Join(", ", tool.Arguments.Select(static a => $"{a.Name}={a.Name}"))})\n\n\n");
        }

        text.Append("def main() -> None:\n    mcp.run()\n\n\nif __name__ == \"__main__\":\n    main()\n");
        yield return ("server.py", text.ToString());
    }

    private static IEnumerable<(string, string)> Go(SyntheticRepository repository, IReadOnlyList<SyntheticTool> tools)
    {
        yield return ("go.mod", $"module github.com/{repository.FullName}\n\ngo 1.23\n\nrequire github.com/mark3labs/mcp-go v0.32.0\n");
        var text = new StringBuilder();
        text.Append($"package main\n\nimport (\n\t\"context\"\n\n\t\"github.com/mark3labs/mcp-go/mcp\"\n\t\"github.com/mark3labs/mcp-go/server\"\n)\n\nfunc answer(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {{\n\treturn mcp.NewToolResultText(request.Params.Name), nil\n}}\n\nfunc main() {{\n\ts := server.NewMCPServer(\"{repository.Name}\", \"1.0.0\")\n");
        foreach (var tool in tools)
        {
            text.Append($"\ts.AddTool(mcp.NewTool(\"{tool.Name}\",\n\t\tmcp.WithDescription(\"{tool.Description}\"),\n{string.Concat(tool.Arguments.Select(static a => $"\t\tmcp.WithString(\"{a.Name}\", mcp.Required(), mcp.Description(\"{a.Description}\")),\n"))}\t), answer)\n");
        }

        text.Append("\tif err := server.ServeStdio(s); err != nil {\n\t\tpanic(err)\n\t}\n}\n");
        yield return ("main.go", text.ToString());
    }

    private static IEnumerable<(string, string)> CSharp(SyntheticRepository repository, IReadOnlyList<SyntheticTool> tools)
    {
        yield return ("Server.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <OutputType>Exe</OutputType>\n    <TargetFramework>net9.0</TargetFramework>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include=\"ModelContextProtocol\" Version=\"0.4.0\" />\n  </ItemGroup>\n</Project>\n");
        yield return ("Program.cs", "using Microsoft.Extensions.DependencyInjection;\nusing Microsoft.Extensions.Hosting;\n\nvar builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddMcpServer().WithStdioServerTransport().WithToolsFromAssembly();\nawait builder.Build().RunAsync();\n");
        var text = new StringBuilder();
        text.Append("using System.ComponentModel;\nusing ModelContextProtocol.Server;\n\n[McpServerToolType]\npublic static class Tools\n{\n");
        foreach (var tool in tools)
        {
            text.Append($"    [McpServerTool(Name = \"{tool.Name}\"), Description(\"{tool.Description}\")]\n    public static string Tool{tool.Name.Replace("_", "", StringComparison.Ordinal)}({string.Join(", ", tool.Arguments.Select(static a => $"[Description(\"{a.Description}\")] string {a.Name}"))}) => \"{repository.Index}\";\n\n");
        }

        text.Append("}\n");
        yield return ("Tools.cs", text.ToString());
    }
}
