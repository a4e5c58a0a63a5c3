using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>A field of a structure.</summary>
/// <param name="Name">The field's name; for an embedded type, the type's.</param>
/// <param name="Type">Its type as written.</param>
/// <param name="Tag">The whole tag; empty where there is none.</param>
/// <param name="IsEmbedded">True where only a type is written: its fields and methods are the structure's too.</param>
internal sealed record GoField(string Name, FactNode Type, string Tag, bool IsEmbedded)
{
    /// <summary>Only fields with a capital letter are seen by other packages, and so by encoders.</summary>
    public bool IsExported => Name.Length > 0 && char.IsUpper(Name[0]);
}
