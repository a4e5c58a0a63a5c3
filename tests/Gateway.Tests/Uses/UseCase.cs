using System.Text.Json;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>One request for something that is no tool, and what becomes of it.</summary>
internal sealed record UseCase
{
    public required string Note { get; init; }

    /// <summary>The policy; null for the one that most cases have.</summary>
    public JsonElement? Policy { get; init; }

    public required string Method { get; init; }

    public required JsonElement Params { get; init; }

    /// <summary>The code of the error; null where the request reaches the server.</summary>
    public int? Code { get; init; }

    /// <summary>The rule in the log.</summary>
    public string? Rule { get; init; }
}
