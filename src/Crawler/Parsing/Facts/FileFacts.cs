namespace Catalog.Crawler.Parsing.Facts;

/// <summary>What a worker says of one file.</summary>
internal sealed class FileFacts
{
    /// <summary>The statements of the file: a <see cref="FactKind.Block"/>.</summary>
    public required FactNode Root { get; init; }

    /// <summary>Modules that the file names as constants, in any form (<c>import</c>, <c>export … from</c>, <c>require</c>, <c>import()</c>), in the order of the source, each once.</summary>
    public required IReadOnlyList<string> Imports { get; init; }

    /// <summary>How many places the grammar could not read; 0 for a sound file.</summary>
    public int Errors { get; init; }

    /// <summary>How many parts were left out because they nest too deeply.</summary>
    public int Cut { get; init; }

    /// <summary>How many nodes there are, a measure of memory.</summary>
    public int Nodes { get; init; }
}
