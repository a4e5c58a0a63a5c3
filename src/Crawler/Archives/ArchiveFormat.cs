namespace Catalog.Crawler.Archives;

/// <summary>How an artefact is packed.</summary>
internal enum ArchiveFormat
{
    /// <summary>A tar archive, plain.</summary>
    Tar,

    /// <summary>A tar archive, compressed with gzip.</summary>
    TarGzip,

    /// <summary>A zip archive.</summary>
    Zip,
}
