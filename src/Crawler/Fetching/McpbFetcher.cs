namespace Catalog.Crawler.Fetching;

/// <summary>Reads an MCP bundle of this machine: a zip archive with a <c>manifest.json</c>.</summary>
internal sealed class McpbFetcher : FileFetcher
{
    public override string Id => "mcpb";
}
