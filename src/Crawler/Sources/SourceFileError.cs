namespace Catalog.Crawler.Sources;

/// <summary>One thing that is wrong with a file of sources.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and how to mend it, one sentence.</param>
public sealed record SourceFileError(int Line, string Message);
