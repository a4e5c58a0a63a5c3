using System.Text.Json;

namespace Catalog.Crawler.Tests.Sources.WellKnown;

/// <summary>What a host shows, and which servers it names with their titles. <c>HOST</c> stands for its address.</summary>
public sealed record WellKnownCase
{
    public required string Note { get; init; }

    public string Path { get; init; } = "";

    public int Status { get; init; } = 404;

    public bool Pages { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Documents { get; init; }

    public required IReadOnlyList<string> Servers { get; init; }

    public string? Problem { get; init; }
}
