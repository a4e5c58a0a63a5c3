namespace Catalog.Crawler.Fetching.Nuget;

/// <summary>One source of packages of this user's configuration.</summary>
/// <param name="Name">What the configuration calls it.</param>
/// <param name="Place">The address of its service index, or the path of a folder.</param>
/// <param name="User">The user to log in as; null for nobody.</param>
/// <param name="Password">The password in clear text; null for none.</param>
internal sealed record NugetFeed(string Name, string Place, string? User, string? Password)
{
    /// <summary>The address of the service index; null for a folder.</summary>
    public Uri? AddressOrNull => Uri.TryCreate(Place, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
