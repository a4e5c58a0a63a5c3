using System.Text.Json;

namespace Catalog.Policy.Tests.Checking.Warnings;

/// <summary>A valid document as text, the upstream's tools, and every warning; that other methods pass is expected by itself under <c>default: deny</c>.</summary>
internal sealed record WarningCase
{
    public required string Note { get; init; }

    public required IReadOnlyList<string> Document { get; init; }

    public required IReadOnlyDictionary<string, JsonElement?> Tools { get; init; }

    public required IReadOnlyList<ErrorCaseProblem> Warnings { get; init; }
}
