namespace Catalog.Core.Catalogs;

/// <summary>In which order servers are listed.</summary>
public enum ServerOrder
{
    /// <summary>Best match first where there is a text, else by key.</summary>
    Natural,

    /// <summary>The one that a crawl looked at last comes first.</summary>
    Recent,
}
