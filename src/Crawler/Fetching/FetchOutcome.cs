using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>What fetching came to: an artefact, or the reason why there is none.</summary>
/// <param name="Artefact">What was fetched, lying in the folder that was handed in; null beside a problem.</param>
/// <param name="Problem">Why it could not be fetched, one sentence; null beside an artefact.</param>
internal sealed record FetchOutcome(Artefact? Artefact, string? Problem)
{
    /// <summary>Nothing was fetched.</summary>
    public static FetchOutcome Failed(string problem) => new(null, problem);
}
