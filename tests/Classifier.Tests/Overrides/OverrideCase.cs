using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Classifier.Tests.Overrides;

/// <summary>One text of a file of overrides and what is said about it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OverrideCase
{
    public required string Note { get; init; }

    /// <summary>The file; null where <see cref="Text"/> is it.</summary>
    public JsonElement? File { get; init; }

    /// <summary>The file as text, for what is no JSON.</summary>
    public string? Text { get; init; }

    /// <summary>How many entries it has.</summary>
    public int Entries { get; init; }

    /// <summary>What each error holds, in order.</summary>
    public required IReadOnlyList<string> Errors { get; init; }
}
