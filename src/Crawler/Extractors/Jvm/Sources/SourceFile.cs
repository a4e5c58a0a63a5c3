namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>What a glance at a source file says, before it is parsed.</summary>
/// <param name="Path">Inside the snapshot.</param>
/// <param name="Package">Its package; empty for the unnamed one.</param>
/// <param name="IsMarked">True where it uses an SDK that tools can be made with.</param>
/// <param name="IsEntry">True where something in it looks like a start: a main method, an application class.</param>
/// <param name="ServesMcp">True where it names the serving side of an MCP library.</param>
internal sealed record SourceFile(string Path, string Package, bool IsMarked, bool IsEntry, bool ServesMcp)
{
    /// <summary>The language that parses it.</summary>
    public string Language => Path.EndsWith(".java", StringComparison.Ordinal) ? "java" : "kotlin";
}
