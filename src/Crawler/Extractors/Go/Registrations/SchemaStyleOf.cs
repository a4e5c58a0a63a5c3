namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>Where a registered tool's schema comes from.</summary>
internal enum SchemaStyleOf
{
    /// <summary>The definition holds it.</summary>
    Definition,

    /// <summary>The definition, or else the type of the handler's arguments by the rules of the official SDK.</summary>
    OfficialHandler,

    /// <summary>The type of the handler's argument by the rules of mcp-golang.</summary>
    MetoroHandler,
}
