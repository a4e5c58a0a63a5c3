using System.Text.Json;

namespace Catalog.Core.Tests.Changes;

/// <summary>Two schemas, and in what they differ: <c>+</c> before what widens, <c>-</c> before what does not.</summary>
public sealed record SchemaCase
{
    public required string Note { get; init; }

    public required JsonElement Before { get; init; }

    public required JsonElement After { get; init; }

    public required IReadOnlyList<string> Differences { get; init; }

    public override string ToString() => Note;
}
