namespace Catalog.Crawler.Archives;

/// <summary>What a symbolic link in an archive means. None is ever created, whichever it is.</summary>
internal enum LinkHandling
{
    /// <summary>The snapshot is refused: packages hold none, so one is an attack or damage.</summary>
    Refuse,

    /// <summary>The link is passed over: repositories hold them honestly, and what is behind them is in the tree anyway.</summary>
    Skip,
}
