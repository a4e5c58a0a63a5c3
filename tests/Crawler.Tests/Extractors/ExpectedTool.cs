using System.Text.Json.Nodes;

namespace Catalog.Crawler.Tests.Extractors;

/// <summary>One tool that must be found; members that are null are not looked at, but for what is exposed (yes).</summary>
internal sealed record ExpectedTool
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Parameters { get; init; }

    public IReadOnlyList<string>? Required { get; init; }

    public JsonObject? Schema { get; init; }

    public JsonObject? Annotations { get; init; }

    public string? Exposed { get; init; }

    public string? Condition { get; init; }

    public bool? Partial { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    /// <summary>The extractor and its version; <c>typescript@1</c> where it is null.</summary>
    public string? Extractor { get; init; }

    /// <summary>The folder of the server.</summary>
    public string? Server { get; init; }
}
