using System.Text.Json;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary><c>catalog extract --explain</c> as a user runs it, on a small server of each language.</summary>
public sealed class ExplainTests
{
    private const string Go = "package main\nimport (\n\t\"github.com/mark3labs/mcp-go/mcp\"\n\t\"github.com/mark3labs/mcp-go/server\"\n)\nfunc main() {\n\ts := server.NewMCPServer(\"o\", \"1\")\n\ts.AddTool(mcp.NewTool(\"dim\", mcp.WithDescription(\"Dims\")), nil)\n\tserver.ServeStdio(s)\n}\n";
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>";
    private const string CSharp = "using ModelContextProtocol.Server;\nvar builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddMcpServer().WithTools<Lamp>();\n[McpServerToolType]\npublic sealed class Lamp\n{\n    [McpServerTool]\n    public string Dim(int level) => \"\";\n}\n";
    private const string Build = "<project><artifactId>o</artifactId><dependencies><dependency><groupId>io.quarkiverse.mcp</groupId><artifactId>quarkus-mcp-server-stdio</artifactId></dependency></dependencies></project>";
    private const string Java = "package o;\nimport io.quarkiverse.mcp.server.Tool;\npublic class Lamp {\n    @Tool(description = \"Dims\")\n    String dim(int level) { return \"\"; }\n}\n";
    private const string Rust = "use rmcp::{tool, tool_router};\nstruct Lamp;\n#[tool_router]\nimpl Lamp {\n    /// Dims\n    #[tool]\n    fn dim(&self) -> String { String::new() }\n}\nfn main() {}\n";
    private const string Php = "<?php\nuse Mcp\\Capability\\Attribute\\McpTool;\nclass Lamp {\n    #[McpTool(name: 'dim')]\n    public function turnDown(int $level): string { return ''; }\n}\n";
    private const string Elixir = "defmodule Lamp.Dim do\n  use Anubis.Server.Component, type: :tool\n  @moduledoc \"Dims\"\n  schema do\n    field :level, :integer\n  end\nend\n";

    [Theory]
    [InlineData("go.mod", "module example.org/o", "main.go", Go, "entry point: it belongs to the program in `.` [main.go]", "name: `dim`: a literal [main.go:8]")]
    [InlineData("o.csproj", Project, "Program.cs", CSharp, "reached by: `o.csproj` compiles it [Program.cs]", "name: `dim`: after the method `Dim` [Program.cs:7]")]
    [InlineData("pom.xml", Build, "src/main/java/o/Lamp.java", Java, "entry point: it builds the program [pom.xml]", "parameter level: `level`: a parameter of the method [src/main/java/o/Lamp.java:5]")]
    [InlineData("Cargo.toml", "[package]\nname = \"o\"", "src/main.rs", Rust, "entry point: Cargo builds a program of it [src/main.rs]", "description: `Dims`: the documentation of the method [src/main.rs:7]")]
    [InlineData("composer.json", "{ \"name\": \"o/o\" }", "src/Lamp.php", Php, "reached by: `composer.json` takes it into the program, and it bears the mark of an MCP library [src/Lamp.php]", "name: `dim`: a literal [src/Lamp.php:4]")]
    [InlineData("mix.exs", "defmodule O.MixProject do\nend", "lib/lamp.ex", Elixir, "entry point: it says what belongs to the program [mix.exs]", "name: `dim`: after the module `Lamp.Dim` [lib/lamp.ex:1]")]
    public async Task Explain_ToolOfEachLanguage_TellsTheWayAndThePlaces(string manifest, string says, string file, string source, string way, string place)
    {
        using var home = new TemporaryFolder();
        var server = Directory.CreateDirectory(home.File("server")).FullName;
        await File.WriteAllTextAsync(Path.Combine(server, manifest), says, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(server, file))!);
        await File.WriteAllTextAsync(Path.Combine(server, file), source, TestContext.Current.CancellationToken);
        var lines = (await CatalogCommand.RunAsync(home.Path, ["extract", "dir:" + server, "--explain", "dim"])).Expect(0).Lines;
        Assert.Equal("dim", lines[0]);
        Assert.Contains(way, lines);
        Assert.Contains(place, lines);
    }

    [Fact]
    public async Task Explain_UnknownSubjectAsJson_SaysSoAndExitsWithOne()
    {
        using var home = new TemporaryFolder();
        await File.WriteAllTextAsync(home.File("go.mod"), "module example.org/o", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(home.File("main.go"), Go, TestContext.Current.CancellationToken);
        var finished = (await CatalogCommand.RunAsync(home.Path, ["extract", "dir:" + home.Path, "--explain", "brighten", "--json"])).Expect(1);
        var explanation = JsonDocument.Parse(Assert.Single(finished.Lines)).RootElement;
        Assert.Equal("brighten", explanation.GetProperty("subject").GetString());
        Assert.Contains("neither a tool nor a file", explanation.GetProperty("parts")[0].GetProperty("says").GetString(), StringComparison.Ordinal);
    }
}
