namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>A tool at the moment of its registration.</summary>
/// <param name="Name">As registered; a mount may put a prefix before it later.</param>
/// <param name="File">Where.</param>
/// <param name="Line">Where.</param>
/// <param name="Calls">The calls that were running, the outermost first.</param>
/// <param name="Texts">Where each text of the definition came from, as far as that was seen: the text may be used elsewhere later.</param>
internal sealed record TracedRegistration(string Name, string File, int Line, IReadOnlyList<TracePlace> Calls, IReadOnlyDictionary<string, TracePlace> Texts);
