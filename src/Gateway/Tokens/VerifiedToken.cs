using System.Text.Json;

namespace Catalog.Gateway.Tokens;

/// <summary>What a token says, once its signature and its claims were found good.</summary>
internal sealed record VerifiedToken
{
    public required TokenIssuer Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>The client that it was given to; null where it does not say.</summary>
    public required string? Client { get; init; }

    /// <summary>Its <c>jti</c>; null where it has none.</summary>
    public required string? Id { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>From when on it is refused; the skew is in it.</summary>
    public required DateTimeOffset RefusedAt { get; init; }

    public required JsonElement Claims { get; init; }

    /// <summary>The id of its caller's grant: equal for all tokens of one issuer, subject and client.</summary>
    public required string Grant { get; init; }

    public required string Label { get; init; }
}
