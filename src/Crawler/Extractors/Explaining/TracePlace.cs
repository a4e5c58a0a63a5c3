using System.Globalization;

namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>A place in the source, and what happened there.</summary>
/// <param name="File">Inside the snapshot.</param>
/// <param name="Line">From 1.</param>
/// <param name="How">A clause.</param>
internal readonly record struct TracePlace(string File, int Line, string How)
{
    /// <summary><c>file:line</c>.</summary>
    public string At => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}
