namespace Catalog.Core.Credentials;

/// <summary>An entry of the vault, without its secret.</summary>
public sealed record StoredCredential
{
    /// <summary>The gateway's id of the server; empty, as no server's is, for a secret that belongs to none and is named by the gateway's configuration.</summary>
    public required string Server { get; init; }

    /// <summary>What it is: <c>refresh_token</c>, <c>access_token</c>, <c>client_secret</c>, <c>client_id</c> or <c>issuer</c>; of no server, the name that a person gave it.</summary>
    public required string Name { get; init; }

    /// <summary>Which key it is encrypted with, 16 hexadecimal digits.</summary>
    public required string KeyId { get; init; }

    /// <summary>When it was last set or encrypted anew.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
