using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Tools;

/// <summary>
/// One tool as its server defines it: what <c>catalog extract</c> prints and <c>import</c> and <c>classify</c> read, a JSON line each
/// (<see cref="ToolDefinitionJson"/>). Members that are not known are null and omitted when written.
/// </summary>
public sealed record ToolDefinition
{
    /// <summary>A caller's own name for the row, copied to its classification; null in the catalog itself.</summary>
    public string? Id { get; init; }

    /// <summary>The server's key, or its name in imported rows; null where it is not known.</summary>
    public string? Server { get; init; }

    /// <summary>The repository, <c>owner/name</c> or an address; null where it is not known.</summary>
    public string? Repo { get; init; }

    /// <summary>The name that a client calls; 1 character or more.</summary>
    public required string Tool { get; init; }

    /// <summary>The name for people; null where the author gives none.</summary>
    public string? Title { get; init; }

    /// <summary>The author's description, white space as written; null where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of the arguments, an object; null where it is not known.</summary>
    public JsonElement? InputSchema { get; init; }

    /// <summary>The author's claims (<c>readOnlyHint</c> …), an object; null where there are none.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>Names of other tools of the same server, without this one; empty where they are not known.</summary>
    public IReadOnlyList<string>? Siblings { get; init; }

    /// <summary>Whether a client is offered it; <see cref="Exposure.Unknown"/> where nothing was said.</summary>
    [JsonConverter(typeof(LowerCaseEnumConverter<Exposure>))]
    public Exposure Exposed { get; init; }

    /// <summary>The condition of <see cref="Exposure.Conditional"/>, in words or as the source writes it; null otherwise.</summary>
    public string? Condition { get; init; }

    /// <summary>True where a part of the definition is not constant in the source, and so is missing here.</summary>
    public bool Partial { get; init; }

    /// <summary>Where it was read; null for rows that were handed in.</summary>
    [JsonConverter(typeof(SourceLocationJsonConverter))]
    public SourceLocation? Source { get; init; }

    /// <summary>How the running server's answer differs from the source, a plain sentence each; null where both agree or only one was read.</summary>
    public IReadOnlyList<string>? Differences { get; init; }
}
