using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Api.Search;

/// <summary>What a list of tools is narrowed by; every combination has an address.</summary>
/// <param name="Text">Words to find; null for all.</param>
/// <param name="Category">Only this category; null for all.</param>
/// <param name="Risk">Only this risk; null for all.</param>
/// <param name="Facet">Only with this facet; null for all.</param>
/// <param name="Review">True for only those that a person should look at.</param>
internal sealed record ToolFilter(string? Text = null, Category? Category = null, Risk? Risk = null, Facet? Facet = null, bool Review = false)
{
    public bool IsEmpty => Text is null && Category is null && Risk is null && Facet is null && !Review;

    public static ToolFilter Of(PageRequest request) => new(
        request.Query("q"),
        request.QueryAs<Category>("category"),
        request.QueryAs<Risk>("risk"),
        request.Query("facet") is { } facet ? FacetIds.ParseOrNull(facet) : null,
        request.Query("review") is "1" or "true");

    public ToolQuery ToQuery(int offset, int limit) => new()
    {
        Text = Text,
        Category = Category,
        Risk = Risk,
        Facet = Facet,
        ReviewOnly = Review,
        Offset = offset,
        Limit = limit,
    };

    public SiteUrl ToUrl(int page = 1, string path = "/search") => Links.WithQuery(
        path,
        ("q", Text),
        ("category", Category is { } c ? Words.Id(c) : null),
        ("risk", Risk is { } r ? Words.Id(r) : null),
        ("facet", Facet is { } f ? FacetIds.Of(f) : null),
        ("review", Review ? "1" : null),
        ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));

    /// <summary>The list in words, without a full stop: <c>37 Destructive tools of critical risk with facet bulk that match “delete”</c>.</summary>
    public string Sentence(int total)
    {
        var parts = new List<string> { Words.Number(total) };
        if (Category is { } category)
        {
            parts.Add(category.ToString());
        }

        parts.Add(total == 1 ? "tool" : "tools");
        if (Risk is { } risk)
        {
            parts.Add($"of {Words.Id(risk)} risk");
        }

        if (Facet is { } facet)
        {
            parts.Add($"with facet {FacetIds.Of(facet)}");
        }

        if (Review)
        {
            parts.Add(total == 1 ? "that needs a person's look" : "that need a person's look");
        }

        if (Text is not null)
        {
            parts.Add($"{(Review ? "and " : "that ")}{(total == 1 ? "matches" : "match")} “{Text}”");
        }

        return string.Join(' ', parts);
    }
}
