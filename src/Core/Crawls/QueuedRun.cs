namespace Catalog.Core.Crawls;

/// <summary>A run that is not finished.</summary>
/// <param name="Id">The run.</param>
/// <param name="Anew">Whether what has not changed is read again.</param>
/// <param name="Done">How many entries of it ended already, where it goes on from an earlier time.</param>
public sealed record QueuedRun(long Id, bool Anew, int Done);
