using System.Text.Json.Nodes;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>A token that somebody might send.</summary>
public sealed record TokenCase
{
    public required string Note { get; init; }

    /// <summary>Members of the header beside, or instead of, those of a good one; null takes one away.</summary>
    public JsonObject? Header { get; init; }

    /// <summary>The header as it is written, instead.</summary>
    public string? HeaderText { get; init; }

    /// <summary>Claims beside, or instead of, those of a good one; null takes one away, <c>{"now": 60}</c> is a time.</summary>
    public JsonObject? Claims { get; init; }

    /// <summary>The end of the claims' text, put in the place of its last brace.</summary>
    public string? ClaimsEnd { get; init; }

    /// <summary>The key that signs.</summary>
    public string Key { get; init; } = "rsa";

    /// <summary>How it signs; <c>none</c> leaves the signature empty.</summary>
    public string Sign { get; init; } = "RS256";

    /// <summary>What is done to the whole text at last.</summary>
    public string? Change { get; init; }

    /// <summary>Words of the refusal; null for a token that is taken.</summary>
    public string? Refused { get; init; }

    /// <summary>The status.</summary>
    public int Status { get; init; } = 401;

    public override string ToString() => Note;
}
