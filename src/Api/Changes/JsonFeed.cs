using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Api.Shell;
using Microsoft.AspNetCore.Http;

namespace Catalog.Api.Changes;

/// <summary>The changes as a JSON Feed, version 1.1.</summary>
internal static class JsonFeed
{
    public const string Path = "/changes.feed.json";

    public const string MediaType = "application/feed+json";

    public static SiteResult Answer(HttpRequest request, ChangeListView view)
    {
        var site = $"{request.Scheme}://{request.Host}";
        var feed = new Feed(
            "https://jsonfeed.org/version/1.1",
            "Tool Risk Catalog: changes",
            site + view.Filter.ToUrl().Value,
            site + view.Filter.ToUrl(view.Paging.Page, Path).Value,
            view.Sentence,
            view.Paging.Page < view.Paging.Pages ? site + view.Filter.ToUrl(view.Paging.Page + 1, Path).Value : null,
            "en",
            [new Author("Tool Risk Catalog")],
            [.. view.Changes.Select(change => new Item(change.Id, site + change.Page, ChangeText.Title(change), ChangeText.Body(change), change.At.UtcDateTime, Tags(change)))]);
        return new SiteResult(JsonSerializer.SerializeToUtf8Bytes(feed, SiteJson.Options), $"{MediaType}; charset=utf-8");
    }

    private static IReadOnlyList<string> Tags(ChangeEntry change) =>
        [change.Kind.ToString(), .. change.Details.Marks.Select(static mark => mark.Kind.ToString()).Distinct(StringComparer.Ordinal)];

    private sealed record Feed(
        string Version,
        string Title,
        [property: JsonPropertyName("home_page_url")] string HomePageUrl,
        [property: JsonPropertyName("feed_url")] string FeedUrl,
        string Description,
        [property: JsonPropertyName("next_url")] string? NextUrl,
        string Language,
        IReadOnlyList<Author> Authors,
        IReadOnlyList<Item> Items);

    private sealed record Author(string Name);

    private sealed record Item(
        string Id,
        string Url,
        string Title,
        [property: JsonPropertyName("content_text")] string ContentText,
        [property: JsonPropertyName("date_published")] DateTime DatePublished,
        IReadOnlyList<string> Tags);
}
