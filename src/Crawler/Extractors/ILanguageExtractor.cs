using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors;

/// <summary>
/// Reads one language. Adding a language is adding a folder below <c>Extractors/</c> with one implementation of this port and one
/// <see cref="Parsing.Facts.ILanguageLowering"/> for each grammar it needs (or a <see cref="Parsing.Facts.ILanguageParser"/> where it parses by itself); both are found by a scan of the assembly.
/// <para>
/// The way of a file: <see cref="FindRoots"/> looks at names and manifests alone; <see cref="ExtractAsync"/> then chooses the files that the entry points reach, asks
/// <see cref="ExtractionContext.FactsAsync"/> for their facts (a worker process parses and lowers them, so nothing untrusted is parsed here), and evaluates the
/// facts. <see cref="Evaluation.Machine"/> evaluates them for any language: it needs an <see cref="Evaluation.ILanguageHost"/> that says what
/// names, members and calls outside of the source mean.
/// </para>
/// </summary>
internal interface ILanguageExtractor
{
    /// <summary>Kebab-case, stored, never used again for another one: <c>typescript</c>.</summary>
    string Id { get; }

    /// <summary>Raised when the same input can give another result.</summary>
    int Version { get; }

    /// <summary>True for a reader of lists that others keep beside the code: it is asked only about folders in which no other extractor found tools.</summary>
    bool IsFallback => false;

    /// <summary>The folders of a snapshot that may hold a server in this language; cheap: names and manifests, no parsing.</summary>
    IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files);

    /// <summary>The tools of one server; empty where it defines none. What could not be read goes to <see cref="ExtractionContext.Report"/>.</summary>
    Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken);
}
