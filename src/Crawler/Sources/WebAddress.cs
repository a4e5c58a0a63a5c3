using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Introspection;

namespace Catalog.Crawler.Sources;

/// <summary>Addresses of strangers, brought into the forms that pages may show and keys may hold.</summary>
internal static class WebAddress
{
    /// <summary>An address without user, password, query and fragment: any of them may be a secret. A text that is no address stays as it is.</summary>
    public static string WithoutSecrets(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ssh" or "git"
            ? new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "", Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri.ToString().TrimEnd('/')
            : address;

    /// <summary>A reference as pages, logs and the ledger may hold it.</summary>
    public static string ShownSource(SourceReference reference) => reference.Scheme switch
    {
        "http" or "git" or "registry" or "list" or "wellknown" => (reference with { Value = WithoutSecrets(reference.Value) }).ToString(),
        "stdio" => (reference with { Value = CommandLineText.WithoutSecrets(reference.Value) }).ToString(),
        _ => reference.ToString(),
    };

    /// <summary>An address that a page may link to; null for any other scheme than http and https.</summary>
    public static string? PageOrNull(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && address!.Length <= 1000
            ? uri.ToString()
            : null;

    /// <summary>The https address of a repository, from any of the forms that manifests use; null where it is none.</summary>
    public static string? RepositoryOrNull(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // `owner/name` and `github:owner/name` are npm's short forms.
        var address = text.Trim();
        address = address.StartsWith("github:", StringComparison.Ordinal) ? "https://github.com/" + address[7..]
            : address.Count(static c => c == '/') == 1 && !address.Contains(':', StringComparison.Ordinal) ? "https://github.com/" + address
            : address;
        if (GitAddress.GitHubNameOrNull(address) is { } name)
        {
            return "https://github.com/" + name;
        }

        address = address.StartsWith("git+", StringComparison.Ordinal) ? address[4..] : address;
        address = address.StartsWith("git://", StringComparison.Ordinal) ? "https://" + address[6..] : address;
        return PageOrNull(address) is { } page && page.StartsWith("https:", StringComparison.Ordinal) ? WithoutSecrets(page) : null;
    }
}
