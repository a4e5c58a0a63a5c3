namespace Catalog.Gateway.Listening;

/// <summary>One address at which a gateway listens.</summary>
public sealed record Listener
{
    /// <summary>Scheme, host and port, such as <c>http://127.0.0.1:5081</c>; a path is not looked at. Port 0 takes a free one.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether callers need a grant's token. Always so for an address that is not loopback.</summary>
    /// <value>False.</value>
    public bool RequireGrant { get; init; }

    /// <summary>Host names beside the loopback ones under which it may be asked.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Host names beside the loopback ones and <see cref="AllowedHosts"/> whose pages may ask.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The certificate in PEM, with its chain; null for http.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key in PEM; null for http.</summary>
    public string? KeyFile { get; init; }
}
