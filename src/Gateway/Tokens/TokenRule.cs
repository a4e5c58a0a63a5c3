namespace Catalog.Gateway.Tokens;

/// <summary>What some tokens are good for. Of the rules that a token meets the first one that names a server decides there; without one it is not good for that server.</summary>
public sealed record TokenRule
{
    /// <summary>The name of the issuer; null for every one.</summary>
    public string? Issuer { get; init; }

    /// <summary>Scopes that the token has to have, all of them; empty for none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim that has to equal <see cref="Value"/>, or be a list that holds it; null for none.</summary>
    public string? Claim { get; init; }

    /// <summary>What <see cref="Claim"/> is compared with; null where there is no such claim to meet.</summary>
    public string? Value { get; init; }

    /// <summary>The servers, by their ids; <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>The policy that binds the token there; null for the server's own.</summary>
    public string? Policy { get; init; }
}
