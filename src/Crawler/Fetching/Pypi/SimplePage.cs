using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>Reads a package's page of an index: JSON (PEP 691) or, of indexes that know only that, HTML (PEP 503).</summary>
internal static partial class SimplePage
{
    private const int Most = 20_000;

    /// <summary>A name as indexes write it.</summary>
    public static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    /// <summary>The files of a page whose version can be told; empty for a page that lists none.</summary>
    /// <exception cref="JsonException">It says that it is JSON and is not.</exception>
    public static IReadOnlyList<PythonFile> Read(string text, bool isJson, string package, Uri page) => [.. (isJson ? ReadJson(text) : ReadHtml(text)).Take(Most)
        .Select(file => VersionOrNull(file.Name, package) is { } version && Uri.TryCreate(page, file.Url, out var address) && address.Scheme is "https" or "http"
            ? new PythonFile(file.Name, version, new UriBuilder(address) { Fragment = "" }.Uri, file.Sha256 is { Length: 64 } hash && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null, file.IsYanked)
            : null)
        .OfType<PythonFile>()];

    private static IEnumerable<(string Name, string Url, string? Sha256, bool IsYanked)> ReadJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. files.EnumerateArray().Select(static file => (
            Text(file, "filename") ?? "",
            Text(file, "url") ?? "",
            file.ValueKind == JsonValueKind.Object && file.TryGetProperty("hashes", out var hashes) ? Text(hashes, "sha256") : null,
            file.ValueKind == JsonValueKind.Object && file.TryGetProperty("yanked", out var yanked) && yanked.ValueKind is JsonValueKind.True or JsonValueKind.String))];
    }

    private static IEnumerable<(string Name, string Url, string? Sha256, bool IsYanked)> ReadHtml(string text)
    {
        using var document = new HtmlParser().ParseDocument(text);
        return [.. document.QuerySelectorAll("a[href]").Select(static link =>
        {
            var url = link.GetAttribute("href")!;
            var hash = url.IndexOf("#sha256=", StringComparison.Ordinal);
            return (link.TextContent.Trim(), url, hash < 0 ? null : url[(hash + 8)..], link.HasAttribute("data-yanked"));
        })];
    }

    private static string? VersionOrNull(string file, string package)
    {
        if (file.EndsWith(".whl", StringComparison.OrdinalIgnoreCase))
        {
            return file.Split('-') is [var name, var version, _, _, ..] && Normalize(name) == Normalize(package) ? version : null;
        }

        var stem = file.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) ? file[..^7] : file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? file[..^4] : "";
        for (var dash = stem.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = stem.IndexOf('-', dash + 1))
        {
            if (Normalize(stem[..dash]) == Normalize(package) && PythonVersion.ParseOrNull(stem[(dash + 1)..]) is not null)
            {
                return stem[(dash + 1)..];
            }
        }

        return null;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
