namespace Catalog.Crawler.Fetching;

/// <summary>How an installation ended.</summary>
/// <param name="Entry">The absolute path of the script that <c>npx</c> would run with Node; null where there is a problem.</param>
/// <param name="Problem">Why there is none, in words for the user, without a full stop; null where there is.</param>
public sealed record InstalledPackage(string? Entry, string? Problem);
