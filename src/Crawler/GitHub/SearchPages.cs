using System.Text.Json;

namespace Catalog.Crawler.GitHub;

/// <summary>Reads the pages of searches.</summary>
internal static class SearchPages
{
    /// <summary>The page; null for what is none.</summary>
    public static GitHubSearchPage? ReadOrNull(JsonElement page, bool isCode) =>
        page.ValueKind == JsonValueKind.Object
        && page.TryGetProperty("total_count", out var total) && total.TryGetInt32(out var count)
        && page.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? new GitHubSearchPage
            {
                Total = count,
                IsIncomplete = page.TryGetProperty("incomplete_results", out var incomplete) && incomplete.ValueKind == JsonValueKind.True,
                Repositories = [.. items.EnumerateArray().Select(item => RepositoryOrNull(isCode ? Member(item, "repository") : item)).OfType<GitHubRepository>().DistinctBy(static r => r.Id, StringComparer.Ordinal)],
            }
            : null;

    private static GitHubRepository? RepositoryOrNull(JsonElement item) =>
        Text(item, "full_name") is { } name && Text(item, "node_id") is { } id ? new GitHubRepository(name, id, Text(item, "description")) : null;

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
