using System.Text.Json;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Tests.Operators.Paths;

/// <summary>A condition with its path, asked about arguments and a grant.</summary>
internal sealed record PathCase
{
    public required string Note { get; init; }

    public required string Path { get; init; }

    public required string Op { get; init; }

    public required JsonElement Operand { get; init; }

    public JsonElement Arguments { get; init; }

    public string? Label { get; init; }

    public JsonElement Claims { get; init; }

    public required ConditionVerdict Require { get; init; }

    /// <summary>In <c>deny_if</c> and <c>when</c> alike.</summary>
    public required ConditionVerdict DenyIf { get; init; }

    public string? Error { get; init; }
}
