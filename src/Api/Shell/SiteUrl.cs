namespace Catalog.Api.Shell;

/// <summary>An address that may stand in <c>href</c>, <c>src</c> or <c>action</c>: a path of this site, or an outside address that a browser only navigates to.</summary>
internal sealed class SiteUrl
{
    private SiteUrl(string value) => Value = value;

    /// <summary>The address, escaped as a URL and not yet as HTML.</summary>
    public string Value { get; }

    /// <summary>A path of this site that starts with one slash, or a fragment.</summary>
    /// <exception cref="ArgumentException">The path would lead elsewhere: a bug.</exception>
    public static SiteUrl Local(string path) =>
        path.StartsWith('#') || (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal))
            ? new SiteUrl(path)
            : throw new ArgumentException($"`{path}` is no path of this site", nameof(path));

    /// <summary>An address of others: absolute, <c>http</c> or <c>https</c>, without user information; null for anything else.</summary>
    public static SiteUrl? OutsideOrNull(string? address) =>
        address is { Length: <= 2000 }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0
            ? new SiteUrl(uri.AbsoluteUri)
            : null;

    public override string ToString() => Value;
}
