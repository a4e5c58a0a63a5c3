using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Catalog.Crawler.Tests.Extractors.Assemblies;

/// <summary>Tools of this assembly itself, to be found in its metadata; nothing calls them.</summary>
internal static class BuiltTools
{
    [McpServerTool(Name = "erase_pages", Title = "Erase pages", Destructive = true, ReadOnly = false)]
    [Description("Erases pages for good")]
    public static string Erase([Description("which pages")] int[] pages, HttpClient client, CancellationToken cancellationToken, string reason = "none") => $"{pages.Length}{client.Timeout}{reason}{cancellationToken.IsCancellationRequested}";

    [McpServerTool]
    public static Task<string> ListPagesAsync(Guid book, IReadOnlyList<string>? only, bool? withDrafts) => Task.FromResult($"{book}{only?.Count}{withDrafts}");
}
