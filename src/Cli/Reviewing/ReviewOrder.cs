namespace Catalog.Cli.Reviewing;

/// <summary>What stands first in the list.</summary>
internal enum ReviewOrder
{
    /// <summary>The least certain.</summary>
    Confidence,

    /// <summary>The worst risk, then the least certain.</summary>
    Risk,

    /// <summary>By server and name.</summary>
    Server,
}
