namespace Catalog.Crawler.Extractors;

/// <summary>Reads the tools that a snapshot's source code defines. Nothing of the snapshot is run.</summary>
public interface ISnapshotExtraction
{
    /// <summary>Ids and versions of every extractor that may take part, in one line; another text means that a stored snapshot is worth reading again.</summary>
    string ReadBy { get; }

    /// <summary>Finds the servers of a snapshot and their tools. A folder that holds no server gives an empty list, not an error; a file that cannot be read is one of the problems.</summary>
    Task<ExtractionResult> ExtractAsync(SnapshotFolder folder, CancellationToken cancellationToken);
}
