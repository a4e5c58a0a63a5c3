using AngleSharp.Html.Parser;
using Markdig;

namespace Catalog.Crawler.Sources;

/// <summary>The addresses that a page links to, in their order: Markdown as it would be shown, or HTML. What stands in comments and in code is no link.</summary>
internal static class ListLinks
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().Build();

    /// <summary>The addresses; a text that is too deeply nested to be shown is taken as it stands, line by line.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        try
        {
            using var document = new HtmlParser().ParseDocument(IsHtml(text) ? text : Markdown.ToHtml(text, Pipeline));
            return [.. document.QuerySelectorAll("a[href]").Select(static link => link.GetAttribute("href")!)];
        }
        catch (ArgumentException)
        {
            return text.Split('\n');
        }
    }

    private static bool IsHtml(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
