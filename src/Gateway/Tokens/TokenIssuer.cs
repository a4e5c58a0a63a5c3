namespace Catalog.Gateway.Tokens;

/// <summary>An authorization server whose access tokens the gateway takes.</summary>
public sealed record TokenIssuer
{
    /// <summary>A name for people and for ids of grants: 1 to 32 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its identifier; <c>iss</c> of its tokens equals it letter by letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where its keys are; null to find them by its metadata, unless <see cref="KeysFile"/> holds them.</summary>
    public Uri? KeysAddress { get; init; }

    /// <summary>The whole path of a JWKS file, read again when it changes; null for none.</summary>
    public string? KeysFile { get; init; }

    /// <summary>The signatures that are taken, as <c>alg</c> spells them.</summary>
    /// <value>RS256 to RS512, PS256 to PS512, ES256 to ES512.</value>
    public IReadOnlyList<string> Algorithms { get; init; } = [.. SignatureAlgorithm.All.Select(static a => a.Name)];

    /// <summary>What <c>aud</c> has to name, instead of the address of the endpoint; empty for that address.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The clients (<c>client_id</c> or <c>azp</c>) whose tokens are taken; empty for all.</summary>
    public IReadOnlyList<string> Clients { get; init; } = [];

    /// <summary>The values of <c>typ</c> that are taken, in lower case.</summary>
    /// <value><c>at+jwt</c> and <c>jwt</c>.</value>
    public IReadOnlyList<string> TokenTypes { get; init; } = ["at+jwt", "jwt"];

    /// <summary>The claim that names the caller for people and as <c>grant.label</c>.</summary>
    /// <value><c>sub</c>.</value>
    public string LabelClaim { get; init; } = "sub";

    /// <summary>Whether it stands at a private address, where http will do. Else it is asked by https at public addresses only.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>How far its clock may be from the gateway's.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long its keys stay good while it cannot be reached.</summary>
    /// <value>6 hours.</value>
    public TimeSpan KeepKeys { get; init; } = TimeSpan.FromHours(6);
}
