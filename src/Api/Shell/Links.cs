using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Shell;

/// <summary>The addresses of the site, made in one place.</summary>
internal static class Links
{
    public static SiteUrl Home { get; } = SiteUrl.Local("/");

    public static SiteUrl Servers { get; } = SiteUrl.Local("/servers");

    public static SiteUrl Search { get; } = SiteUrl.Local("/search");

    public static SiteUrl Attacks { get; } = SiteUrl.Local("/attacks");

    public static SiteUrl Changes { get; } = SiteUrl.Local("/changes");

    public static SiteUrl Accuracy { get; } = SiteUrl.Local("/accuracy");

    public static SiteUrl Risks { get; } = SiteUrl.Local("/risks");

    public static SiteUrl Server(ServerKey key) => SiteUrl.Local($"/servers/{key.Slug}");

    public static SiteUrl ServerPolicy(ServerKey key, string query = "") => SiteUrl.Local($"/servers/{key.Slug}/policy.json{query}");

    public static SiteUrl Tool(ServerKey key, string tool) => SiteUrl.Local($"/servers/{key.Slug}/tools/{Slugs.Encode(tool)}");

    public static SiteUrl ToolPolicy(ServerKey key, string tool, string query = "") => SiteUrl.Local($"{Tool(key, tool)}/policy.json{query}");

    public static SiteUrl Dispute(ServerKey key, string tool) => SiteUrl.Local($"{Tool(key, tool)}/dispute");

    public static SiteUrl Risk(Risk risk) => SiteUrl.Local($"/risks/{risk.ToString().ToLowerInvariant()}");

    public static SiteUrl Category(Category category) => SiteUrl.Local($"/categories/{category.ToString().ToLowerInvariant()}");

    public static SiteUrl Facet(Facet facet) => SiteUrl.Local($"/facets/{FacetIds.Of(facet)}");

    public static SiteUrl Attack(string id) => SiteUrl.Local($"/attacks/{id}");

    /// <summary>The same page with other values in its query; null or empty values are left out.</summary>
    public static SiteUrl WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var parts = new List<string>(query.Length);
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return SiteUrl.Local(parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}");
    }
}
