namespace Catalog.Core.Servers.Naming;

/// <summary>The owner and the name in a server's key, in lower case.</summary>
/// <param name="Owner">Who may publish under it, as the registry sees to: a scope of npm, an account of GitHub; null where the key does not say.</param>
/// <param name="Name">The name alone.</param>
/// <param name="IsScoped">True where the owner is a part of the name that people type.</param>
internal sealed record NameParts(string? Owner, string Name, bool IsScoped)
{
    public static NameParts? OfOrNull(ServerKey key)
    {
        var name = key.Name.ToLowerInvariant();
        switch (key.Kind)
        {
            case "npm" when name[0] == '@' && name.IndexOf('/', StringComparison.Ordinal) is > 1 and var slash && slash < name.Length - 1:
                return new NameParts(name[1..slash], name[(slash + 1)..], IsScoped: true);
            case "npm" or "pypi" or "nuget" or "mcpb":
                return new NameParts(null, name, IsScoped: false);
            case "github":
                var path = name.Split('#')[0].Split('/');
                return path is [{ Length: > 0 } owner, { Length: > 0 } repository] ? new NameParts(owner, repository, IsScoped: false) : null;
            default:
                return null;
        }
    }

    /// <summary>The account in a name as claims spell it; null where it has none.</summary>
    public static string? OwnerOfOrNull(string name) => ServerKey.TryParse(name, out var key) ? OfOrNull(key)?.Owner : null;

    /// <summary>The account in the address of a repository; null where it has none.</summary>
    public static string? OwnerOrNull(string? repository) =>
        Uri.TryCreate(repository, UriKind.Absolute, out var address) && address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var owner, _, ..]
            ? owner.ToLowerInvariant()
            : null;
}
