using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Assemblies;

namespace Catalog.Crawler.Tests.Extractors.Assemblies;

public sealed class AssemblyToolsTests
{
    [Fact]
    public void Read_AttributesOfAnAssembly_GiveToolsWithTheirSchemas()
    {
        using var image = new PEReader(File.OpenRead(typeof(BuiltTools).Assembly.Location));
        var tools = new AssemblyTools(image.GetMetadataReader(), "lib/a.dll", "dotnet-assembly@1").Read().ToDictionary(static t => t.Tool, StringComparer.Ordinal);

        var erase = tools["erase_pages"];
        Assert.Equal(("Erase pages", "Erases pages for good", Exposure.Unknown), (erase.Title, erase.Description, erase.Exposed));
        Assert.Equal("""{"readOnlyHint":false,"destructiveHint":true}""", JsonSerializer.Serialize(erase.Annotations));
        Assert.Equal(
            """{"type":"object","properties":{"pages":{"type":"array","items":{"type":"integer"},"description":"which pages"},"reason":{"type":"string"}},"required":["pages"]}""",
            JsonSerializer.Serialize(erase.InputSchema));

        var list = tools["list_pages"];
        Assert.Null(list.Description);
        Assert.Equal(
            """{"type":"object","properties":{"book":{"type":"string","format":"uuid"},"only":{"type":"array","items":{"type":"string"}},"withDrafts":{"type":"boolean"}},"required":["book","only","withDrafts"]}""",
            JsonSerializer.Serialize(list.InputSchema));
    }

    [Fact]
    public void Read_AssemblyWithoutTools_GivesNone()
    {
        using var image = new PEReader(File.OpenRead(typeof(ToolDefinition).Assembly.Location));
        Assert.Empty(new AssemblyTools(image.GetMetadataReader(), "a.dll", "x").Read());
    }
}
