using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>
/// Turns the bytes of one file into facts; runs in the worker process, on untrusted input, under its limits of time and memory. Found by a scan of the assembly: one class,
/// stateless, with a parameterless constructor, for each <see cref="Language"/>. A language whose grammar is tree-sitter's implements <see cref="ILanguageLowering"/>; one with a
/// parser of its own implements this.
/// </summary>
internal interface ILanguageParser
{
    /// <summary>The language as requests name it: <c>typescript</c>, <c>tsx</c>, <c>javascript</c>, <c>python</c>.</summary>
    string Language { get; }

    /// <summary>The facts of a file. They nest no deeper than <see cref="FactLimits.Depth"/> and are no more than <see cref="FactLimits.Nodes"/>: use <see cref="FactBuilder"/>.</summary>
    /// <param name="content">The file, any bytes.</param>
    /// <param name="timeout">The longest time for parsing.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <exception cref="InvalidDataException">The file is not read; the message is a clause that says why.</exception>
    FileFacts Parse(byte[] content, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// The statements of a part that <see cref="Parse"/> has left out, parsed by the process that evaluates the file; null where that is not to be done, and a worker is asked. Only for a parser in
    /// managed code whose time and memory are linear in the length of the part: nothing that the part holds may end the process, or keep it.
    /// </summary>
    /// <param name="content">The file.</param>
    /// <param name="part">The part.</param>
    /// <param name="texts">The texts of the file.</param>
    /// <param name="load">Has a part of the part parsed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    FactNode[]? ParsePartOrNull(byte[] content, DeferredPlace part, SharedTexts texts, Func<DeferredPlace, FactNode[]> load, CancellationToken cancellationToken) => null;
}
