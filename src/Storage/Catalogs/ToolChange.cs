namespace Catalog.Storage.Catalogs;

/// <summary>What differs of a tool that was there before.</summary>
internal enum ToolChange
{
    /// <summary>Nothing that has a hash or a verdict; where it was read may differ.</summary>
    None,

    /// <summary>What was said of the same definition.</summary>
    Classification,

    /// <summary>The definition, and so what is said of it.</summary>
    Definition,
}
