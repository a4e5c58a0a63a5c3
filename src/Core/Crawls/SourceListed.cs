namespace Catalog.Core.Crawls;

/// <summary>How the listing of one source ended.</summary>
/// <param name="Reference">The source, as it is shown: without secrets.</param>
/// <param name="Problem">Why it was not listed to its end, one sentence; null where it was.</param>
public sealed record SourceListed(string Reference, string? Problem);
